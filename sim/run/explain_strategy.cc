#include "sim/run/explain_strategy.h"

#include <algorithm>
#include <limits>

#include "sim/base/math.h"

namespace enclosure {

namespace {

// Logit probabilities; the largest value is taken out, so that no exponential overflows.
void set_probabilities(std::vector<StrategyOption>& options) {
    double largest = std::numeric_limits<double>::lowest();
    for (const StrategyOption& o : options) largest = std::max(largest, o.weighed.intensity * sum_of(o.weighed.payoff));
    double sum = 0;
    for (StrategyOption& o : options) {
        o.probability = math::exp(o.weighed.intensity * sum_of(o.weighed.payoff) - largest);
        sum += o.probability;
    }
    for (StrategyOption& o : options) o.probability /= sum;
}

void set_rivals(StrategyExplanation& e, const Forecast& forecast, const World& world) {
    const Catalogue& catalogue = world.catalogue;
    std::vector<double> expected(catalogue.size(), 0.0);
    const StrategyRow& strategy = world.rules.strategy[e.options[e.chosen].weighed.strategy];
    for (std::size_t g = 0; g < world.rules.segment.size(); ++g) {
        for (const bool technical : {false, true}) {
            const double seats = forecast.group_seats(g, technical);
            if (seats <= 0) continue;
            const GroupShares shares = forecast.shares(e.maker, strategy, g, technical);
            e.aware_seats += seats;
            e.expected_none += seats * shares.none;
            for (std::size_t m = 0; m < expected.size(); ++m) expected[m] += seats * shares.rival[m];
        }
    }
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        const Id<Firms> owner = catalogue.owner[m];
        if (!catalogue.live(m)) continue;
        if (owner == e.maker.firm) {
            e.seats += world.market.slot_seats[m];
            continue;
        }
        e.rivals.push_back({.maker = owner ? world.firms.label[owner.at()] : "",
                            .open = catalogue.open[m] != 0,
                            .score = catalogue.score[m],
                            .price = catalogue.price[m],
                            .trust = catalogue.trust[m],
                            .seats = world.market.slot_seats[m],
                            .expected_seats = expected[m]});
    }
    std::stable_sort(e.rivals.begin(), e.rivals.end(),
                     [](const RivalModel& a, const RivalModel& b) { return a.expected_seats > b.expected_seats; });
}

}  // namespace

std::optional<std::size_t> firm_named(const World& world, const std::string& name) {
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        const bool by_id = f < world.scenario.firm.size() && world.scenario.firm[f].id == name;
        if (by_id || world.firms.label[f] == name) return f;
    }
    return {};
}

std::vector<std::string> firm_names(const World& world) {
    std::vector<std::string> names;
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        names.push_back(f < world.scenario.firm.size() ? world.scenario.firm[f].id : world.firms.label[f]);
    }
    return names;
}

bool reviews_strategy(const World& world, std::size_t f) {
    const ReviewParams& p = world.rules.parameters.review;
    const Step& step = world.step;
    return p.reviews && world.firms.active(f, step.t) && step.holds(next_review_of(world.firms, f, p, step));
}

StrategyExplanation explain_strategy(const World& world, std::size_t f) {
    const Scenario& rules = world.rules;
    Step step = world.step;
    step.threads = nullptr;  // an explanation takes nothing that stays until the step ends
    const Forecast forecast(world.market, world.cells, world.catalogue, world.commons, rules, step.t);
    const Followers followers = followers_of_strategies(world.firms, rules, step);
    StrategyExplanation e;
    e.step = world.step.index;
    e.firm = world.firms.label[f];
    e.review = world.firms.reviews[f] + 1;
    e.before = rules.strategy[world.firms.strategy[f]].title;
    e.maker = maker_of(world.firms, f, world.catalogue, rules, step.t);
    const StepVector<WeighedStrategy> weighed =
        weigh_strategies(forecast, e.maker, world.firms, world.catalogue, world.commons, followers, f, e.review, rules, step);
    e.chosen = winner(weighed);
    for (const WeighedStrategy& w : weighed) {
        const StrategyRow& s = rules.strategy[w.strategy];
        e.options.push_back({.weighed = w, .id = s.id, .title = s.title, .probability = 0});
        e.followers.push_back(followers.count[w.strategy] / followers.active);
    }
    set_probabilities(e.options);
    set_rivals(e, forecast, world);
    return e;
}

}  // namespace enclosure
