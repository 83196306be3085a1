#include "sim/phases/prices.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Prices : public testing::Test {
  protected:
    Prices() : world(tiny_world()) {
        std::fill(world.market.seats.begin(), world.market.seats.end(), 0.0);
        std::fill(world.market.revenue.begin(), world.market.revenue.end(), 0.0);
        world.rules.parameters.prices.adjustment = 1e6;  // at once, unless a test says otherwise
    }
    void markups() {
        const Parameters& p = world.rules.parameters;
        set_markups(world.firms, world.market, world.cells, world.catalogue, world.rules, p.prices, p.adoption, step_at(world, 1));
    }
    void use(std::size_t slot, double seats) { world.market.seats[slot] = world.market.revenue[slot] = seats; }

    World world;
};

TEST_F(Prices, CostFallsAfterRelease) {
    const CostParams& p = world.rules.parameters.cost;
    world.catalogue.cost_at_release[0] = 10;
    world.catalogue.release_time[0] = 1;
    EXPECT_DOUBLE_EQ(serving_cost(world.catalogue, 0, p, 1), 10);
    EXPECT_NEAR(serving_cost(world.catalogue, 0, p, 3), 10 * std::pow(10, -0.7), 1e-12);
    EXPECT_DOUBLE_EQ(serving_cost(world.catalogue, 0, p, 0.5), 10) << "never dearer than at release";
}

TEST_F(Prices, AreCostTimesOverheadAndMarkupOrHostMargin) {
    world.catalogue.cost_at_release[0] = world.catalogue.cost_at_release[1] = 10;
    world.catalogue.release_time[0] = world.catalogue.release_time[1] = 1;
    world.firms.markup[0] = 3;
    set_prices(world.catalogue, world.firms, world.commons, world.rules.parameters.cost, step_at(world, 1));
    const double cost = 10 * std::pow(10, -0.35 / 24);  // of the middle of a month
    EXPECT_NEAR(world.catalogue.price[0], cost * 1.7 * 3, 1e-12);
    EXPECT_NEAR(world.catalogue.price[1], cost * 1.15, 1e-12);
}

// e = ε + β(1/λ − (1 − λ)/λ·s_in − s) = 1 + 1.5·(1/.6 − .4/.6·1 − .5) = 1.75
TEST_F(Prices, MarkupIsTheBestAnswerToShares) {
    world.rules.segment[0].price_weight = 1.5;
    use(0, 5e5);
    use(1, 5e5);
    markups();
    EXPECT_NEAR(world.firms.markup[0], 1.75 / 0.75, 1e-9);
}

TEST_F(Prices, MarkupMovesInLogsAtItsSpeed) {
    world.rules.parameters.prices.adjustment = 3;
    world.rules.segment[0].price_weight = 1.5;
    use(0, 5e5);
    use(1, 5e5);
    markups();
    EXPECT_NEAR(world.firms.markup[0], 2 * std::pow(1.75 / 0.75 / 2, 1 - std::exp(-3.0 / 12)), 1e-9);
    for (int k = 0; k < 200; ++k) markups();
    EXPECT_NEAR(world.firms.markup[0], 1.75 / 0.75, 1e-9);
}

TEST_F(Prices, MarkupIsWeightedByTheRevenueOfSegments) {
    Scenario s = tiny_scenario();
    s.segment.push_back(s.segment[0]);
    s.segment[1].id = "other";
    s.segment[0].price_weight = 1.5;
    s.segment[1].price_weight = 3;
    world = tiny_world(s);
    world.rules.parameters.prices.adjustment = 1e6;
    const std::size_t slots = world.catalogue.size();
    for (const std::size_t g : {0u, 1u}) {
        world.market.seats[g * slots] = world.market.seats[g * slots + 1] = 5e5;
        world.market.revenue[g * slots] = g == 0 ? 3e6 : 1e6;
    }
    markups();
    const double e = 0.75 * 1.75 + 0.25 * 2.5;
    EXPECT_NEAR(world.firms.markup[0], e / (e - 1), 1e-9);
}

