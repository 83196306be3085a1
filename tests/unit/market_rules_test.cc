// Licences to release, compulsory opening, the share cap, the price cap and the preference of public buyers, by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/phases/delayed_opening.h"
#include "sim/phases/prices.h"
#include "sim/phases/release_decision.h"
#include "sim/phases/utility.h"
#include "sim/policy/compulsory_opening.h"
#include "sim/policy/price_control.h"
#include "sim/policy/release_licence.h"
#include "sim/policy/share_cap.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class MarketRules : public testing::Test {
  protected:
    MarketRules() : world(tiny_world()) {
        world.rules.parameters.training.release_noise = 0;
        world.firms.imitation = {3, 3};
    }
    GovernmentParams& p() { return world.rules.parameters.government; }
    void release(double t) {
        release_models(world.firms, world.catalogue, world.openings, world.commons, world.chronicle, world.market, world.rules,
                       world.rules.parameters.training, world.rules.parameters.imitation, step_at(world, t));
    }
    void open(double t) {
        open_delayed(world.firms, world.catalogue, world.openings, world.commons, world.chronicle, world.rules, step_at(world, t));
    }
    void order(double t) { order_openings(world.openings, world.firms, world.catalogue, world.rules, p(), step_at(world, t)); }
    void cap(double share) {
        world.market.slot_revenue.assign(world.catalogue.size(), 0.0);
        world.market.slot_revenue[0] = share;
        world.market.slot_revenue[1] = 1 - share;
        enforce_share_cap(world.firms, world.market, world.catalogue, p(), step_at(world, 1));
    }
    void score() {
        score_models(world.market, world.cells, world.catalogue, world.firms, world.commons, world.rules, world.rules.parameters.adoption,
                     world.rules.parameters.learning, step_at(world, 1));
    }
    World world;
};

TEST_F(MarketRules, ALicenceTakesTimeInProportionToItsThoroughness) {
    EXPECT_EQ(licence_wait(9, p()), 0) << "no licence by default";
    p() = {.release_licence = 0.5, .licence_threshold = 1.5, .licence_delay = 2};
    EXPECT_EQ(licence_wait(1.49, p()), 0);
    EXPECT_EQ(licence_wait(1.5, p()), 1);
}

TEST_F(MarketRules, WeightsWaitForTheirLicenceAndComeAsTheyWereExamined) {
    p() = {.release_licence = 1, .licence_threshold = 1.5, .licence_delay = 0.5};
    world.firms.next_release = {9, 1};
    release(1);
    const double before = world.catalogue.score[1];
    EXPECT_EQ(before, 0.5) << "what was released before stays on offer";
    ASSERT_EQ(world.openings.due.size(), 1U);
    EXPECT_DOUBLE_EQ(world.openings.due[0], 1);
    EXPECT_DOUBLE_EQ(world.openings.licensed[0], 1.5);
    const double examined = world.openings.score[0];
    world.firms.imitation[1] = 9;
    open(1.4);
    EXPECT_EQ(world.catalogue.score[1], before);
    open(1.5);
    EXPECT_EQ(world.catalogue.score[1], examined);
    EXPECT_TRUE(world.openings.due.empty());
}

TEST_F(MarketRules, WeightsBelowTheThresholdNeedNoLicence) {
    p() = {.release_licence = 1, .licence_threshold = 9, .licence_delay = 0.5};
    world.firms.next_release = {9, 1};
    release(1);
    EXPECT_TRUE(world.openings.due.empty());
    EXPECT_GT(world.catalogue.score[1], 0.5);
}

TEST_F(MarketRules, WhoOpensKeepsItsInterfaceUntilItMay) {
    p() = {.release_licence = 1, .licence_threshold = 1.5, .licence_delay = 0.5};
    world.firms.strategy[0] = 1;
    world.firms.next_release = {1, 9};
    release(1);
    EXPECT_TRUE(world.firms.interface[0]);
    EXPECT_FALSE(world.firms.released[0]);
    open(1.5);
    EXPECT_FALSE(world.firms.interface[0]);
    EXPECT_TRUE(world.firms.released[0]);
}

// The law ends while weights wait for it: nothing keeps them back any longer, and a firm that was to open does.
TEST_F(MarketRules, WhatWaitsIsReleasedWhenTheLicenceLawEnds) {
    p() = {.release_licence = 1, .licence_threshold = 1.5, .licence_delay = 2};
    world.firms.strategy[0] = 1;
    world.firms.next_release = {1, 9};
    release(1);
    open(1.5);
    EXPECT_TRUE(world.firms.interface[0]);
    EXPECT_FALSE(world.firms.released[0]);
    p().release_licence = 0;
    open(1.75);
    ASSERT_TRUE(world.firms.released[0]);
    EXPECT_EQ(world.catalogue.release_time[world.firms.released[0].at()], 1.75);
    EXPECT_FALSE(world.firms.interface[0]) << "it kept its interface for the law's sake alone";
    EXPECT_TRUE(world.openings.due.empty());
}

