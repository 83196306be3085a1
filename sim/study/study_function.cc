#include "sim/study/study_function.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <sstream>
#include <stdexcept>

#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

// Metrics hold views of names that live for ever, as indicators' do.
std::string_view kept_name(const std::string& name) {
    static std::mutex mutex;
    static std::set<std::string> names;
    const std::scoped_lock lock(mutex);
    return *names.insert(name).first;
}

std::optional<std::vector<double>> numbers_in(const Node& node) {
    const auto number = [](const Node& n) { return n.kind == Kind::integer ? static_cast<double>(n.integer) : n.real; };
    if (node.is_number()) return std::vector<double>{number(node)};
    if (node.kind != Kind::array || !std::all_of(node.items.begin(), node.items.end(), [](const Node& n) { return n.is_number(); }))
        return std::nullopt;
    std::vector<double> values;
    for (const Node& item : node.items) values.push_back(number(item));
    return values;
}

Literal number_literal(double value) {
    Node node = make_node(Kind::real, {});
    node.real = value;
    return {std::move(node)};
}

}  // namespace

std::optional<std::size_t> StudyFunction::input(std::string_view id) const {
    if (id.starts_with("function.")) id.remove_prefix(9);
    const auto found = std::find_if(inputs.begin(), inputs.end(), [&](const FunctionInput& one) { return one.id == id; });
    if (found == inputs.end()) return std::nullopt;
    return static_cast<std::size_t>(found - inputs.begin());
}

std::vector<double> StudyFunction::middle() const {
    std::vector<double> x;
    for (const FunctionInput& input : inputs) x.push_back((input.low + input.high) / 2);
    return x;
}

std::vector<Metric> StudyFunction::columns() const {
    std::vector<Metric> columns;
    for (std::size_t k = 0; k < outputs.size(); ++k) {
        columns.push_back({.level = Level::world, .name = kept_name(outputs[k]), .unit = "1", .doc = function->doc, .indicator = k});
    }
    return columns;
}

std::string StudyFunction::text() const {
    std::string text(function->name);
    for (std::size_t k = 0; k < parameters.size(); ++k) {
        text += fmt::format(" {}=", function->parameters[k].id);
        for (std::size_t i = 0; i < parameters[k].size(); ++i) text += (i == 0 ? "" : ",") + toml_text(parameters[k][i]);
    }
    return text;
}

std::optional<StudyFunction> take_function(Node& node, Report& report) {
    if (node.kind != Kind::table) return std::nullopt;  // the reader says so
    const Node* name = node.find("name");
    if (!name || name->kind != Kind::text) {
        report.add(node.place, "function.name is missing; it names a test function");
        return std::nullopt;
    }
    StudyFunction study{.function = find_test_function(name->text)};
    if (!study.function) {
        std::vector<std::string> names;
        for (const TestFunction& one : test_functions()) names.emplace_back(one.name);
        report.add(name->place, fmt::format("function.name = {} names no test function{}; there are {}", toml_text(name->text),
                                            did_you_mean(name->text, names), fmt::join(names, ", ")));
        return std::nullopt;
    }
    std::map<std::string, std::vector<double>> set;
    std::vector<std::string> taken;
    const Place place = node.place;
    for (const Member& member : node.members) {
        if (member.key == "name") continue;
        taken.push_back(member.key);
        if (const auto values = numbers_in(member.node)) {
            set[member.key] = *values;
        } else {
            report.add(member.node.place, "function." + member.key + " must be a number, or a list of numbers");
        }
    }
    for (const std::string& key : taken) node.erase(key);
    try {
        study.parameters = function_parameters(*study.function, set);
    } catch (const std::invalid_argument& error) {
        std::istringstream reasons(error.what());
        for (std::string reason; std::getline(reasons, reason);) report.add(place, "function: " + reason);
        return std::nullopt;
    }
    study.inputs = study.function->inputs(study.parameters);
    study.outputs = study.function->outputs(study.parameters);
    return study;
}

void complete_keys(StudyKeys& keys, const StudyFunction& function, const Places& places, Report& report) {
    if (keys.arm.size() > 1 || (keys.arm.size() == 1 && !keys.arm[0].policies.empty())) {
        report.add(places.nearest("arm"), "a function knows no policies: a study of one has a single arm");
    }
    if (!keys.records.series.empty()) report.add(places.nearest("records.series"), "a function has no series over time");
    if (keys.factor.empty()) {
        for (const FunctionInput& input : function.inputs) {
            keys.factor.emplace_back();
            keys.factor.back().id = input.id;
        }
    }
    for (FactorRow& row : keys.factor) {
        if (row.path.empty()) row.path = row.id;
        const auto input = function.input(row.path);
        const bool open = row.levels.empty() && row.distribution == Law::uniform;
        if (!input || !open) continue;
        if (!row.min) row.min = number_literal(function.inputs[*input].low);
        if (!row.max) row.max = number_literal(function.inputs[*input].high);
    }
    if (keys.metric.empty()) {
        for (const std::string& output : function.outputs) {
            keys.metric.emplace_back();
            keys.metric.back().id = output;
            if (function.outputs.size() > 1) keys.metric.back().direction = MetricDirection::lower;  // objectives are to be made small
        }
    }
}

}  // namespace enclosure