TEST_F(Prices, MarkupStaysWithinItsLimits) {
    world.rules.segment[0].price_weight = 0.01;
    use(0, 5e5);
    markups();
    EXPECT_NEAR(world.firms.markup[0], 5, 1e-9);
    world.rules.segment[0].price_weight = 1000;
    use(1, 5e5);
    markups();
    EXPECT_NEAR(world.firms.markup[0], 1.02, 1e-9);
}

// Independent of the formula: the markup that earns most in a nested logit with fixed spending per seat, searched for on a fine grid.
TEST_F(Prices, MarkupEarnsMostInANestedLogit) {
    const double beta = 1.1;
    const double lambda = 0.6;
    world.rules.segment[0].price_weight = beta;
    const double rival = std::exp(0.3 / lambda);
    const double open = std::pow(std::exp(0.2 / lambda), lambda);
    double in_nest = 0;
    double share = 0;
    const auto shares = [&](double markup) {
        const double own = std::exp((0.5 - beta * std::log(markup)) / lambda);
        const double closed = std::pow(own + rival, lambda);
        in_nest = own / (own + rival);
        share = closed / (closed + open) * in_nest;
    };
    double best = 1;
    double most = 0;
    for (double markup = 1.02; markup < 5; markup += 1e-5) {
        shares(markup);
        if (share * (1 - 1 / markup) > most) {
            most = share * (1 - 1 / markup);
            best = markup;
        }
    }
    ASSERT_GT(best, 1.1);
    ASSERT_LT(best, 4.9);
    shares(best);
    const double closed_share = share / in_nest;
    world.catalogue.state[2] = Slot::live;  // the rival
    use(0, share);
    use(2, closed_share - share);
    use(1, 1 - closed_share);
    world.market.revenue[2] = world.market.revenue[1] = 0;
    markups();
    EXPECT_NEAR(world.firms.markup[0], best, 1e-3);
}

TEST_F(Prices, MarkupOfWhatNobodyBuysIsTwo) {
    world.firms.markup[0] = 4;
    markups();
    EXPECT_NEAR(world.firms.markup[0], 2, 1e-9);
}

TEST_F(Prices, TermIsLogarithmicOrLinear) {
    PriceParams p;
    EXPECT_NEAR(price_term(36, p), std::log(2), 1e-12);
    EXPECT_EQ(price_term(18, p), 0);
    p.linear = true;
    EXPECT_EQ(price_term(36, p), 1);
    EXPECT_EQ(price_term(18, p), 0);
    EXPECT_EQ(price_term(9, p), -0.5);
}

// Two firms that sell nothing but their interfaces to users who all buy one of them, one unit each (ε = 0, λ = 1, no outside option).
class Duopoly : public testing::Test {
  protected:
    Duopoly() : world(two_closed()) {
        Parameters& p = world.rules.parameters;
        p.adoption.nest_scale = 1;
        world.rules.segment[0].use_elasticity = 0;
        std::fill(world.market.undecided.begin(), world.market.undecided.end(), 0);
        for (const std::size_t m : {0u, 1u}) world.catalogue.release_time[m] = 1;
    }
    static World two_closed() {
        Scenario s = tiny_scenario();
        s.firm[1] = s.firm[0];
        s.firm[1].id = "other";
        return tiny_world(s);
    }
    double cost(std::size_t m) const {
        return serving_cost(world.catalogue, m, world.rules.parameters.cost, step_at(world, 1).middle()) * 1.7;
    }
    double share(std::size_t m, double own_price, double other_price) const {
        const PriceParams& p = world.rules.parameters.prices;
        const double own = std::exp(taste[m] - beta * price_term(own_price, p));
        return own / (own + std::exp(taste[1 - m] - beta * price_term(other_price, p)));
    }
    // Markups move in steps with shares counted anew, as in a run.
    void converge() {
        world.rules.segment[0].price_weight = beta;
        for (int k = 0; k < 400; ++k) {
            set_prices(world.catalogue, world.firms, world.commons, world.rules.parameters.cost, step_at(world, 1));
            for (const std::size_t m : {0u, 1u}) {
                world.market.seats[m] = 1e6 * share(m, world.catalogue.price[m], world.catalogue.price[1 - m]);
                world.market.revenue[m] = world.market.seats[m] * world.catalogue.price[m];
            }
            set_markups(world.firms, world.market, world.cells, world.catalogue, world.rules, world.rules.parameters.prices,
                        world.rules.parameters.adoption, step_at(world, 1));
        }
    }
    // Neither firm gains by another price: what makes a Bertrand equilibrium, whatever the formula.
    void expect_equilibrium() const {
        for (const std::size_t m : {0u, 1u}) {
            const double rival = world.catalogue.price[1 - m];
            const auto profit = [&](double price) { return (price - cost(m)) * share(m, price, rival); };
            const double here = profit(world.catalogue.price[m]);
            for (double factor = 0.7; factor < 1.4; factor += 0.01) {
                EXPECT_LE(profit(world.catalogue.price[m] * factor), here * (1 + 1e-9)) << "firm " << m << " times " << factor;
            }
        }
    }