TEST_F(MarketRules, WhatWaitsIsReleasedWhenAHigherThresholdLeavesItFree) {
    p() = {.release_licence = 1, .licence_threshold = 1.5, .licence_delay = 2};
    world.firms.next_release = {9, 1};
    release(1);
    open(1.5);
    EXPECT_EQ(world.catalogue.score[1], 0.5);
    p().licence_threshold = 9;
    open(1.75);
    EXPECT_GT(world.catalogue.score[1], 0.5);
}

// A delay of the maker's own goes on when the law ends.
TEST_F(MarketRules, ADelayedOpeningIsDueWhenItsMakerWantsOnceTheLicenceLawEnds) {
    p() = {.release_licence = 1, .licence_threshold = 1.5, .licence_delay = 1};
    world.firms.strategy[0] = 2;  // three quarters of a year later
    world.firms.next_release = {1, 9};
    release(1);
    ASSERT_EQ(world.openings.licensed, (std::vector<double>{2.75}));
    open(1.75);
    EXPECT_FALSE(world.firms.released[0]);
    p().release_licence = 0;
    open(1.75 - month);
    EXPECT_FALSE(world.firms.released[0]);
    open(1.75);
    ASSERT_TRUE(world.firms.released[0]);
    EXPECT_EQ(world.catalogue.release_time[world.firms.released[0].at()], 1.75);
    EXPECT_TRUE(world.firms.interface[0]);
}

// A firm that has turned to an interface meanwhile keeps it.
TEST_F(MarketRules, WhoWantsAnInterfaceByThenKeepsIt) {
    p() = {.release_licence = 1, .licence_threshold = 1.5, .licence_delay = 0.5};
    world.firms.strategy[0] = 1;
    world.firms.next_release = {1, 9};
    release(1);
    world.firms.strategy[0] = 0;
    open(1.5);
    EXPECT_TRUE(world.firms.released[0]);
    EXPECT_TRUE(world.firms.interface[0]);
}

TEST_F(MarketRules, TwoModelsThatWaitHaveSerialsOfTheirOwn) {
    p() = {.release_licence = 1, .licence_threshold = 1.5, .licence_delay = 5};
    world.firms.next_release = {9, 1};
    release(1);
    world.firms.imitation[1] = 4;
    world.firms.next_release[1] = 2;
    release(2);
    ASSERT_EQ(world.openings.model.size(), 2U);
    EXPECT_NE(world.openings.model[0], world.openings.model[1]);
}

TEST_F(MarketRules, ClosedModelsMustBeOpenedAtAnAge) {
    p() = {.compulsory_opening = 0.5, .opening_age = 0.5};
    world.catalogue.release_time[0] = 0.5;
    order(1);
    ASSERT_EQ(world.openings.due.size(), 1U);
    EXPECT_DOUBLE_EQ(world.openings.due[0], 1.5);
    order(1 + month);
    EXPECT_EQ(world.openings.due.size(), 1U) << "ordered once";
    open(1.5);
    ASSERT_TRUE(world.firms.released[0]);
    const std::size_t m = world.firms.released[0].at();
    EXPECT_EQ(world.catalogue.open[m], 1);
    EXPECT_EQ(world.catalogue.capability[m], 1);
    EXPECT_EQ(world.catalogue.strategy[m], 1U) << "as weights are released by who releases them at once";
    EXPECT_TRUE(world.firms.interface[0]) << "it is sold on";
    order(1.5);
    EXPECT_TRUE(world.openings.due.empty()) << "what is open need not be opened";
}

// Two laws on one model: the order waits for the licence, and the examination runs while the model ages.
TEST_F(MarketRules, ALicenceGoesBeforeAnOrderToOpen) {
    world.catalogue.release_time[0] = 1;
    p() = {.release_licence = 1, .licence_threshold = 0.9, .licence_delay = 2, .compulsory_opening = 1, .opening_age = 0.5};
    order(1);
    ASSERT_EQ(world.openings.due, (std::vector<double>{1.5}));
    ASSERT_EQ(world.openings.licensed, (std::vector<double>{3}));
    open(1.5);
    EXPECT_FALSE(world.firms.released[0]) << "ordered, but not examined";
    order(2);
    EXPECT_EQ(world.openings.due.size(), 1U) << "ordered once";
    open(3);
    EXPECT_TRUE(world.firms.released[0]);
    EXPECT_TRUE(world.firms.interface[0]) << "it is sold on";
}

