#include "sim/phases/strategy.h"

#include <algorithm>
#include <limits>

#include "sim/base/draws.h"
#include "sim/phases/forecast.h"
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

double payoff(const Forecast& forecast, const Prospect& v, const Firms& firms, const Catalogue& catalogue, const PublicState& commons,
              std::size_t f, const StrategyRow& s, const Scenario& rules) {
    const Parameters& p = rules.parameters;
    const Goals goals = goals_of(f, rules);
    const double lead = p.review.lead_value * p.knowledge.leak_openness * s.openness * firms.lead[f] * 0.5 * v.quality_value;
    double profit = forecast.profit(v, s) - lead;
    if (s.release && p.review.community_value > 0) {
        profit += p.review.community_value * s.code * drawn_effort(catalogue, firms.released[f], rules);
    }
    const double liable = p.review.liability_weight + p.law.liability_owner;
    if (liable > 0) profit -= expected_liability(v, commons, liable, p.harm);
    const double value =
        goals.profit * profit + goals.reach * p.review.reach * v.hosted_spend + goals.complements * firms.complement[f] * v.open_seats;
    return value / std::max(firms.research[f] + firms.opex[f], p.review.payoff_floor);
}

// First reviews are spread over the period, so that firms do not all review at once.
void schedule_first_reviews(Firms& firms, const ReviewParams& p, Step step) {
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (firms.alive[f] == 0 || firms.next_review[f] > 0) continue;
        const double u = Draws(step.seed, Purpose::firm_review, firms.serial[f], 0).uniform();
        firms.next_review[f] = step.t + (firms.entrant[f] != 0 ? p.review_period : p.first_review + p.review_period * u);
    }
}

}  // namespace

void review_strategies(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market,
                       const Cells& cells, const Scenario& rules, Step step) {
    const ReviewParams& p = rules.parameters.review;
    if (!p.reviews) return;
    schedule_first_reviews(firms, p, step);
    std::vector<double> followers(rules.strategy.size(), 0.0);
    double active = 0;
    std::vector<std::size_t> reviewing;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t)) continue;
        followers[firms.strategy[f]] += 1;
        active += 1;
        if (step.holds(firms.next_review[f])) reviewing.push_back(f);
    }
    if (reviewing.empty()) return;
    std::vector<std::size_t> opening_interfaces;
    const Forecast forecast(market, cells, catalogue, commons, rules, step.t);

    for (const std::size_t f : reviewing) {
        ++firms.reviews[f];
        const double u = Draws(step.seed, Purpose::firm_schedule, firms.serial[f], firms.reviews[f], 3).uniform();
        firms.next_review[f] = std::max(firms.next_review[f], step.t) + p.review_period * (1 - p.review_jitter + 2 * p.review_jitter * u);
        if (firms.fixed_strategy[f] != 0 || !(firms.interface[f] || firms.released[f])) continue;
        const Maker maker = maker_of(firms, f, catalogue, rules, step.t);
        double best = std::numeric_limits<double>::lowest();
        std::size_t chosen = firms.strategy[f];
        for (std::size_t s = 0; s < rules.strategy.size(); ++s) {
            const StrategyRow& strategy = rules.strategy[s];
            if (!strategy.chosen && s != firms.strategy[f]) continue;
            double v = payoff(forecast, forecast.under(maker, strategy), firms, catalogue, commons, f, strategy, rules) +
                       p.imitation * followers[s] / active;
            if (s != firms.strategy[f]) v -= p.inertia;
            const auto key = static_cast<std::uint32_t>(serial_of(strategy.id));
            const double value =
                p.intensity * v + Draws(step.seed, Purpose::firm_strategy, firms.serial[f], firms.reviews[f], key).gumbel();
            if (value > best) {
                best = value;
                chosen = s;
                firms.expected_payoff[f] = v;
            }
        }
        if (chosen == firms.strategy[f]) continue;
        chronicle.note(step.t, "strategy", firms.label[f],
                       "from " + rules.strategy[firms.strategy[f]].title + " to " + rules.strategy[chosen].title);
        firms.strategy[f] = static_cast<std::uint32_t>(chosen);
        ++commons.strategy_switches;
        if (rules.strategy[chosen].interface && !firms.interface[f]) opening_interfaces.push_back(f);
    }
    // After all have chosen, so that nobody sees a rival that was not there at the step's begin. A firm that begins to sell an interface
    // sells what it has; one that opens does so with its next release, and one for which the catalogue has no slot sells with its next.
    for (const std::size_t f : opening_interfaces) sell_what_it_has({firms, catalogue, commons, rules}, f, step.t);
}

}  // namespace enclosure
