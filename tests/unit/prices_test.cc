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
    set_prices(world.catalogue, world.firms, world.rules.parameters.cost, step_at(world, 1));
    EXPECT_NEAR(world.catalogue.price[0], 10 * 1.7 * 3, 1e-12);
    EXPECT_NEAR(world.catalogue.price[1], 10 * 1.15, 1e-12);
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

}  // namespace
}  // namespace enclosure::test
