#include "sim/phases/strategy.h"

#include <algorithm>
#include <utility>

#include "sim/base/draws.h"
#include "sim/phases/offer_present.h"

namespace enclosure {

namespace {

// Weights of a firm's goals; entrants want all alike.
struct Goals {
    double profit = 1;
    double reach = 1;
    double complements = 1;
};

Goals goals_of(std::size_t f, const Scenario& rules) {
    if (f >= rules.firm.size()) return {};
    return {rules.firm[f].goal_profit, rules.firm[f].goal_reach, rules.firm[f].goal_complements};
}

// Effort that a released model draws per unit of code that is released with it: that of the firm's own, or the mean over all that are.
double drawn_effort(const Catalogue& catalogue, Id<Catalogue> own, const Scenario& rules) {
    // Little code draws little effort, but not infinitely much per unit.
    constexpr double least_code = 0.1;
    double effort = 0;
    double code = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m) || catalogue.open[m] == 0 || (own && own.at() != m)) continue;
        effort += catalogue.effort[m];
        code += std::max(rules.strategy[catalogue.strategy[m]].code, least_code);
    }
    return code > 0 ? effort / code : 0.0;
}

double expected_liability(const Prospect& v, const PublicState& commons, double weight, const HarmParams& p) {
    const double incidents = v.open_seats * commons.felt_open + v.interface_seats * commons.felt_closed;
    return weight * p.incident_cost * incidents / 1e8;
}

// First reviews are spread over the period, so that firms do not all review at once.
void schedule_first_reviews(Firms& firms, const ReviewParams& p, Step step) {
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (firms.alive[f] != 0) firms.next_review[f] = next_review_of(firms, f, p, step);
    }
}

}  // namespace

double next_review_of(const Firms& firms, std::size_t f, const ReviewParams& p, Step step) {
    if (firms.next_review[f] > 0) return firms.next_review[f];
    const double u = Draws(step.seed, Purpose::firm_review, firms.serial[f], 0).uniform();
    return step.t + (firms.entrant[f] != 0 ? p.review_period : p.first_review + p.review_period * u);
}

bool weighs_strategies(const Firms& firms, std::size_t f) {
    return firms.fixed_strategy[f] == 0 && (firms.interface[f] || firms.released[f]);
}

Followers followers_of_strategies(const Firms& firms, const Scenario& rules, Step step) {
    Followers followers{StepVector<double>(rules.strategy.size(), 0.0, step.memory()), 0};
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t)) continue;
        followers.count[firms.strategy[f]] += 1;
        followers.active += 1;
    }
    return followers;
}

StepVector<WeighedStrategy> weigh_strategies(const Forecast& forecast, const Maker& maker, const Firms& firms, const Catalogue& catalogue,
                                             const PublicState& commons, const Followers& followers, std::size_t f, std::uint32_t review,
                                             const Scenario& rules, Step step) {
    const ReviewParams& p = rules.parameters.review;
    const Goals goals = goals_of(f, rules);
    const double liable = p.liability_weight + rules.parameters.law.liability_owner;
    StepVector<WeighedStrategy> weighed(step.memory());
    weighed.reserve(rules.strategy.size());
    for (std::size_t row = 0; row < rules.strategy.size(); ++row) {
        const StrategyRow& s = rules.strategy[row];
        if (!s.chosen && row != firms.strategy[f]) continue;
        WeighedStrategy w;
        w.strategy = row;
        w.prospect = forecast.under(maker, s);
        const Prospect& v = w.prospect;
        const ProfitTerms profit = forecast.profit_terms(v, s);
        w.profit.interface = profit.interface;
        w.profit.hosting = profit.hosting;
        w.profit.premium = profit.premium;
        w.profit.lead = -(p.lead_value * rules.parameters.knowledge.leak_openness * s.openness * firms.lead[f] * 0.5 * v.quality_value);
        if (s.release && p.community_value > 0) {
            w.profit.community = p.community_value * s.code * drawn_effort(catalogue, firms.released[f], rules);
        }
        if (liable > 0) w.profit.liability = -expected_liability(v, commons, liable, rules.parameters.harm);
        w.value.profit = goals.profit * sum_of(w.profit);
        w.value.reach = goals.reach * p.reach * v.hosted_spend;
        w.value.complements = goals.complements * firms.complement[f] * v.open_seats;
        w.budget = std::max(firms.research[f] + firms.opex[f], p.payoff_floor);
        w.payoff.value = sum_of(w.value) / w.budget;
        w.payoff.imitation = p.imitation * followers.count[row] / followers.active;
        w.payoff.inertia = row != firms.strategy[f] ? -p.inertia : 0.0;
        w.intensity = p.intensity;
        const auto key = static_cast<std::uint32_t>(serial_of(s.id));
        w.gumbel = Draws(step.seed, Purpose::firm_strategy, firms.serial[f], review, key).gumbel();
        weighed.push_back(std::move(w));
    }
    return weighed;
}

std::size_t winner(std::span<const WeighedStrategy> weighed) {
    std::size_t best = 0;
    for (std::size_t k = 1; k < weighed.size(); ++k) {
        if (weighed[k].total() > weighed[best].total()) best = k;
    }
    return best;
}

void review_strategies(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market,
                       const Cells& cells, const Scenario& rules, Step step) {
    const ReviewParams& p = rules.parameters.review;
    if (!p.reviews) return;
    schedule_first_reviews(firms, p, step);
    const Followers followers = followers_of_strategies(firms, rules, step);
    StepVector<std::size_t> reviewing(step.memory());
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (firms.active(f, step.t) && step.holds(firms.next_review[f])) reviewing.push_back(f);
    }
    if (reviewing.empty()) return;
    StepVector<std::size_t> opening_interfaces(step.memory());
    const Forecast forecast(market, cells, catalogue, commons, rules, step.t, step.memory());

    for (const std::size_t f : reviewing) {
        ++firms.reviews[f];
        const double u = Draws(step.seed, Purpose::firm_schedule, firms.serial[f], firms.reviews[f], 3).uniform();
        firms.next_review[f] = std::max(firms.next_review[f], step.t) + p.review_period * (1 - p.review_jitter + 2 * p.review_jitter * u);
        if (!weighs_strategies(firms, f)) continue;
        const Maker maker = maker_of(firms, f, catalogue, rules, step.t, step.memory());
        const StepVector<WeighedStrategy> weighed =
            weigh_strategies(forecast, maker, firms, catalogue, commons, followers, f, firms.reviews[f], rules, step);
        const WeighedStrategy& won = weighed[winner(weighed)];
        const std::size_t chosen = won.strategy;
        firms.expected_payoff[f] = sum_of(won.payoff);
        if (chosen == firms.strategy[f]) continue;
        chronicle.note(step.t, "strategy", firms.label[f],
                       {"from ", rules.strategy[firms.strategy[f]].title, " to ", rules.strategy[chosen].title});
        firms.strategy[f] = static_cast<std::uint32_t>(chosen);
        ++commons.strategy_switches;
        if (rules.strategy[chosen].interface && !firms.interface[f]) opening_interfaces.push_back(f);
    }
    // After all have chosen, so that nobody sees a rival that was not there at the step's begin. A firm that begins to sell an interface
    // sells what it has; one that opens does so with its next release, and one for which the catalogue has no slot sells with its next.
    for (const std::size_t f : opening_interfaces) sell_what_it_has({firms, catalogue, commons, rules}, f, step.t);
}

}  // namespace enclosure