TEST_F(MarketRules, AnOrderIsNotPutOffByALicenceThatComesEarlier) {
    world.catalogue.release_time[0] = 1;
    p() = {.release_licence = 1, .licence_threshold = 0.9, .licence_delay = 0.25, .compulsory_opening = 1, .opening_age = 0.5};
    order(1);
    open(1.25);
    EXPECT_FALSE(world.firms.released[0]) << "examined, but not due";
    open(1.5);
    EXPECT_TRUE(world.firms.released[0]);
}

TEST_F(MarketRules, AnOrderWithoutTheLicenceLawIsDueAtTheAge) {
    world.catalogue.release_time[0] = 1;
    p() = {.release_licence = 1, .licence_threshold = 0.9, .licence_delay = 2, .compulsory_opening = 1, .opening_age = 0.5};
    order(1);
    p().release_licence = 0;
    open(1.5);
    EXPECT_TRUE(world.firms.released[0]);
}

TEST_F(MarketRules, ALawThatEndsLeavesOnlyWhatMakersWant) {
    p() = {.compulsory_opening = 1, .opening_age = 5};
    order(1);
    world.openings.compulsory[0] = 0;
    world.catalogue.serial[0] = 77;
    order(1);
    ASSERT_EQ(world.openings.due.size(), 2U);
    p().compulsory_opening = 0;
    order(1);
    ASSERT_EQ(world.openings.due.size(), 1U);
    EXPECT_NE(world.openings.model[0], 77U);
}

TEST_F(MarketRules, ACapRaisesAVirtualPriceInProportionToTheExcess) {
    p() = {.share_cap = 0.4, .cap_speed = 12, .licence_rate = 2};
    score();
    const double free = world.market.utility[0];
    world.firms.imitation = {0, 0.2};
    world.catalogue.capability[0] = 1;
    cap(0.6);
    EXPECT_NEAR(world.firms.cap_price[0], 0.2, 1e-12);
    EXPECT_NEAR(world.firms.imitation[1], 0.2 + 0.8 * (1 - std::exp(-2 * month)), 1e-12) << "rivals take up what it must license";
    EXPECT_EQ(world.firms.imitation[0], 0);
    score();
    EXPECT_NEAR(world.market.utility[0], free - 0.2, 1e-12);
    cap(0.3);
    EXPECT_NEAR(world.firms.cap_price[0], 0.1, 1e-12) << "it falls again below the cap";
    cap(0);
    EXPECT_EQ(world.firms.cap_price[0], 0);
}

TEST_F(MarketRules, WithoutACapTheVirtualPriceIsZeroAtOnce) {
    p().share_cap = 0.4;
    cap(0.9);
    EXPECT_GT(world.firms.cap_price[0], 0);
    p().share_cap = 1;
    cap(0.9);
    EXPECT_EQ(world.firms.cap_price[0], 0);
}

TEST_F(MarketRules, APriceCapBoundsMarkupsAtOnce) {
    const PriceParams& prices = world.rules.parameters.prices;
    world.firms.markup = {4, 1.1};
    cap_markups(world.firms, prices, p());
    EXPECT_EQ(world.firms.markup[0], 4);
    p().price_control = 0.5;
    cap_markups(world.firms, prices, p());
    EXPECT_DOUBLE_EQ(world.firms.markup[0], 0.5 * (prices.markup_min + prices.markup_max));
    p().price_control = 1;
    cap_markups(world.firms, prices, p());
    EXPECT_DOUBLE_EQ(world.firms.markup[0], prices.markup_min);
    EXPECT_EQ(world.firms.markup[1], std::min(1.1, prices.markup_min));
}

TEST_F(MarketRules, PublicBuyersPreferReleasedWeightsByTheirShare) {
    score();
    const double closed = world.market.utility[0];
    const double open = world.market.utility[1];
    world.rules.region[0].procurement = 2;
    world.rules.segment[0].public_share = 0.25;
    score();
    EXPECT_EQ(world.market.utility[0], closed);
    EXPECT_NEAR(world.market.utility[1], open + 0.5, 1e-12);
}

TEST_F(MarketRules, DearComputeRaisesTheCostOfServing) {
    CostParams cost = world.rules.parameters.cost;
    const double cheap = serving_cost(world.catalogue, 0, cost, 1);
    cost.compute_price = 3;
    EXPECT_DOUBLE_EQ(serving_cost(world.catalogue, 0, cost, 1), 3 * cheap);
}

}  // namespace
}  // namespace enclosure::test
