// What each switch moves first, and which way: the direction that its equation fixes. One line per switch. A switch that is in neither list
// fails a test (first_order_test.cc).
#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string_view>

#include "tests/property/switched.h"

namespace enclosure::test {

enum class Turned { down, up };

/// Turned from one level to a higher one, the switch moves the mean of `moves` over the last half of the months that way. What is moved is
/// an indicator ("gap_oom"), an indicator of a segment or region ("aware.consumer"), or the mean of a column over those who are active
/// ("firms.flywheel", "catalogue.gain.open"). Levels lie in the usual range, or the lower one is the value that is off.
struct FirstOrder {
    std::string_view name;
    std::string_view moves;
    Turned direction;
    double from;
    double to;
    std::size_t months;
    Given given = {};        ///< what is set in both runs, so that there is something to move
    std::int64_t pairs = 6;  ///< more where runs differ by more than what is moved
};

inline constexpr FirstOrder first_order[] = {
    {"segment.workloads", "models_per_organisation.enterprise", Turned::up, 1, 6, 36},
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
    {"region.awareness", "aware", Turned::up, 0.5, 2, 24},
    {"region.academic", "public_knowledge", Turned::up, 0.2, 1.5, 24},
    {"region.research_cost", "firms.lead", Turned::down, 0.6, 2.5, 24},
    {"region.home_bias", "adoption", Turned::up, 0, 1.5, 36},
    {"region.foreign_closed_cost", "open_share_users", Turned::up, 0, 3, 36},
    {"strategy.premium_share", "premium_income", Turned::up, 0, 1, 24},
    {"strategy.conversion", "premium_income", Turned::up, 0, 0.3, 24},
    {"strategy.services", "service_income", Turned::up, 0, 4, 24},
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
    {"training.economy_price_ratio", "fixed_quality_price", Turned::down, 3, 15, 36},
    {"flywheel.gain", "mean_usage_knowledge", Turned::up, 0, 0.1, 24},
    {"flywheel.flow_back", "mean_usage_knowledge", Turned::up, 0, 0.3, 36},
    {"cost.capability_exponent", "flagship_price", Turned::up, 0.3, 0.9, 24},
    {"cost.design_progress", "flagship_price", Turned::down, 0.3, 1, 24},
    {"cost.serving_progress", "open_price", Turned::down, 0.1, 0.6, 24},
    {"cost.closed_overhead", "flagship_price", Turned::up, 1, 3, 12},
    {"cost.host_margin", "open_price", Turned::up, 0, 0.3, 12},
    {"prices.linear", "open_share_users", Turned::down, 0, 1, 36},
    {"prices.adjustment", "flagship_price", Turned::up, 0, 12, 36},
    {"hosts.competition", "host_margin", Turned::down, 0, 1, 24, {{"hosts.reference_number", 4}, {"hosts.fixed_cost", 5e5}}},
    {"adoption.nest_scale", "hhi", Turned::down, 0.3, 1, 36},
    {"adoption.technical_advantage", "open_share_users", Turned::up, 1, 5, 24},
    {"adoption.switching_weight", "switching_rate.enterprise", Turned::down, 0, 2, 24},
    {"adoption.peer_weight", "hhi.consumer", Turned::up, 0, 2, 36},
    {"adoption.transparency_weight", "open_share_users", Turned::up, 0, 2, 24},
    {"adoption.modifiability_weight", "open_share_users", Turned::up, 0, 2, 24},
    {"adoption.vendor_tailoring", "open_share.enterprise", Turned::down, 0, 1, 36, {{"adoption.modifiability_weight", 2}}},
    {"adoption.risk_weight", "adoption", Turned::down, 0, 3, 48, {{"harm.risk_half", 10}}},
    {"adoption.trust_weight", "adoption", Turned::up, 0, 2, 24, {{"trust.base", 0.7}}},
    {"adoption.dispersion_weight", "adoption", Turned::down, 0, 4, 24},
    {"adoption.income_elasticity", "adoption.rest_of_world", Turned::down, 0, 1.5, 36, {{"cost.reference_cost", 30}}},
    {"learning.pace", "open_friction.builder", Turned::down, 0, 3, 24},
    {"learning.tooling", "open_share.enterprise", Turned::down, 0, 2, 60},
    {"learning.tooling_own", "open_share.enterprise", Turned::down, 0, 1, 60},
    {"learning.tooling_common", "open_share.enterprise", Turned::down, 0, 2, 60},
    {"learning.brand_floor", "firms.brand", Turned::up, 0, 1, 24},
    {"learning.support_effect", "open_share.enterprise", Turned::up, 0, 2, 36},
    {"learning.closed_integration", "open_share.enterprise", Turned::up, 0, 0.5, 36},
    {"learning.vendor_support", "support_closed", Turned::up, 0, 2, 24},
    {"learning.closed_community",
     "open_share.enterprise",
     Turned::down,
     0,
     1,
     36,
     {{"learning.closed_integration", 1}, {"learning.vendor_support", 0}}},
    {"finance.opex_share", "operations_spend", Turned::up, 0.1, 0.4, 12},
    {"finance.opex_fixed", "operations_spend", Turned::up, 1e6, 1e7, 12},
    {"finance.opex_fixed_growth", "operations_spend", Turned::up, 0, 0.5, 24},
    {"finance.quality_cost", "quality_spend", Turned::up, 0, 0.1, 24},
    {"finance.safety_cost", "safety_spend", Turned::up, 0, 0.1, 24},
    {"finance.required_return", "dividends", Turned::up, 0, 0.3, 24},
    {"finance.dilution", "firms.capital", Turned::up, 0.05, 0.4, 60, {{"finance.runway", 3}}, 12},
    {"finance.multiple_growth", "funding", Turned::up, 0, 20, 24, {}, 24},
    {"finance.option_base", "firms.capital", Turned::up, 0, 2, 24},
    {"finance.option_growth", "firms.capital", Turned::up, 0, 10, 24},
    {"finance.hosting_share", "hosts", Turned::down, 0.1, 0.5, 24},
    {"finance.service_share", "service_income", Turned::up, 0, 0.4, 24},
    {"finance.failures", "failures", Turned::up, 0, 1, 96},
    {"finance.notice", "under_notice", Turned::up, 0, 1, 96},
    {"finance.idle_hazard", "idled", Turned::up, 0.1, 0.7, 48},
    {"finance.staff_share", "staff_spend", Turned::up, 0.29, 0.49, 24},
    {"entry.rate", "entrants", Turned::up, 0, 20, 36},
    {"entry.intensity", "entrants", Turned::down, 0, 10, 36},
    {"review.reviews", "strategy_switches", Turned::up, 0, 1, 36},
    {"review.intensity", "strategy_switches", Turned::down, 1, 20, 36},
    {"review.inertia", "strategy_switches", Turned::down, 0, 1, 36},
    {"review.reach", "open_firm_share", Turned::up, 0, 0.5, 48},
    {"review.lead_value", "hybrid_share", Turned::down, 0, 2, 48},
    {"review.community_value", "catalogue.open", Turned::up, 0, 5e9, 48, {}, 12},
    {"leaks.hazard", "leaks", Turned::up, 0, 0.2, 36},
    {"leaks.security", "leaks", Turned::down, 0, 1, 36, {{"leaks.hazard", 0.4}}},
    {"leaks.lead_share", "mean_lead", Turned::down, 0, 1, 24, {{"leaks.hazard", 2}}},
    {"leaks.unlicensed", "open_share_users", Turned::down, 0, 6, 24, {{"leaks.hazard", 2}}},
    {"community.review_hazard", "developers_active", Turned::up, 0.5, 12, 12},
    {"community.use_value", "developers_active", Turned::up, 0, 3, 24},
    {"community.rivals", "developers_active", Turned::down, 1, 10, 24},
    {"community.reputation", "developers_active", Turned::up, 0, 2, 24},
    {"community.pay", "unpaid_share", Turned::down, 0, 6, 24},
    {"community.openness", "developers_active", Turned::up, 0, 3, 24},
    {"community.peers", "developers_active", Turned::up, 0, 1, 24},
    {"community.bounty", "developers_active", Turned::up, 0, 3, 36, {{"community.funding", 1e9}}},
    {"community.collaboration", "community_effort", Turned::up, 0, 1, 24},
    {"community.switching", "developers_active", Turned::down, 0, 3, 24},
    {"community.noise", "developers_active", Turned::up, 0, 2, 24},
    {"community.paid_share", "unpaid_share", Turned::down, 0.35, 0.54, 24},
    {"community.turnover", "mean_skill", Turned::down, 0, 0.3, 24},
    {"community.funding", "maintenance_effort", Turned::up, 0, 1e9, 24},
    {"maintenance.upkeep", "maintenance_effort", Turned::up, 0.1, 0.8, 24},
    {"maintenance.funding_maintenance", "maintenance_effort", Turned::up, 0, 0.3, 24, {{"community.funding", 1e9}}},
    {"maintenance.funding_creation", "improvement_open", Turned::up, -0.2, 0, 36, {{"community.funding", 1e9}}},
    {"maintenance.funding_relief", "mean_fatigue", Turned::down, 0, 1, 24, {{"community.funding", 1e9}}},
    {"maintenance.fatigue_gain", "mean_fatigue", Turned::up, 0.1, 2, 24},
    {"maintenance.burnout_hazard", "burnouts", Turned::up, 0.1, 1, 36, {{"maintenance.fatigue_gain", 2}}},
    {"maintenance.stale_effort", "live_models", Turned::down, 0, 0.02, 60},
    {"contribution.hours", "improvement_open", Turned::up, 50, 1000, 24},
    {"contribution.productivity_spread", "top_developer_share", Turned::up, 0, 3.5, 24},
    {"contribution.gain", "improvement_open", Turned::up, 0.1, 2, 24},
    {"contribution.domain_gain", "catalogue.offset.open", Turned::up, 0, 2, 24},
    {"contribution.growth", "improvement_open", Turned::up, 0, 1, 36},
    {"skill.gain", "mean_skill", Turned::up, 0.1, 1, 24},
    {"skill.reading", "mean_skill", Turned::up, 0, 0.5, 24},
    {"skill.decay", "mean_skill", Turned::down, 0, 0.2, 24},
    {"derivatives.rate", "derivatives", Turned::up, 10, 1000, 24},
    {"derivatives.lift", "catalogue.offset.open", Turned::up, 0, 1, 36, {{"derivatives.rate", 1000}}},
    {"defects.introduced", "exploits", Turned::up, 10, 100, 12},
    {"defects.staff_discovery", "exploits_closed", Turned::down, 0.1, 2, 24},
    {"defects.eyes_discovery", "mean_defect_age_open", Turned::down, 0, 5, 24},
    {"defects.attack_discovery", "exploits_closed", Turned::up, 0, 0.5, 12},
    {"defects.attack_visibility", "exploits_open", Turned::up, 0, 4, 24},
    {"defects.attack_known", "exploits_open", Turned::up, 0, 1, 24},
    {"defects.fix_rate", "exploits_open", Turned::down, 0.5, 12, 24, {{"defects.attack_known", 1}}},
    {"defects.outage_rate", "outages", Turned::up, 2, 50, 12},
    {"defects.outage_immaturity", "outages", Turned::up, 0, 4, 24},
    {"defects.quality_effect", "outages_per_interface", Turned::down, 0, 3, 12},
    {"maturing.rate", "reliability_closed", Turned::up, 0.3, 3, 24},
    {"maturing.testing", "reliability_young_closed", Turned::up, 0, 0.8, 24},
    {"maturing.release_coverage", "reliability_young_open", Turned::up, 0, 1, 24},
    {"maturing.dispersion_start", "dispersion_closed", Turned::up, 0.1, 1, 12},
    {"maturing.dispersion_end", "dispersion_open", Turned::up, 0, 1, 24},
    {"harm.misuse_rate", "misuse_incidents", Turned::up, 0, 50, 24},
    {"harm.misuse_slope", "misuse_incidents", Turned::up, 0, 1, 60},
    {"harm.other_means", "misuse_incidents", Turned::down, 0, 1, 48},
    {"harm.safeguards", "misuse_closed", Turned::down, 0.3, 0.95, 36},
    {"harm.safety_effect", "misuse_closed", Turned::up, 0, 1, 36},
    {"harm.safeguards_released", "misuse_open", Turned::down, 0, 0.6, 60, {{"harm.misuse_rate", 50}}},
    {"harm.open_ratio", "misuse_open", Turned::up, 1, 5, 36},
    {"harm.unrecalled", "misuse_retired", Turned::up, 0, 0.5, 36, {{"harm.misuse_rate", 50}}},
    {"harm.resilience_gain", "resilience", Turned::up, 0, 0.5, 12},
    {"harm.breach_rate", "breaches_closed", Turned::up, 0, 1, 36},
    {"harm.breach_hosted", "breaches_open", Turned::up, 0, 1, 36, {{"harm.breach_rate", 20}}},
    {"harm.breach_released", "breaches_open", Turned::up, 0, 2, 36},
    {"harm.incident_cost", "harm_cost", Turned::up, 1e5, 1e9, 12},
    {"harm.risk", "risk_open", Turned::up, 0, 1, 12},
    {"harm.opinion_gain", "opinion", Turned::down, 0, 0.05, 24},
    {"harm.pressure_gain", "regulation_pressure", Turned::up, 0, 3, 36},
    {"trust.audit", "trust_open", Turned::up, 0, 0.5, 24},
    {"trust.safety", "trust_closed", Turned::up, 0, 0.3, 24},
    {"trust.record", "trust_open", Turned::up, 0, 0.3, 24},
    {"trust.brand", "trust_closed", Turned::up, 0, 0.1, 24},
    {"trust.loss", "trust_open", Turned::down, 0, 0.2, 24},
    {"trust.outage_loss", "trust_closed", Turned::down, 0, 0.05, 24},
    {"law.compliance_cost", "legal_share_closed", Turned::up, 0, 0.2, 36, {{"harm.opinion_gain", 0.05}}},
    {"law.liability_owner", "legal_share_open", Turned::up, 0, 1, 36},
    {"law.liability_deployer", "legal_share_closed", Turned::up, 0, 1, 36},
    {"law.data_strictness", "legal_share_open", Turned::up, 0, 1, 24},
    {"law.safety_evaluation", "misuse_closed", Turned::down, 0, 1, 48, {{"law.evaluation_threshold", 0.5}, {"harm.misuse_rate", 50}}},
    {"law.privacy_rule", "breaches_closed", Turned::down, 0, 1, 36, {{"harm.breach_rate", 20}}},
    {"law.disclosure", "trust_closed", Turned::up, 0, 1, 24},
    {"welfare.developer_value", "developers_surplus", Turned::up, 0, 20000, 12},
    {"labour.displaced", "employment", Turned::down, 0, 0.6, 24},
    {"labour.created", "employment", Turned::up, 0.4, 1.2, 36},
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
    {"adoption.regional_contagion", "splits the same contagion by region"},
    {"review.liability_weight", "charges each offer by its own seats and risk; which side bears more depends on the incidents"},
    {"derivatives.attachment_exponent", "moves derivatives from some bases to others; their number stays"},
    {"review.imitation", "favours what most firms do, whichever that is"},
    {"trust.recovery", "pulls trust to what a model deserves, from above or below"},
    {"trust.shared_loss", "splits the same loss between a model and its kind"},
};

}  // namespace enclosure::test
