#include "sim/scenario/file_kind.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.h"
#include "sim/scenario/shape.h"

namespace enclosure {

namespace {

constexpr std::string_view policy_key = "event";

std::vector<std::string> policy_keys() {
    std::vector<std::string> keys{"schema_version"};
    std::apply([&](const auto&... f) { (keys.emplace_back(f.facts.name), ...); }, fields_of<PolicyRow>);
    return keys;
}

// Those that a policy does not have.
std::vector<std::string> scenario_keys() {
    std::vector<std::string> keys{"extends"};
    std::apply([&](const auto&... f) { (keys.emplace_back(f.facts.name), ...); }, fields_of<Scenario>);
    Parameters parameters;
    visit_groups(parameters, [&](auto& group) { keys.emplace_back(std::remove_cvref_t<decltype(group)>::section); });
    const std::vector<std::string> shared = policy_keys();
    std::erase_if(keys, [&](const std::string& key) { return std::find(shared.begin(), shared.end(), key) != shared.end(); });
    return keys;
}

}  // namespace

bool is_scenario_key(std::string_view key) {
    const std::vector<std::string> own = scenario_keys();
    const std::vector<std::string> shared = policy_keys();
    return std::find(own.begin(), own.end(), key) != own.end() || std::find(shared.begin(), shared.end(), key) != shared.end();
}

bool is_study(const Node& root) {
    return std::any_of(study_only_keys.begin(), study_only_keys.end(), [&](std::string_view key) { return root.find(key) != nullptr; });
}

FileKind file_kind(const Node& root) {
    const std::vector<std::string> of_scenario = scenario_keys();
    const std::vector<std::string> of_policy = policy_keys();
    const auto has = [](const std::vector<std::string>& keys, const std::string& key) {
        return std::find(keys.begin(), keys.end(), key) != keys.end();
    };
    const auto& members = root.members;
    if (is_study(root) || std::any_of(members.begin(), members.end(), [&](const Member& m) { return has(of_scenario, m.key); })) {
        return FileKind::scenario;
    }
    if (root.find(policy_key)) return FileKind::policy;
    for (const Member& member : members) {
        if (has(of_policy, member.key)) continue;
        if (nearest(member.key, of_policy) == policy_key) return FileKind::policy;
        if (!nearest(member.key, of_scenario).empty()) return FileKind::scenario;
    }
    return FileKind::either;
}

std::string no_scenario(const Node& root) {
    if (file_kind(root) != FileKind::policy) return {};
    return "this is a policy, not a scenario; lay it on a scenario by --policy";
}

std::string no_policy(const Node& root) {
    if (file_kind(root) != FileKind::scenario) return {};
    return "this is a scenario, not a policy: a policy holds schema_version, id, title, question and [[event]]";
}

}  // namespace enclosure
