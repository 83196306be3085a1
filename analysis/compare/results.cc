#include "analysis/compare/results.h"

#include <algorithm>

namespace enclosure {

namespace {

constexpr std::string_view headlines[] = {
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
    return headlines;
}

std::string member_title(const std::vector<ScenarioMember>& members, const std::string& id) {
    const auto found = std::find_if(members.begin(), members.end(), [&](const ScenarioMember& m) { return m.id == id; });
    return found == members.end() || found->title.empty() ? id : found->title;
}

}  // namespace enclosure
