#include "sim/phases/strategy.h"

#include <algorithm>
#include <limits>

#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/phases/adoption.h"
#include "sim/phases/prices.h"
#include "sim/phases/release.h"
#include "sim/phases/utility.h"

namespace enclosure {

namespace {

// What a firm expects to earn under a strategy, USD/yr.
struct Prospect {
    double interface_spend = 0;
    double interface_profit = 0;
    double hosted_spend = 0;
    double open_seats = 0;
    double quality_value = 0;  // Σ α_g·interface spend, for the value of the lead
};

// Rivals' part of the logit sums for one group of users: Σ exp(U/λ) of the closed and of the open nest.
struct Rivals {
    double closed = 0;
    double open = 0;
};

class Forecast {
  public:
    Forecast(const Market& market, const Cells& cells, const Catalogue& catalogue, const Firms& firms, const PublicState& commons,
             const Scenario& rules, Step step)
        : catalogue_(catalogue), firms_(firms), commons_(commons), rules_(rules), t_(step.t) {
        const std::size_t slots = catalogue.size();
        utility_.assign(rules.segment.size() * 2 * slots, 0.0);
        aware_.assign(rules.segment.size(), 0.0);
        settled_.assign(rules.segment.size(), 0.0);
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const std::int64_t aware = static_cast<std::int64_t>(cells.users(c)) - market.unaware[c];
            aware_[cells.segment[c]] += cells.seats[c] * static_cast<double>(aware);
            settled_[cells.segment[c]] += cells.seats[c] * static_cast<double>(aware - market.undecided[c]);
        }
        for (std::size_t g = 0; g < rules.segment.size(); ++g) settled_[g] = aware_[g] > 0 ? settled_[g] / aware_[g] : 0.0;
        for (std::size_t g = 0; g < rules.segment.size(); ++g) {
            for (std::size_t m = 0; m < slots; ++m) {
                if (!catalogue.live(m)) continue;
                for (std::size_t k = 0; k < 2; ++k) {
                    utility_[(g * 2 + k) * slots + m] = segment_utility(market, cells, catalogue, commons, rules, g, m, k == 1);
                }
            }
        }
    }

    Prospect under(std::size_t f, const StrategyRow& s) const {
        const Parameters& p = rules_.parameters;
        const double lambda = p.adoption.nest_scale;
        Prospect prospect;
        for (std::size_t g = 0; g < rules_.segment.size(); ++g) {
            const Segment& segment = rules_.segment[g];
            const double budget = seat_budget(segment, t_);
            for (std::size_t k = 0; k < 2; ++k) {
                const bool technical = k == 1;
                const double group = aware_[g] * (technical ? segment.technical : 1 - segment.technical);
                if (group <= 0) continue;
                const Rivals rivals = others(f, g, k);
                const double closed =
                    s.interface ? math::exp((interface_utility(f, g, s) - winning_over(g, firms_.interface[f])) / lambda) : 0.0;
                const double open =
                    s.release ? math::exp((release_utility(f, g, s, technical) - winning_over(g, firms_.released[f])) / lambda) : 0.0;
                const double closed_nest = math::pow(rivals.closed + closed, lambda);
                const double open_nest = math::pow(rivals.open + open, lambda);
                const double all = closed_nest + open_nest + math::exp(-segment.outside);
                const double closed_share = closed > 0 ? closed_nest / all * closed / (rivals.closed + closed) : 0.0;
                const double open_share = open > 0 ? open_nest / all * open / (rivals.open + open) : 0.0;
                prospect.interface_spend += group * budget * closed_share;
                prospect.quality_value += segment.quality_weight * group * budget * closed_share;
                prospect.hosted_spend += group * budget * open_share;
                prospect.open_seats += group * open_share;
            }
        }
        prospect.interface_profit = prospect.interface_spend * (1 - 1 / firms_.markup[f]);
        return prospect;
    }

