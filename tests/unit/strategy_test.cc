#include "sim/phases/strategy.h"

#include <gtest/gtest.h>

#include "sim/phases/forecast.h"
#include "sim/phases/utility.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Review : public testing::Test {
  protected:
    Review() : world(tiny_world()) {
        score_models(world.market, world.cells, world.catalogue, world.firms, world.commons, world.rules, world.rules.parameters.adoption,
                     world.rules.parameters.learning, step_at(world, 1));
        p().inertia = 0;
        p().imitation = 0;
        p().lead_value = 0;
        p().reach = 0;
        p().community_value = 0;
        // Only one strategy to choose from, the present one of the firm that releases: what it expects can be read.
        world.rules.strategy[0].chosen = world.rules.strategy[2].chosen = false;
    }
    ReviewParams& p() { return world.rules.parameters.review; }
    // What the firm of row 1 expects of releasing weights.
    double expected() {
        world.firms.next_review = {99, 1};
        review_strategies(world.firms, world.catalogue, world.commons, world.chronicle, world.market, world.cells, world.rules,
                          step_at(world, 1));
        return world.firms.expected_payoff[1];
    }
    double budget() const { return std::max(world.firms.research[1] + world.firms.opex[1], world.rules.parameters.review.payoff_floor); }
    Prospect prospect() const {
        return Forecast(world.market, world.cells, world.catalogue, world.commons, world.rules, 1)
            .under(maker_of(world.firms, 1, world.catalogue, world.rules, 1), world.rules.strategy[1]);
    }
    World world;
};

TEST_F(Review, WeighsGoals) {
    world.firms.complement[1] = 3;
    p().reach = 0.5;
    const Prospect v = prospect();
    const double profit =
        Forecast(world.market, world.cells, world.catalogue, world.commons, world.rules, 1).profit(v, world.rules.strategy[1]);
    world.rules.firm[1].goal_profit = 2;
    world.rules.firm[1].goal_reach = 0.3;
    world.rules.firm[1].goal_complements = 4;
    const double value = 2 * profit + 0.3 * 0.5 * v.hosted_spend + 4 * 3 * v.open_seats;
    EXPECT_GT(v.open_seats, 0);
    EXPECT_NEAR(expected(), value / budget(), 1e-12 * value);
}

TEST_F(Review, CountsFreeWorkOnReleasedWeights) {
    const double without = expected();
    p().community_value = 2e9;
    world.catalogue.effort[1] = 0.01;  // all code is released: what it draws is what it would draw
    EXPECT_NEAR(expected() - without, 2e9 * 0.01 / budget(), 1e-9);
    world.rules.strategy[1].code = 0.5;  // the same effort came with half the code
    EXPECT_NEAR(expected() - without, 2e9 * 0.01 / budget(), 1e-9);
}

TEST_F(Review, CountsLiabilityByWhatIsFelt) {
    world.rules.parameters.adoption.risk_weight = 0;  // users do not mind, so that nothing but liability follows
    const double without = expected();
    world.commons.felt_open = 30;  // incidents a year per 100 million seats
    EXPECT_EQ(expected(), without) << "no liability is in force";
    p().liability_weight = 0.4;
    const HarmParams& harm = world.rules.parameters.harm;
    const double cost = 0.4 * harm.incident_cost * 30 * prospect().open_seats / 1e8;
    EXPECT_GT(cost, 0);
    EXPECT_NEAR(without - expected(), cost / budget(), 1e-12 * cost);
    // What the law has owners bear comes in addition, and counts alone too.
    world.rules.parameters.law.liability_owner = 0.2;
    EXPECT_NEAR(without - expected(), 1.5 * cost / budget(), 1e-12 * cost);
    p().liability_weight = 0;
    EXPECT_NEAR(without - expected(), 0.5 * cost / budget(), 1e-12 * cost);
}

TEST_F(Review, IsNotMadeWhenSwitchedOff) {
    p().reviews = false;
    world.firms.next_review = {0, 0};
    review_strategies(world.firms, world.catalogue, world.commons, world.chronicle, world.market, world.cells, world.rules,
                      step_at(world, 1));
    EXPECT_EQ(world.firms.reviews[1], 0U);
    EXPECT_EQ(world.firms.next_review[1], 0.0);
    p().reviews = true;  // the first is scheduled from now on
    review_strategies(world.firms, world.catalogue, world.commons, world.chronicle, world.market, world.cells, world.rules,
                      step_at(world, 1));
    EXPECT_GE(world.firms.next_review[1], 1 + p().first_review);
    EXPECT_LE(world.firms.next_review[1], 1 + p().first_review + p().review_period);
}

// A better payoff is chosen more often: 400 reviews of a firm that earns by complements only if it releases.
TEST_F(Review, ComplementsOpenAFirm) {
    world.rules.strategy[0].chosen = world.rules.strategy[1].chosen = true;
    int opened[2] = {0, 0};
    for (const int with : {0, 1}) {
        world.firms.complement[0] = with != 0 ? 20000 : 0;
        for (std::uint32_t k = 0; k < 400; ++k) {
            World w = world;
            w.firms.reviews[0] = k;
            w.firms.next_review = {1, 99};
            review_strategies(w.firms, w.catalogue, w.commons, w.chronicle, w.market, w.cells, w.rules, step_at(w, 1));
            opened[with] += w.firms.strategy[0] == 1 ? 1 : 0;
        }
    }
    EXPECT_GT(opened[1], opened[0] + 100);
}

}  // namespace
}  // namespace enclosure::test
