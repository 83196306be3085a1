#include "sim/phases/history.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/indicators/lock_in_measures.h"
#include "sim/indicators/organisation_measures.h"
#include "sim/phases/tally.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// Quarterly steps: a year is four of them.
class HistoryTest : public testing::Test {
  protected:
    HistoryTest() : world(tiny_world()) {
        world.scenario.time.step = 0.25;
        std::fill(world.users.choice.begin(), world.users.choice.end(), choice_unaware);
        std::fill(world.users.since.begin(), world.users.since.end(), std::uint16_t{0});
        for (std::size_t i = 0; i < 400; ++i) world.users.choice[i] = i < 300 ? 0 : 1;
    }
    void keep() {
        world.step = step_at(world, 0.25 * k, 0.25);
        count_users(world.market, world.cells, world.catalogue, In<&Users::choice>(world.users.choice), world.rules, world.step);
        keep_history(world.history, In<&Users::choice>(world.users.choice), In<&Users::since>(world.users.since), world.market, world.cells,
                     world.catalogue, world.firms, world.commons, world.rules, world.step);
        ++k;
    }
    World world;
    int k = 0;
};

TEST_F(HistoryTest, RetentionIsOfThoseWhoWereThereAYearAgo) {
    for (int i = 0; i < 4; ++i) keep();
    EXPECT_TRUE(std::isnan(retention(world, 0, false))) << "there is no year ago yet";
    // In step 4 sixty of 300 leave for the open model, ten of 100 give up, and fifty newcomers arrive at the closed one.
    for (std::size_t i = 0; i < 60; ++i) {
        world.users.choice[i] = 1;
        world.users.since[i] = 4;
    }
    for (std::size_t i = 300; i < 310; ++i) world.users.choice[i] = choice_none;
    for (std::size_t i = 500; i < 550; ++i) {
        world.users.choice[i] = 0;
        world.users.since[i] = 4;
    }
    keep();
    EXPECT_NEAR(retention(world, 0, false), 240.0 / 300, 1e-12);
    EXPECT_NEAR(retention(world, 0, true), 90.0 / 100, 1e-12);
    EXPECT_EQ(retention(world, 0, true), retention(world, world.rules.segment.size(), true));
}

TEST_F(HistoryTest, LockedShareBeginsWithTheFirstReviewsAndForgetsInAYear) {
    world.market.reviewed[0] = 200;
    world.market.locked[0] = 50;
    keep();
    EXPECT_NEAR(world.history.locked_share[0], 0.25, 1e-12);
    world.market.locked[0] = 150;
    keep();
    EXPECT_NEAR(world.history.locked_share[0], 0.75 - 0.5 * std::exp(-0.25), 1e-12);
    world.market.reviewed[0] = 0;
    keep();
    EXPECT_NEAR(world.history.locked_share[0], 0.75 - 0.5 * std::exp(-0.25), 1e-12) << "no reviews, no news";
}

TEST_F(HistoryTest, YearlyNumbersAreDifferencesOfTotals) {
    world.firms.research = {6e8, 2e8};
    for (int i = 0; i < 3; ++i) keep();
    EXPECT_TRUE(std::isnan(yearly(world, Total::switches)));
    keep();
    EXPECT_EQ(yearly(world, Total::switches), 0);
    EXPECT_NEAR(yearly(world, Total::research), 8e8, 1);
    world.commons.strategy_switches = 3;
    world.commons.failures = 1;
    world.commons.idled = 1;
    world.catalogue.release_time[0] = 1;  // the step that begins at t = 1 releases it
    keep();
    EXPECT_EQ(yearly(world, Total::switches), 3);
    EXPECT_EQ(yearly(world, Total::exits), 2);
    EXPECT_EQ(yearly(world, Total::releases) - yearly(world, Total::open_releases) - yearly(world, Total::hybrid_releases), 1)
        << "one closed release";
    // The frontier rose by half an order of magnitude while 800 million were spent.
    world.catalogue.score[0] += 0.5;
    keep();
    EXPECT_NEAR(research_per_progress(world), 8e8 / 0.5, 1e3);
    for (int i = 0; i < 4; ++i) keep();
    EXPECT_EQ(yearly(world, Total::switches), 0);
    EXPECT_TRUE(std::isnan(research_per_progress(world))) << "no progress in the last year";
}

// The closed firm has score 1, the open one .5. It led from the first step; when others reach 1.2 its lead counts from its rise to 1.5.
TEST_F(HistoryTest, LeadTimeIsSinceTheFirmReachedWhatOthersHaveNow) {
    keep();
    keep();
    EXPECT_NEAR(lead_time(world, 0, true), 3, 1e-9);
    EXPECT_EQ(lead_time(world, 1, false), 0) << "it is behind";
    world.catalogue.score[0] = 1.5;
    keep();
    keep();
    EXPECT_NEAR(lead_time(world, 0, true), 9, 1e-9);
    world.catalogue.score[1] = 1.2;
    EXPECT_NEAR(lead_time(world, 0, true), 3, 1e-9);
    EXPECT_NEAR(lead_time(world, 0, false), 3, 1e-9);
    world.catalogue.score[1] = 1.6;
    EXPECT_EQ(lead_time(world, 0, true), 0);
}

}  // namespace
}  // namespace enclosure::test
