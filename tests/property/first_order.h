// What each switch moves first, and which way: the direction that its equation fixes. One line per switch. A switch that is in neither list
// fails a test (first_order_test.cc).
#pragma once

#include <cstddef>
#include <ostream>
#include <string_view>

namespace enclosure::test {

enum class Turned { down, up };

/// Turned from one level to a higher one, the switch moves the mean of `moves` over the last half of the months that way. What is moved is
/// an indicator ("gap_oom"), an indicator of a segment or region ("aware.consumer"), or the mean of a column over those who are active
/// ("firms.flywheel", "catalogue.gain.open").
struct FirstOrder {
    std::string_view name;
    std::string_view moves;
    Turned direction;
    double from;
    double to;
    std::size_t months;
    std::string_view given = "";  ///< a parameter that is set in both, so that there is something to move
    double given_value = 0;
};

inline constexpr FirstOrder first_order[] = {
    {"segment.innovation", "aware", Turned::up, 0, 0.15, 24},
    {"segment.contagion", "aware", Turned::up, 0.2, 1.5, 36},
    {"segment.price_weight", "firms.markup", Turned::down, 0.2, 1.2, 24},
    {"segment.learning", "open_friction.builder", Turned::down, 0.1, 3, 24},
    {"segment.learning_use", "open_friction.builder", Turned::down, 0, 10, 36},
    {"segment.tooling", "open_share.enterprise", Turned::down, 0.2, 3, 36},
    {"segment.integration", "open_share_users", Turned::down, 0.2, 2, 36},
    {"segment.switching", "switching_rate.consumer", Turned::down, 0, 2, 24},
    {"segment.switching_tenure", "switching_rate.consumer", Turned::down, 0, 2, 36},
    {"segment.peer_weight", "hhi.consumer", Turned::up, 0, 2, 36},
    {"segment.brand_decay", "firms.brand", Turned::down, 0, 0.8, 24},
    {"region.academic", "public_knowledge", Turned::up, 0.2, 1.5, 24},
    {"region.research_cost", "firms.lead", Turned::down, 0.6, 2.5, 24},
    {"region.home_bias", "adoption", Turned::up, 0, 1.5, 36},
    {"region.foreign_closed_cost", "open_share_users", Turned::up, 0, 3, 36},
    {"knowledge.academic_growth", "public_knowledge", Turned::up, 0.05, 0.4, 24},
    {"knowledge.spillover", "public_knowledge", Turned::up, 0.05, 0.4, 24},
    {"knowledge.own_growth", "mean_lead", Turned::up, 0.15, 0.9, 24},
    {"knowledge.research_elasticity", "firms.lead", Turned::down, 0.2, 0.6, 24},
    {"knowledge.fishing_out", "mean_lead", Turned::down, 0.1, 0.6, 24},
    {"knowledge.leak_base", "mean_lead", Turned::down, 0.2, 2, 24},
    {"knowledge.leak_openness", "mean_lead", Turned::down, 0.5, 5, 24},
    {"knowledge.region_coupling", "public_knowledge.rest_of_world", Turned::up, 0.5, 1, 24},
    {"knowledge.hardware_growth", "catalogue.capability", Turned::up, 0.05, 0.3, 36},
    {"imitation.distillation", "gap_oom", Turned::down, 0, 30, 36},
    {"imitation.lag", "firms.imitation", Turned::down, 0, 1, 24},
    {"imitation.public_rate", "firms.imitation", Turned::up, 0, 2, 24},
    {"imitation.effort_exponent", "firms.imitation", Turned::down, 0.1, 0.6, 24},
    {"imitation.weight", "catalogue.capability", Turned::up, 0.5, 1, 24},
    {"training.frontier_growth", "research", Turned::up, 2, 3, 36},
    {"training.knowledge_refresh", "closed_frontier", Turned::up, 0.4, 1, 36},
    {"training.spend_refresh", "catalogue.capability", Turned::up, 0, 1, 36},
    {"training.release_noise", "closed_frontier", Turned::up, 0.1, 0.35, 36},
    {"training.lineage", "lineage_share", Turned::up, 0, 1, 36},
    {"training.economy_gap", "fixed_quality_price", Turned::up, 0.2, 0.8, 36},
    {"training.economy_price_ratio", "fixed_quality_price", Turned::down, 3, 15, 36},
    {"flywheel.gain", "firms.flywheel", Turned::up, 0, 0.1, 24},
    {"cost.design_progress", "flagship_price", Turned::down, 0.3, 1, 24},
    {"cost.serving_progress", "catalogue.price", Turned::down, 0.1, 0.6, 24},
    {"cost.host_margin", "open_price", Turned::up, 0, 0.3, 12},
    {"prices.adjustment", "firms.markup", Turned::down, 1, 10, 12, "prices.markup_start", 5},
    {"adoption.nest_scale", "hhi", Turned::down, 0.3, 1, 36},
    {"adoption.technical_advantage", "open_share_users", Turned::up, 1, 5, 24},
    {"adoption.peer_weight", "hhi.consumer", Turned::up, 0, 2, 36},
    {"adoption.transparency_weight", "open_share_users", Turned::up, 0, 2, 24},
    {"adoption.modifiability_weight", "open_share_users", Turned::up, 0, 2, 24},
    {"adoption.risk_weight", "adoption", Turned::down, 0, 3, 48, "harm.risk_half", 10},
    {"adoption.trust_weight", "adoption", Turned::up, 0, 2, 48, "harm.trust_recovery", 2},
    {"adoption.dispersion_weight", "adoption", Turned::down, 0, 4, 24},
    {"adoption.income_elasticity", "adoption.rest_of_world", Turned::down, 0, 1.5, 36, "cost.reference_cost", 30},
    {"learning.tooling_own", "open_share.enterprise", Turned::down, 0, 1, 60},
    {"learning.tooling_common", "open_share.enterprise", Turned::down, 0, 2, 60},
    {"finance.opex_share", "firms.opex", Turned::up, 0.1, 0.4, 12},
    {"finance.opex_fixed", "firms.opex", Turned::up, 1e6, 1e7, 12},
    {"finance.opex_fixed_growth", "firms.opex", Turned::up, 0, 0.5, 24},
    {"finance.dilution", "funding", Turned::up, 0.05, 0.4, 24},
    {"finance.multiple_growth", "funding", Turned::up, 0, 20, 24},
    {"finance.option_base", "funding", Turned::up, 0, 2, 24},
    {"finance.option_growth", "funding", Turned::up, 0, 10, 24},
    {"finance.hosting_share", "firms.income", Turned::up, 0.1, 0.5, 24},
    {"finance.service_share", "firms.income", Turned::up, 0, 0.4, 24},
    {"finance.idle_hazard", "idled", Turned::up, 0.1, 0.7, 48},
    {"entry.rate", "entrants", Turned::up, 0, 20, 36},
    {"entry.capacity", "entrants", Turned::up, 0, 40, 48},
    {"review.intensity", "strategy_switches", Turned::down, 1, 20, 36},
    {"review.inertia", "strategy_switches", Turned::down, 0, 1, 36},
    {"review.reach", "open_firm_share", Turned::up, 0, 0.5, 48},
    {"review.lead_value", "hybrid_share", Turned::down, 0, 2, 48},
    {"review.reviews", "strategy_switches", Turned::up, 0, 1, 36},
    {"community.review_hazard", "developers_active", Turned::up, 0.5, 12, 12},
    {"community.use_value", "developers_active", Turned::down, 0, 3, 24},
    {"community.reputation", "developers_active", Turned::up, 0, 2, 24},
    {"community.pay", "developers_active", Turned::up, 0, 3, 24},
    {"community.openness", "developers_active", Turned::up, 0, 3, 24},
    {"community.peers", "developers_active", Turned::up, 0, 1, 24},
    {"community.switching", "developers_active", Turned::down, 0, 3, 24},
    {"community.hours", "community_effort", Turned::up, 50, 1000, 12},
    {"community.paid_share", "community_effort", Turned::up, 0.35, 0.54, 24},
    {"community.gain", "catalogue.gain.open", Turned::up, 0.1, 2, 24},
    {"community.domain_gain", "catalogue.offset.open", Turned::up, 0, 2, 24},
    {"community.growth", "catalogue.gain.open", Turned::up, 0, 1, 36},
    {"community.skill_gain", "mean_skill", Turned::up, 0.1, 1, 24},
    {"community.skill_decay", "mean_skill", Turned::down, 0, 0.2, 24},
    {"community.fatigue_gain", "mean_fatigue", Turned::up, 0.1, 2, 24},
    {"community.burnout_hazard", "developers_active", Turned::down, 0.05, 0.24, 48, "community.fatigue_gain", 2},
    {"community.stale_effort", "live_models", Turned::down, 0, 0.01, 60},
    {"defects.introduced", "catalogue.defects", Turned::up, 10, 100, 12},
    {"defects.staff_discovery", "catalogue.defects.closed", Turned::down, 0.1, 2, 12},
    {"defects.eyes_discovery", "catalogue.defects.open", Turned::down, 0, 5, 24},
    {"defects.attack_discovery", "exploits", Turned::up, 0, 0.5, 12},
    {"defects.attack_visibility", "exploits", Turned::up, 0, 4, 24},
    {"defects.outage_rate", "outages", Turned::up, 2, 50, 12},
    {"defects.quality_effect", "outages", Turned::down, 0, 3, 12},
    {"defects.maturing", "catalogue.reliability", Turned::up, 0.3, 3, 24},
    {"defects.dispersion_start", "catalogue.dispersion", Turned::up, 0.1, 1, 12},
    {"harm.misuse_rate", "misuse_incidents", Turned::up, 0, 50, 24},
    {"harm.misuse_slope", "misuse_incidents", Turned::up, 0, 1, 60},
    {"harm.safeguards", "misuse_incidents", Turned::down, 0.3, 0.95, 36},
    {"harm.safeguards_released", "misuse_open", Turned::down, 0, 0.6, 60, "harm.misuse_rate", 50},
    {"harm.open_ratio", "misuse_open", Turned::up, 1, 5, 36},
    {"harm.resilience_gain", "resilience", Turned::up, 0, 0.5, 12},
    {"harm.breach_rate", "breaches", Turned::up, 0, 1, 36},
    {"harm.breach_released", "breaches", Turned::up, 0, 2, 36},
    {"harm.trust_loss", "trust_closed", Turned::down, 0, 0.2, 24},
    {"harm.opinion_gain", "opinion", Turned::down, 0, 0.05, 24},
    {"harm.pressure_gain", "regulation_pressure", Turned::up, 0, 3, 36},
    {"harm.compliance_cost", "firms.opex", Turned::up, 0, 0.2, 36, "harm.opinion_gain", 0.05},
};

/// What a test says of a row.
inline void PrintTo(const FirstOrder& row, std::ostream* out) {
    *out << row.name << " on " << row.moves;
}

/// Switches whose equation fixes no direction of a mean.
struct NoDirection {
    std::string_view name;
    std::string_view reason;
};

inline constexpr NoDirection no_direction[] = {
    {"training.interval_jitter", "spreads the times of base runs around the same mean"},
    {"adoption.income_spread", "spreads price sensitivity around the same mean"},
    {"review.imitation", "favours what most firms do, whichever that is"},
};

}  // namespace enclosure::test
