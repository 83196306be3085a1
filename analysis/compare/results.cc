#include "analysis/compare/results.h"

#include <fmt/format.h>

#include <algorithm>

namespace enclosure {

namespace {

constexpr std::string_view compared_headlines[] = {
    "welfare",          "consumer_surplus",  "firms_surplus", "developers_surplus", "public_spending",     "adoption",
    "open_share_users", "open_share_tokens", "hhi",           "leader_share",       "dependence",          "lock_in_share",
    "closed_frontier",  "open_frontier",     "gap_months",    "average_price",      "fixed_quality_price", "research",
    "firms_alive",      "access_gini",       "employment",    "incidents",          "harm_cost",           "community_effort",
    "mean_fatigue"};

}  // namespace

std::size_t find_metric(const std::vector<Metric>& metrics, Level level, std::string_view name, std::string_view member) {
    const auto found = std::find_if(metrics.begin(), metrics.end(),
                                    [&](const Metric& m) { return m.level == level && m.name == name && m.member == member; });
    return static_cast<std::size_t>(found - metrics.begin());
}

std::span<const std::string_view> headline_indicators() {
    return compared_headlines;
}

std::vector<std::uint32_t> begins_by_world(const CompareResults& results, std::size_t arm, std::size_t condition) {
    std::vector<std::uint32_t> begins;
    const std::size_t arms = results.arms.size();
    for (std::size_t first = 0; first + arms <= results.records.size(); first += arms) {
        begins.push_back(results.records[first + arm].begins[condition]);
    }
    return begins;
}

std::vector<std::string> condition_lines(const CompareResults& results, std::size_t arm) {
    std::vector<std::string> lines;
    const std::vector<ArmCondition>& conditions = results.arms[arm].conditions;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        const std::vector<std::uint32_t> begins = begins_by_world(results, arm, i);
        const auto worlds = begins.size() - static_cast<std::size_t>(std::count(begins.begin(), begins.end(), 0U));
        lines.push_back(fmt::format("{} ({}): began in {} of {} worlds", conditions[i].event, conditions[i].when, worlds, begins.size()));
    }
    return lines;
}

std::string member_title(const std::vector<ScenarioMember>& members, const std::string& id) {
    const auto found = std::find_if(members.begin(), members.end(), [&](const ScenarioMember& m) { return m.id == id; });
    return found == members.end() || found->title.empty() ? id : found->title;
}

}  // namespace enclosure