    double beta = 1;
    double taste[2] = {0, 0};
    World world;
};

// e = β(1 − 1/2): for β = 3 the markup is 1.5/0.5.
TEST_F(Duopoly, SymmetricMarkupsConvergeToTheLogarithmicFixedPoint) {
    beta = 3;
    converge();
    EXPECT_NEAR(world.firms.markup[0], 3, 1e-9);
    EXPECT_NEAR(world.firms.markup[1], 3, 1e-9);
    expect_equilibrium();
}

// p − c = μ·n/(n − 1) with μ = reference/β and n = 2.
TEST_F(Duopoly, SymmetricMarkupsConvergeToTheLinearFixedPoint) {
    world.rules.parameters.prices.linear = true;
    beta = 18 / (0.6 * cost(0));
    converge();
    EXPECT_NEAR(world.catalogue.price[0] - cost(0), 2 * 18 / beta, 1e-9);
    EXPECT_NEAR(world.catalogue.price[1] - cost(1), 2 * 18 / beta, 1e-9);
    expect_equilibrium();
}

TEST_F(Duopoly, UnequalFirmsConvergeToTheirEquilibriumInBothForms) {
    taste[0] = 0.8;
    beta = 3;
    converge();
    EXPECT_GT(world.firms.markup[0], 1.05 * world.firms.markup[1]);
    expect_equilibrium();
    world.rules.parameters.prices.linear = true;
    beta = 18 / (0.6 * cost(0));
    converge();
    EXPECT_GT(world.firms.markup[0], 1.05 * world.firms.markup[1]);
    expect_equilibrium();
}

// With use that answers price too: (p − c)(ε/p + βK/reference) = 1.
TEST_F(Prices, LinearMarkupSolvesItsFirstOrderCondition) {
    world.rules.parameters.prices.linear = true;
    world.rules.parameters.prices.markup_max = 100;
    for (const double elasticity : {0.0, 0.5, 1.0, 2.0}) {
        world.rules.segment[0].use_elasticity = elasticity;
        world.rules.segment[0].price_weight = 2;
        use(0, 5e5);
        use(1, 5e5);
        markups();
        const double c = serving_cost(world.catalogue, 0, world.rules.parameters.cost, step_at(world, 1).middle()) * 1.7;
        const double p = c * world.firms.markup[0];
        const double k = 1 / 0.6 - 0.4 / 0.6 - 0.5;
        EXPECT_NEAR((p - c) * (elasticity / p + 2 * k / 18), 1, 1e-9) << elasticity;
    }
}

TEST_F(Prices, MarkupsAreBoundedWhereDemandIsNot) {
    world.rules.parameters.prices.linear = true;
    world.rules.segment[0].price_weight = 0;
    world.rules.segment[0].use_elasticity = 0.5;
    use(0, 5e5);
    markups();
    EXPECT_NEAR(world.firms.markup[0], 5, 1e-9);
}

}  // namespace
}  // namespace enclosure::test
