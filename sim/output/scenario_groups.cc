#include "sim/output/scenario_groups.h"

#include <algorithm>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "sim/base/csv.h"
#include "sim/output/units.h"
#include "sim/scenario/leaves.h"

namespace enclosure {

namespace {

Dataset parameter(const Facts& facts, const std::string& value, const std::string& fallback) {
    Dataset dataset;
    dataset.name = facts.name;
    dataset.long_name = facts.doc;
    dataset.values = std::vector<std::string>{value};
    dataset.attributes = {{"source", std::string{facts.source}},
                          {"default", fallback},
                          {"effect", std::string{facts.effect == Effect::live ? "live" : "restart"}}};
    return dataset;
}

template <class Choice>
requires std::is_enum_v<Choice> Dataset parameter(const Facts& facts, const Choice& value, const Choice& fallback) {
    constexpr auto names = names_of(Choice{});
    return parameter(facts, std::string{names[static_cast<std::size_t>(value)]}, std::string{names[static_cast<std::size_t>(fallback)]});
}

template <class T>
requires std::is_arithmetic_v<T> Dataset parameter(const Facts& facts, const T& value, const T& fallback) {
    using Stored = std::conditional_t<std::is_floating_point_v<T>, double, std::int64_t>;
    Dataset dataset;
    dataset.name = facts.name;
    dataset.units = udunits(facts.unit);
    dataset.long_name = facts.doc;
    dataset.values = std::vector<Stored>{static_cast<Stored>(value)};
    dataset.attributes = {{"source", std::string{facts.source}},
                          {"legal_min", facts.legal.lo},
                          {"legal_max", facts.legal.hi},
                          {"default", static_cast<Stored>(fallback)},
                          {"effect", std::string{facts.effect == Effect::live ? "live" : "restart"}}};
    return dataset;
}

Dataset text_scalar(std::string name, std::string long_name, std::string text) {
    Dataset dataset;
    dataset.name = std::move(name);
    dataset.long_name = std::move(long_name);
    dataset.values = std::vector<std::string>{std::move(text)};
    return dataset;
}

}  // namespace

std::vector<Group> parameter_groups(const Parameters& parameters) {
    Scenario given;
    given.parameters = parameters;
    Scenario defaults;
    std::vector<Group> groups;
    for_each_group(parameters, [&](const auto& values) {
        groups.push_back({.path = "parameters/" + std::string{std::remove_cvref_t<decltype(values)>::section}, .datasets = {}});
    });
    const std::vector<LeafRef> fallbacks = leaves_of(defaults);
    std::size_t next = 0;
    visit_leaves(given, [&](const std::string& path, const auto& value, const Facts& facts) {
        const LeafRef& fallback = fallbacks[next++];
        const std::string group_path = "parameters/" + path.substr(0, path.find('.'));
        const auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& one) { return one.path == group_path; });
        if (group == groups.end()) return;
        using Value = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::is_arithmetic_v<Value> || std::is_enum_v<Value> || std::is_same_v<Value, std::string>) {
            group->datasets.push_back(parameter(facts, value, *std::get<Value*>(fallback.value)));
        } else {
            throw std::logic_error("no parameter of that type has a place in a run file yet: " + path);
        }
    });
    return groups;
}

Group scenario_group(const LoadedScenario& loaded) {
    std::string origins = "path,value,file,line,column\n";
    for (const Origin& origin : loaded.origins) {
        origins += csv_cell(origin.path) + "," + csv_cell(origin.value) + "," + csv_cell(origin.place.file) + "," +
                   std::to_string(origin.place.line) + "," + std::to_string(origin.place.column) + "\n";
    }
    return {.path = "scenario",
            .datasets = {text_scalar("resolved", "The whole scenario, as a TOML file that gives the same run.", loaded.resolved_toml),
                         text_scalar("origins", "Where each value of the scenario came from, as a CSV table.", std::move(origins))}};
}

}  // namespace enclosure
