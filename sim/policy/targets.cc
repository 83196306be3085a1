#include "sim/policy/targets.h"

#include <algorithm>

#include "sim/scenario/ids.h"

namespace enclosure {

namespace {

constexpr std::string_view star = ".*.";

}  // namespace

std::string_view starred_array(std::string_view target) {
    const std::size_t at = target.find(star);
    return at == std::string_view::npos ? std::string_view{} : target.substr(0, at);
}

const std::vector<std::string>& scope_in(const Event& event, std::string_view array) {
    static const std::vector<std::string> none;
    if (array == "region") return event.regions;
    if (array == "segment") return event.segments;
    if (array == "strategy" || array == "firm") return event.firms;
    return none;
}

std::vector<std::string> row_ids(const Scenario& scenario, std::string_view array) {
    if (array == "region") return ids_of(scenario.region);
    if (array == "segment") return ids_of(scenario.segment);
    if (array == "domain") return ids_of(scenario.domain);
    if (array == "strategy") return ids_of(scenario.strategy);
    if (array == "firm") return ids_of(scenario.firm);
    return {};
}

std::vector<std::string> paths_of(const Scenario& scenario, const Event& event, std::string_view target) {
    const std::string_view array = starred_array(target);
    if (array.empty()) return {std::string(target)};
    const std::vector<std::string>& scope = scope_in(event, array);
    const std::string name(target.substr(array.size() + star.size()));
    std::vector<std::string> paths;
    for (const std::string& id : row_ids(scenario, array)) {
        if (!scope.empty() && std::find(scope.begin(), scope.end(), id) == scope.end()) continue;
        paths.push_back(std::string(array) + '.' + id + '.' + name);
    }
    return paths;
}

std::vector<LeverChange> changes_of(const Event& event) {
    if (event.lever.empty()) return {{event.target, event.op, event.value}};
    const Lever* lever = find_lever(event.lever);
    if (!lever) return {};
    return {lever->changes.begin(), lever->changes.end()};
}

}  // namespace enclosure
