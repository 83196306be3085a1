#include "sim/indicators/judgement.h"

#include <algorithm>
#include <array>
#include <limits>

namespace enclosure {

namespace {

constexpr Direction up = Direction::higher;
constexpr Direction down = Direction::lower;
constexpr Direction none = Direction::none;

// A direction only where few would dispute it. Who gains from an open share, from investors' money or from public spending depends on the
// reader; the welfare account adds it up.
constexpr Judgement judgement_table[] = {
    // shares of use and of firms
    {"open_share_users", none, true},
    {"open_share_tokens", none, true},
    {"open_share_revenue", none, true},
    {"open_share", none, true},
    {"adoption", none, true},
    {"aware", none, true},
    {"lineage_share", none, true},
    {"hybrid_share", none, true},
    {"open_firm_share", none, true},
    {"hybrid_seat_share", none, true},
    {"closed_on_open_base", none, true},
    {"closed_on_open_share", none, true},
    {"closed_on_open_seats", none, true},
    {"open_release_share", none, true},
    {"hybrid_release_share", none, true},
    {"attention_top_share", none, true},
    {"top_developer_share", none, true},
    {"unpaid_share", none, true},
    {"developers_active", none, true},
    {"retention_open", none, true},
    {"retention_closed", none, true},
    {"community_effort", none, true},
    {"maintenance_effort", none, true},
    {"effort", none, true},
    {"support_open", up, false},
    {"support_closed", up, false},
    {"tailoring", up, true},
    // concentration and dependence
    {"hhi", down, true},
    {"hhi_open", down, true},
    {"hhi_seats", down, true},
    {"hhi_revenue", down, true},
    {"hhi_normalised", down, true},
    {"leader_share", down, true},
    {"dependence", down, true},
    {"lock_in_share", down, true},
    {"effective_vendors", up, false},
    {"vendor_entropy", up, false},
    // capability
    {"closed_frontier", up, false},
    {"open_frontier", up, false},
    {"frontier", up, false},
    {"public_knowledge", up, false},
    {"domain_gap", down, false},
    {"region_gap", down, false},
    {"improvement_open", up, false},
    {"mean_skill", up, true},
    {"skill", up, true},
    // prices
    {"flagship_price", down, false},
    {"open_price", down, false},
    {"average_price", down, false},
    {"fixed_quality_price", down, false},
    {"fixed_quality_price_1", down, false},
    {"fixed_quality_price_2", down, false},
    {"fixed_quality_price_3", down, false},
    {"closed_markup", down, false},
    // harm and reliability
    {"misuse_incidents", down, false},
    {"misuse_open", down, false},
    {"misuse_closed", down, false},
    {"misuse_retired", down, false},
    {"breaches", down, false},
    {"breaches_open", down, false},
    {"breaches_closed", down, false},
    {"exploits", down, false},
    {"exploits_open", down, false},
    {"exploits_closed", down, false},
    {"outages", down, false},
    {"outages_per_interface", down, false},
    {"incidents", down, false},
    {"incidents_year", down, false},
    {"harm_cost", down, false},
    {"migration_cost", down, false},
    {"leaks", down, false},
    {"mean_defect_age", down, false},
    {"mean_defect_age_open", down, false},
    {"mean_defect_age_closed", down, false},
    {"reliability_open", up, true},
    {"reliability_closed", up, true},
    {"reliability_young_open", up, true},
    {"reliability_young_closed", up, true},
    {"reliability_old_open", up, true},
    {"reliability_old_closed", up, true},
    {"quality_dispersion", down, false},
    {"quality_dispersion_open", down, false},
    {"quality_dispersion_closed", down, false},
    {"dispersion_open", down, false},
    {"dispersion_closed", down, false},
    {"resilience", up, true},
    {"trust_open", up, true},
    {"trust_closed", up, true},
    {"risk_open", down, true},
    {"risk_closed", down, true},
    {"opinion", none, true},
    {"regulation_pressure", none, true},
    // developers
    {"mean_fatigue", down, true},
    {"burnouts", down, true},
    {"abandonments", down, false},
    // welfare
    {"consumer_surplus", up, false},
    {"surplus_per_seat", up, false},
    {"log_sum", up, false},
    {"welfare", up, false},
    {"firms_surplus", up, false},
    {"hosts_surplus", up, false},
    {"developers_surplus", up, false},
    {"employment", up, true},
    {"access_gini", down, true},
    {"access_poor_to_rich", up, true},
    {"use_poor_to_rich", up, true},
    {"legal_share_open", none, true},
    {"legal_share_closed", none, true},
};

const Judgement* find(std::string_view name) {
    const auto* found = std::find_if(std::begin(judgement_table), std::end(judgement_table), [&](const Judgement& j) { return j.name == name; });
    return found == std::end(judgement_table) ? nullptr : found;
}

}  // namespace

std::span<const Judgement> judgements() { return judgement_table; }

Direction good_direction(std::string_view name) {
    const Judgement* row = find(name);
    return row ? row->good : Direction::none;
}

SmallestEffect smallest_effect(std::string_view name, std::string_view unit) {
    const Judgement* row = find(name);
    if (row && row->share) return {EffectScale::absolute, 0.01};
    if (unit == "point") return {EffectScale::absolute, 1};
    if (unit == "OOM") return {EffectScale::absolute, 0.05};
    if (unit == "month") return {EffectScale::absolute, 0.5};
    return {EffectScale::relative, 0.01};
}

Range described_range(std::string_view name, std::string_view unit) {
    constexpr double without_end = std::numeric_limits<double>::infinity();
    // Those among them that are shares by the table are so because a percentage point is what matters; nothing bounds them at 1.
    constexpr std::array<std::string_view, 8> ratios{"employment",     "access_poor_to_rich", "use_poor_to_rich",   "support_open",
                                                     "support_closed", "community_effort",    "maintenance_effort", "effort"};
    constexpr std::array<std::string_view, 6> from_zero{"1/yr", "person", "USD/Mtok", "Mtok/yr", "yr", "month"};
    const auto has = [](const auto& list, std::string_view word) { return std::find(list.begin(), list.end(), word) != list.end(); };
    if (name == "opinion") return {-1, 1};
    if (has(ratios, name)) return {0, without_end};
    if (const Judgement* row = find(name); row && row->share) return {0, 1};
    return has(from_zero, unit) ? Range{0, without_end} : Range{};
}

std::string_view direction_name(Direction direction) {
    return direction == Direction::higher ? "higher" : direction == Direction::lower ? "lower" : "none";
}

}  // namespace enclosure