  private:
    std::size_t best_of(std::size_t f) const {
        const Id<Catalogue> a = firms_.interface[f];
        const Id<Catalogue> b = firms_.released[f];
        if (!a) return b.at();
        if (!b) return a.at();
        return catalogue_.score[a.at()] >= catalogue_.score[b.at()] ? a.at() : b.at();
    }
    // What rivals' tabulated utilities hold too, so that a firm does not flatter itself: quality, trust, dispersion, brand, region.
    double common_utility(std::size_t f, std::size_t g, bool closed) const {
        const Segment& segment = rules_.segment[g];
        const AdoptionParams& p = rules_.parameters.adoption;
        const std::size_t m = best_of(f);
        // What was trained, without the premium or discount of how it is offered now.
        const StrategyRow& now = rules_.strategy[catalogue_.strategy[m]];
        double quality =
            catalogue_.score[m] + (catalogue_.open[m] != 0 ? now.base_discount : -now.premium_gain) - commons_.expected_quality;
        for (std::size_t d = 0; d < rules_.domain.size(); ++d) {
            quality += rules_.domain[d].use.of(segment.id) * catalogue_.offset[m * rules_.domain.size() + d];
        }
        double regional = 0;
        for (std::size_t r = 0; r < rules_.region.size(); ++r) {
            const Region& region = rules_.region[r];
            const bool home = firms_.region[f] == r;
            regional += region.seats.of(segment.id) * (home ? region.home_bias : (closed ? -region.foreign_closed_cost : 0.0));
        }
        const double dispersion = catalogue_.dispersion[m];
        return segment.quality_weight * quality + p.trust_weight * (catalogue_.trust[m] - 0.5) -
               0.5 * p.dispersion_weight * dispersion * dispersion + firms_.brand[f * rules_.segment.size() + g] + regional;
    }
    double cost(std::size_t f) const { return serving_cost(catalogue_, best_of(f), rules_.parameters.cost, t_); }
    double price_utility(std::size_t g, double price) const {
        return -rules_.segment[g].price_weight * math::log(price / rules_.parameters.prices.reference);
    }
    double interface_utility(std::size_t f, std::size_t g, const StrategyRow& s) const {
        const double price = cost(f) * rules_.parameters.cost.closed_overhead * firms_.markup[f];
        return common_utility(f, g, true) + rules_.segment[g].quality_weight * s.premium_gain + price_utility(g, price) +
               tooling_utility(firms_, f, commons_, rules_.segment[g], rules_.parameters.learning);
    }
    // Users of what the firm does not offer yet have to be won from other vendors, against their switching cost. Without this every firm
    // expects a full share of the market on the day on which it closes, and no release of weights is ever worth while.
    double winning_over(std::size_t g, Id<Catalogue> present) const { return present ? 0.0 : rules_.segment[g].switching * settled_[g]; }
    // What a community may add to released weights; nothing where communities add nothing.
    double expected_gain() const {
        const ContributionParams& p = rules_.parameters.contribution;
        return p.gain > 0 ? p.gain_max : 0.0;
    }
    // Weights released later are behind by the delay; the frontier moves by about one order of magnitude a year.
    double release_utility(std::size_t f, std::size_t g, const StrategyRow& s, bool technical) const {
        const Segment& segment = rules_.segment[g];
        const double price = cost(f) * (1 + rules_.parameters.cost.host_margin);
        double u = common_utility(f, g, false) + price_utility(g, price) - commons_.open_friction[g] +
                   segment.quality_weight * (0.5 * expected_gain() - s.base_discount - s.delay) +
                   rules_.parameters.adoption.transparency_weight * s.transparency * segment.data_sensitivity +
                   rules_.parameters.adoption.modifiability_weight * s.modifiability * segment.customisation;
        if (!technical) u -= integration_cost(segment, commons_, rules_.parameters.learning);
        return u;
    }
    Rivals others(std::size_t f, std::size_t g, std::size_t k) const {
        Rivals sum;
        const std::size_t slots = catalogue_.size();
        for (std::size_t m = 0; m < slots; ++m) {
            if (!catalogue_.live(m) || catalogue_.owner[m] == Id<Firms>(f)) continue;
            const double e = math::exp(utility_[(g * 2 + k) * slots + m] / rules_.parameters.adoption.nest_scale);
            (catalogue_.open[m] != 0 ? sum.open : sum.closed) += e;
        }
        return sum;
    }

    const Catalogue& catalogue_;
    const Firms& firms_;
    const PublicState& commons_;
    const Scenario& rules_;
    double t_;
    std::vector<double> utility_;  // segment × {other, technical} × slot
    std::vector<double> aware_;    // seats by segment
    std::vector<double> settled_;  // share of those that have a model
};

double payoff(const Prospect& v, const Firms& firms, std::size_t f, const StrategyRow& s, const Scenario& rules) {
    const Parameters& p = rules.parameters;
    const double hosting =
        p.finance.hosting_share * (1 - 1 / (1 + p.cost.host_margin)) + p.finance.service_share * (1 - p.finance.service_cost);
    const double lead = p.review.lead_value * p.knowledge.leak_openness * s.openness * firms.lead[f] * 0.5 * v.quality_value;
    const double value = v.interface_profit + v.hosted_spend * (hosting + p.review.reach) + firms.complement[f] * v.open_seats - lead;
    return value / std::max(firms.research[f] + firms.opex[f], p.review.payoff_floor);
}

}  // namespace

void review_strategies(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market,
                       const Cells& cells, const Scenario& rules, Step step) {
    const ReviewParams& p = rules.parameters.review;
    if (!p.reviews) return;
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
    const Forecast forecast(market, cells, catalogue, firms, commons, rules, step);

    for (const std::size_t f : reviewing) {
        ++firms.reviews[f];
        const double u = Draws(step.seed, Purpose::firm_schedule, firms.serial[f], firms.reviews[f], 3).uniform();
        firms.next_review[f] = std::max(firms.next_review[f], step.t) + p.review_period * (1 - p.review_jitter + 2 * p.review_jitter * u);
        if (firms.fixed_strategy[f] != 0 || !(firms.interface[f] || firms.released[f])) continue;
        double best = std::numeric_limits<double>::lowest();
        std::size_t chosen = firms.strategy[f];
        for (std::size_t s = 0; s < rules.strategy.size(); ++s) {
            if (!rules.strategy[s].chosen && s != firms.strategy[f]) continue;
            double v =
                payoff(forecast.under(f, rules.strategy[s]), firms, f, rules.strategy[s], rules) + p.imitation * followers[s] / active;
            if (s != firms.strategy[f]) v -= p.inertia;
            const auto key = static_cast<std::uint32_t>(serial_of(rules.strategy[s].id));
            const double value =
                p.intensity * v + Draws(step.seed, Purpose::firm_strategy, firms.serial[f], firms.reviews[f], key).gumbel();
            if (value > best) {
                best = value;
                chosen = s;
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
    for (const std::size_t f : opening_interfaces) {
        const std::size_t m = firms.released[f].at();
        ++firms.attempts[f];
        place_model({firms, catalogue, commons, rules}, f, Kind::interface,
                    {catalogue.score[m], catalogue.capability[m], step.t, catalogue.serial[m], true, firms.strategy[f]});
    }
}

}  // namespace enclosure
