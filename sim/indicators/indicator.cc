#include "sim/indicators/indicator.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "sim/indicators/community_measures.h"
#include "sim/indicators/concentration_measures.h"
#include "sim/indicators/harm_measures.h"
#include "sim/indicators/inequality_measures.h"
#include "sim/indicators/lock_in_measures.h"
#include "sim/indicators/measures.h"
#include "sim/indicators/money_measures.h"
#include "sim/indicators/organisation_measures.h"
#include "sim/indicators/regime_measures.h"
#include "sim/indicators/welfare_measures.h"
#include "sim/indicators/users_measures.h"
#include "sim/world/world.h"

namespace enclosure {

namespace {

double per_year(const World& w, std::int64_t count) { return static_cast<double>(count) / w.step.dt; }

constexpr Indicator world_table[] = {
    {"open_share_users", "1", "Share of seats in use that are on released weights.", [](const World& w) { return open_share(w, w.market.seats); }},
    {"open_share_tokens", "1", "Share of use, in tokens, that is on released weights.", [](const World& w) { return open_share(w, w.market.tokens); }},
    {"open_share_revenue", "1", "Share of spending that goes to released weights.", [](const World& w) { return open_share(w, w.market.revenue); }},
    {"closed_frontier", "point", "Best score behind a closed interface.", [](const World& w) { return points(w, measured_frontier(w).closed_score); }},
    {"open_frontier", "point", "Best score of released weights.", [](const World& w) { return points(w, measured_frontier(w).open_score); }},
    {"gap_points", "point", "Lead of the closed frontier over the open one, in score.",
     [](const World& w) { return points(w, measured_frontier(w).closed_score) - points(w, measured_frontier(w).open_score); }},
    {"gap_oom", "OOM", "Lead of the closed frontier over the open one, in orders of magnitude of effective compute.", &gap_oom},
    {"gap_months", "month", "Time since a closed model first reached the best score of today's released weights.", &gap_months},
    {"hhi", "1", "Herfindahl-Hirschman index of firms' shares of spending, hosts' share counted for the maker of the weights.", &hhi},
    {"hhi_open", "1", "Herfindahl-Hirschman index of makers' shares of spending on released weights.", &hhi_open},
    {"adoption", "1", "Share of all seats that use a model.", &adoption},
    {"aware", "1", "Share of all seats that know of models.", &aware},
    {"flagship_price", "USD/Mtok", "Price of the best closed model.", &flagship_price},
    {"open_price", "USD/Mtok", "Price of the best released weights at their hosts.", &open_price},
    {"fixed_quality_price", "USD/Mtok", "Lowest price of capability zero, that of GPT-3.5, economy tiers included.", [](const World& w) { return fixed_quality_price(w, 0.0); }},
    {"price_ratio", "1", "Closed over open price at equal capability, over the six best models of each side.", &price_ratio},
    {"average_price", "USD/Mtok", "Geometric mean over seats of the price paid, smoothed over a year.", [](const World& w) { return w.commons.average_price; }},
    {"revenue", "USD/yr", "Spending on models.", [](const World& w) { return std::accumulate(w.market.slot_revenue.begin(), w.market.slot_revenue.end(), 0.0); }},
    {"use", "Mtok/yr", "Use of models.", [](const World& w) { return std::accumulate(w.market.tokens.begin(), w.market.tokens.end(), 0.0); }},
    {"research", "USD/yr", "Research spending of all firms.", [](const World& w) { return sum_active(w, w.firms.research); }},
    {"profit", "USD/yr", "Profit of all firms, parents' support included.", [](const World& w) { return sum_active(w, w.firms.profit); }},
    {"funding", "USD/yr", "Money raised from investors.", [](const World& w) { return sum_active(w, w.firms.funding); }},
    {"run_ratio", "1", "Largest training run so far of a firm that keeps its weights, or releases them later, over that of one that releases them at once.", &run_ratio},
    {"firms_alive", "1", "Firms in the market.", [](const World& w) { return count_active(w); }},
    {"entrants", "1", "Firms that entered so far.", [](const World& w) { return static_cast<double>(w.commons.entrants); }},
    {"declined", "1", "Founders who thought better of entering so far.", [](const World& w) { return static_cast<double>(w.commons.declined); }},
    {"failures", "1", "Firms that failed so far.", [](const World& w) { return static_cast<double>(w.commons.failures); }},
    {"idled", "1", "Entrants that gave up so far.", [](const World& w) { return static_cast<double>(w.commons.idled); }},
    {"strategy_switches", "1", "Changes of strategy so far.", [](const World& w) { return static_cast<double>(w.commons.strategy_switches); }},
    {"releases", "1", "Releases so far, models of the start among them.", [](const World& w) { return static_cast<double>(w.commons.releases); }},
    {"lineage_share", "1", "Share of releases so far that were built on another firm's weights.",
     [](const World& w) { return static_cast<double>(w.commons.releases_on_others) / static_cast<double>(std::max<std::int64_t>(w.commons.releases, 1)); }},
    {"hybrid_share", "1", "Share of firms that both sell an interface and release weights.", &hybrid_share},
    {"open_firm_share", "1", "Share of firms that only release weights.", &open_firm_share},
    {"live_models", "1", "Models in the catalogue.", &live_models},
    {"public_knowledge", "OOM", "Public knowledge, mean of regions.", [](const World& w) { return mean(w.commons.knowledge); }},
    {"mean_lead", "OOM", "Private knowledge of firms, weighted by research.", &mean_lead},
    {"misuse_incidents", "1/yr", "Misuse incidents.", [](const World& w) { return per_year(w, w.commons.misuse_open + w.commons.misuse_closed); }},
    {"misuse_open", "1/yr", "Misuse incidents with released weights.", [](const World& w) { return per_year(w, w.commons.misuse_open); }},
    {"breaches", "1/yr", "Privacy breaches.", [](const World& w) { return per_year(w, w.commons.breaches_open + w.commons.breaches_closed); }},
    {"exploits", "1/yr", "Defects exploited.", [](const World& w) { return per_year(w, w.commons.exploits_open + w.commons.exploits_closed); }},
    {"outages", "1/yr", "Outages of interfaces.", [](const World& w) { return per_year(w, w.commons.outages); }},
    {"incidents", "1/yr", "Misuse, breaches and exploits.",
     [](const World& w) { return per_year(w, total_incidents(w.commons)); }},
    {"consumer_surplus", "USD/yr", "Consumer surplus by log-sum.", [](const World& w) { return std::accumulate(w.commons.consumer_surplus.begin(), w.commons.consumer_surplus.end(), 0.0); }},
    {"harm_cost", "USD/yr", "Social cost of incidents.", [](const World& w) { return w.commons.harm_cost; }},
    {"migration_cost", "USD/yr", "Cost of forced migration to users.", [](const World& w) { return w.commons.migration_cost; }},
    {"welfare", "USD/yr", "Consumer surplus, compensation, surplus of firms, hosts and developers, less public spending, harm and migration cost.", &welfare},
    {"opinion", "1", "Public opinion; 0 neutral, -1 hostile.", [](const World& w) { return w.commons.opinion; }},
    {"regulation_pressure", "1", "Pressure of regulation.", [](const World& w) { return w.commons.regulation_pressure; }},
    {"resilience", "1", "Share of misuse that society has learnt to absorb.", [](const World& w) { return w.commons.resilience; }},
    {"trust_open", "1", "Trust in released weights, weighted by use.", [](const World& w) { return mean_over_use(w, w.catalogue.trust, true); }},
    {"trust_closed", "1", "Trust in closed models, weighted by use.", [](const World& w) { return mean_over_use(w, w.catalogue.trust, false); }},
    {"risk_open", "1", "Perceived risk of released weights.", [](const World& w) { return w.commons.risk_open; }},
    {"risk_closed", "1", "Perceived risk of closed models.", [](const World& w) { return w.commons.risk_closed; }},
    {"developers_active", "1", "Share of developers at work on a released model.", &developers_active},
    {"mean_skill", "1", "Mean skill of developers.", [](const World& w) { return mean(w.developers.skill); }},
    {"mean_fatigue", "1", "Mean fatigue of developers.", [](const World& w) { return mean(w.developers.fatigue); }},
    {"community_effort", "1", "Effort on released models, as a share of all developers at full effort.",
     [](const World& w) { return std::accumulate(w.catalogue.effort.begin(), w.catalogue.effort.end(), 0.0); }},
    {"mean_usage_knowledge", "OOM", "Capability that firms have learnt from use, mean over firms.", [](const World& w) { return sum_active(w, w.firms.flywheel) / count_active(w); }},
    {"closed_on_open_base", "1", "Share of models behind an interface that were built on another firm's weights.", &closed_on_open_base},
    {"leaks", "1", "Closed models whose weights got out so far.", [](const World& w) { return static_cast<double>(w.commons.leaks); }},
    {"under_notice", "1", "Closed models under notice.", &under_notice},
    {"training_spend", "USD/yr", "Spending on training runs.", [](const World& w) { return flow_rate(w, Flow::training); }},
    {"staff_spend", "USD/yr", "Spending on research staff.", [](const World& w) { return flow_rate(w, Flow::staff); }},
    {"quality_spend", "USD/yr", "Spending on quality assurance.", [](const World& w) { return flow_rate(w, Flow::quality_assurance); }},
    {"safety_spend", "USD/yr", "Spending on safeguards.", [](const World& w) { return flow_rate(w, Flow::safety); }},
    {"operations_spend", "USD/yr", "Other operating expense.", [](const World& w) { return flow_rate(w, Flow::operations); }},
    {"service_income", "USD/yr", "Income from services around released weights.", [](const World& w) { return flow_rate(w, Flow::services); }},
    {"premium_income", "USD/yr", "Income from the premium on top of an own base.", [](const World& w) { return flow_rate(w, Flow::premium); }},
    {"grants", "USD/yr", "Grants from public funds.", [](const World& w) { return flow_rate(w, Flow::grants); }},
    {"dividends", "USD/yr", "What owners take out of firms.", [](const World& w) { return flow_rate(w, Flow::dividend); }},
    {"hosts", "1", "Hosts of released weights.", &hosts},
    {"host_margin", "1", "Margin of hosts over the cost of serving.", [](const World& w) { return w.commons.host_margin; }},
    {"maintenance_effort", "1", "Part of that effort that goes into upkeep.", &maintenance_effort},
    {"burnouts", "1/yr", "Burn-outs as a share of developers at work.", [](const World& w) { return per_year(w, w.commons.burnouts) / std::max(developers_active(w) * static_cast<double>(w.developers.size()), 1.0); }},
    {"abandonments", "1", "Released models abandoned so far.", [](const World& w) { return static_cast<double>(w.commons.abandoned); }},
    {"derivatives", "1", "Derivatives of the models in the catalogue, those without room in the table included.", [](const World& w) { return static_cast<double>(w.derivatives.size()) + static_cast<double>(w.commons.derivatives_dropped); }},
    {"attention_top_share", "1", "Share of the use of released weights that falls on the most used hundredth of released models and derivatives.", &attention_top_share},
    {"attention_tail_index", "1", "Pareto index of derivatives' attention, Hill's estimate from the largest twentieth, at least 20 of them.", &attention_tail_index},
    {"top_developer_share", "1", "Share of the value given that comes from the most giving twentieth of developers; value is use, by share of effort.", &top_developer_share},
    {"unpaid_share", "1", "Share of contributors who are not paid for what they work on.", &unpaid_share},
    {"improvement_open", "OOM/yr", "Community gain since release per year of age, mean of released models older than three months.", &improvement_open},
    {"domain_gap", "OOM", "Best capability in the best served domain less that in the worst served.", &domain_gap},
    {"region_gap", "OOM", "Best model of the leading region less that of the last region that makes models, community gain included.", &region_gap},
    {"misuse_closed", "1/yr", "Misuse incidents with closed interfaces.", [](const World& w) { return per_year(w, w.commons.misuse_closed); }},
    {"misuse_retired", "1/yr", "Misuse incidents with copies of released weights that users have left; also counted in misuse_open.", [](const World& w) { return per_year(w, w.commons.misuse_retired); }},
    {"breaches_open", "1/yr", "Privacy breaches of released training data and of hosts of released weights.", [](const World& w) { return per_year(w, w.commons.breaches_open); }},
    {"breaches_closed", "1/yr", "Privacy breaches of vendors of interfaces.", [](const World& w) { return per_year(w, w.commons.breaches_closed); }},
    {"exploits_open", "1/yr", "Defects of released weights exploited.", [](const World& w) { return per_year(w, w.commons.exploits_open); }},
    {"exploits_closed", "1/yr", "Defects of closed interfaces exploited.", [](const World& w) { return per_year(w, w.commons.exploits_closed); }},
    {"outages_per_interface", "1/yr", "Outages of a closed interface, mean of interfaces.",
     [](const World& w) {
         double interfaces = 0;
         for (std::size_t m = 0; m < w.catalogue.size(); ++m) interfaces += w.catalogue.live(m) && w.catalogue.open[m] == 0 ? 1 : 0;
         return per_year(w, w.commons.outages) / interfaces;
     }},
    {"mean_defect_age", "yr", "Mean age of defects that are not fixed.", [](const World& w) { return mean_defect_age(w, Side::all); }},
    {"mean_defect_age_open", "yr", "Mean age of defects of released weights that are not fixed.", [](const World& w) { return mean_defect_age(w, Side::open); }},
    {"mean_defect_age_closed", "yr", "Mean age of defects of closed models that are not fixed.", [](const World& w) { return mean_defect_age(w, Side::closed); }},
    {"reliability_open", "1", "Reliability of released weights, weighted by use.", [](const World& w) { return mean_over_use(w, w.catalogue.reliability, true); }},
    {"reliability_closed", "1", "Reliability of closed models, weighted by use.", [](const World& w) { return mean_over_use(w, w.catalogue.reliability, false); }},
    {"reliability_young_open", "1", "Mean reliability of released weights younger than half a year.", [](const World& w) { return young_reliability(w, Side::open); }},
    {"reliability_young_closed", "1", "Mean reliability of closed models younger than half a year.", [](const World& w) { return young_reliability(w, Side::closed); }},
    {"reliability_old_open", "1", "Mean reliability of released weights of two years and older.", [](const World& w) { return old_reliability(w, Side::open); }},
    {"reliability_old_closed", "1", "Mean reliability of closed models of two years and older.", [](const World& w) { return old_reliability(w, Side::closed); }},
    {"quality_dispersion", "OOM", "Standard deviation over use of realised quality, between models and within.", [](const World& w) { return quality_dispersion(w, Side::all); }},
    {"quality_dispersion_open", "OOM", "The same over use of released weights.", [](const World& w) { return quality_dispersion(w, Side::open); }},
    {"quality_dispersion_closed", "OOM", "The same over use of closed models.", [](const World& w) { return quality_dispersion(w, Side::closed); }},
    {"dispersion_open", "OOM", "Dispersion within released weights, weighted by use.", [](const World& w) { return mean_over_use(w, w.catalogue.dispersion, true); }},
    {"dispersion_closed", "OOM", "Dispersion within closed models, weighted by use.", [](const World& w) { return mean_over_use(w, w.catalogue.dispersion, false); }},
    {"legal_cost", "USD/yr", "Compliance, liability, data law and evaluation, of all makers.", [](const World& w) { return sum_active(w, w.firms.legal); }},
    {"legal_share_open", "1", "Legal cost over all cost of makers that only release weights.", [](const World& w) { return legal_share(w, Side::open); }},
    {"legal_share_closed", "1", "Legal cost over all cost of makers that only sell an interface.", [](const World& w) { return legal_share(w, Side::closed); }},
    {"support_open", "1", "Support by the community for users of released weights.", [](const World& w) { return w.commons.support; }},
    {"support_closed", "1", "Support for users of interfaces, weighted by use.", [](const World& w) { return mean_over_use(w, w.catalogue.support, false); }},
    {"tailoring", "1", "Modifiability of closed models for organisations, weighted by use.", [](const World& w) { return mean_over_use(w, w.catalogue.tailoring, false); }},
};

constexpr MemberIndicator segment_table[] = {
    {"adoption", "1", "Share of the segment's seats that use a model.", &segment_adoption},
    {"aware", "1", "Share of the segment's seats that know of models.", &segment_aware},
    {"open_share", "1", "Share of the segment's seats in use that are on released weights.", [](const World& w, std::size_t g) { return segment_open_share(w, w.market.seats, g); }},
    {"open_share_tokens", "1", "Share of the segment's use, in tokens, that is on released weights.", [](const World& w, std::size_t g) { return segment_open_share(w, w.market.tokens, g); }},
    {"revenue", "USD/yr", "The segment's spending on models.", [](const World& w, std::size_t g) { return segment_sum(w, w.market.revenue, g); }},
    {"leader_seats", "person", "Seats of the vendor that leads the segment.", &segment_leader_seats},
    {"hhi", "1", "Herfindahl-Hirschman index of vendors' shares of the segment's seats.", &segment_hhi},
    {"consumer_surplus", "USD/yr", "The segment's consumer surplus by log-sum.", [](const World& w, std::size_t g) { return w.commons.consumer_surplus[g]; }},
    {"open_friction", "1", "Utility that open models lack for want of experience.", [](const World& w, std::size_t g) { return w.commons.open_friction[g]; }},
    {"switching_rate", "1/yr", "Rate at which adopters leave their vendor.", &segment_switching_rate},
    {"models_per_organisation", "1", "Different models that an organisation of the segment uses, mean over organisations that use any.", &models_per_organisation},
};

constexpr MemberIndicator region_table[] = {
    {"adoption", "1", "Share of the region's seats that use a model.", &region_adoption},
    {"aware", "1", "Share of the region's seats that know of models.", &region_aware},
    {"open_share", "1", "Share of the region's seats in use that are on released weights.", &region_open_share},
    {"revenue", "USD/yr", "The spending of the region's users on models.", [](const World& w, std::size_t r) { return region_spending(w, r, false); }},
    {"open_share_revenue", "1", "Share of that spending that goes to released weights.",
     [](const World& w, std::size_t r) { return ratio(region_spending(w, r, true), region_spending(w, r, false)); }},
    {"public_knowledge", "OOM", "Public knowledge in the region.", [](const World& w, std::size_t r) { return w.commons.knowledge[r]; }},
    {"research", "USD/yr", "Research spending of the region's firms.", &region_research},
    {"hosting", "USD/yr", "What the region's users pay hosts other than the makers of the weights.", &region_hosting},
    {"hosts", "1", "Hosts of released weights in the region.", [](const World& w, std::size_t r) { return w.commons.hosts[r]; }},
    {"effort", "1", "Effort of the region's developers, as a share of all developers at full effort.", &region_effort},
    {"skill", "1", "Mean skill of the region's developers.", &region_skill},
    {"incidents", "1/yr", "Misuse, breaches and exploits, by the region's share of each model's seats.", &region_incidents},
};

// A firm's number while it is in the market, else NaN.
template <auto Column>
double of_firm(const World& w, std::size_t f) {
    return w.firms.active(f, w.step.t) ? static_cast<double>((w.firms.*Column)[f]) : std::numeric_limits<double>::quiet_NaN();
}

constexpr MemberIndicator firm_table[] = {
    {"revenue", "USD/yr", "Spending on the firm's models, by whomever they are hosted.", [](const World& w, std::size_t f) { return firm_sum(w, w.market.slot_revenue, f); }},
    {"users", "person", "Seats on the firm's models.", [](const World& w, std::size_t f) { return firm_sum(w, w.market.slot_seats, f); }},
    {"capability", "point", "Score of the firm's best model.", &firm_capability},
    {"price", "USD/Mtok", "Price of the firm's interface.", &firm_price},
    {"markup", "1", "Price of the interface over its full cost.", &of_firm<&Firms::markup>},
    {"strategy", "1", "Row of the strategy that the firm follows.", &of_firm<&Firms::strategy>},
    {"cash", "USD", "Cash.", &of_firm<&Firms::cash>},
    {"income", "USD/yr", "Income.", &of_firm<&Firms::income>},
    {"profit", "USD/yr", "Profit, parents' support included.", &of_firm<&Firms::profit>},
    {"research", "USD/yr", "Research budget.", &of_firm<&Firms::research>},
    {"funding", "USD/yr", "Money raised from investors.", &of_firm<&Firms::funding>},
    {"staff", "person", "Research staff.", &of_firm<&Firms::staff>},
    {"lead", "OOM", "Private knowledge.", &of_firm<&Firms::lead>},
    {"imitation", "OOM", "Capability that can be taken over from others.", &of_firm<&Firms::imitation>},
    {"capital", "USD", "Money that founders, investors and a parent have put in.", &of_firm<&Firms::capital>},
    {"dividend", "USD/yr", "What owners take out.", &of_firm<&Firms::dividend>},
    {"legal", "USD/yr", "Compliance, liability, data law and evaluation.", &of_firm<&Firms::legal>},
};

template <auto Column>
double of_model(const World& w, std::size_t m) {
    return w.catalogue.live(m) ? static_cast<double>((w.catalogue.*Column)[m]) : std::numeric_limits<double>::quiet_NaN();
}

constexpr MemberIndicator model_table[] = {
    {"owner", "1", "Row of the maker; -1 if it is gone.",
     [](const World& w, std::size_t m) { return w.catalogue.live(m) ? static_cast<double>(w.catalogue.owner[m].row) : std::numeric_limits<double>::quiet_NaN(); }},
    {"open", "1", "1 if the weights are released.", &of_model<&Catalogue::open>},
    {"score", "point", "Score.", [](const World& w, std::size_t m) { return w.catalogue.live(m) ? points(w, w.catalogue.score[m]) : std::numeric_limits<double>::quiet_NaN(); }},
    {"capability", "OOM", "Latent capability.", &of_model<&Catalogue::capability>},
    {"price", "USD/Mtok", "Price.", &of_model<&Catalogue::price>},
    {"users", "person", "Seats.", [](const World& w, std::size_t m) { return w.catalogue.live(m) ? w.market.slot_seats[m] : std::numeric_limits<double>::quiet_NaN(); }},
    {"revenue", "USD/yr", "Spending on it.", [](const World& w, std::size_t m) { return w.catalogue.live(m) ? w.market.slot_revenue[m] : std::numeric_limits<double>::quiet_NaN(); }},
    {"community_gain", "OOM", "Community gain.", &of_model<&Catalogue::gain>},
    {"contributors", "person", "Records of developers at work on it.", &of_model<&Catalogue::contributors>},
    {"defects", "1", "Defects that nobody has found.", &of_model<&Catalogue::defects>},
    {"dispersion", "OOM", "Standard deviation of realised quality.", &of_model<&Catalogue::dispersion>},
    {"reliability", "1", "Reliability.", &of_model<&Catalogue::reliability>},
    {"trust", "1", "Trust.", &of_model<&Catalogue::trust>},
    {"release_time", "yr", "Time of release since the start.", &of_model<&Catalogue::release_time>},
    {"known_defects", "1", "Defects that are known and not fixed.", &of_model<&Catalogue::known_defects>},
    {"defect_age", "yr", "Mean age of defects that are not fixed.", &of_model<&Catalogue::defect_age>},
    {"harm_cost", "USD/yr", "Social cost of the step's incidents.", &of_model<&Catalogue::harm_cost>},
};

// The table of this file, then those of the themes.
template <class Row>
std::vector<Row> joined(std::span<const Row> first, std::span<const Row> Theme::*part) {
    std::vector<Row> all(first.begin(), first.end());
    for (const Theme& theme : {concentration_theme(), inequality_theme(), lock_in_theme(), regime_theme(), welfare_theme(), organisation_theme()}) {
        all.insert(all.end(), (theme.*part).begin(), (theme.*part).end());
    }
    return all;
}

}  // namespace

std::span<const Indicator> indicators() {
    static const std::vector<Indicator> all = joined(std::span<const Indicator>(world_table), &Theme::world);
    return all;
}
std::span<const MemberIndicator> segment_indicators() {
    static const std::vector<MemberIndicator> all = joined(std::span<const MemberIndicator>(segment_table), &Theme::segments);
    return all;
}
std::span<const MemberIndicator> region_indicators() {
    static const std::vector<MemberIndicator> all = joined(std::span<const MemberIndicator>(region_table), &Theme::regions);
    return all;
}
std::span<const MemberIndicator> firm_indicators() {
    static const std::vector<MemberIndicator> all = joined(std::span<const MemberIndicator>(firm_table), &Theme::firms);
    return all;
}
std::span<const MemberIndicator> model_indicators() { return model_table; }

const Indicator* find_indicator(std::string_view name) {
    const std::span<const Indicator> all = indicators();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Indicator& i) { return i.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace enclosure
