#include "sim/phases/learning.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

double share_of(double rate) {
    return 1 - std::exp(-rate * month);
}

class Learning : public testing::Test {
  protected:
    Learning() : world(tiny_world()) {
        for (auto* column : {&world.market.seats, &world.market.revenue, &world.market.slot_seats, &world.market.slot_revenue}) {
            std::fill(column->begin(), column->end(), 0.0);
        }
    }
    void step() {
        const Parameters& p = world.rules.parameters;
        learn(world.commons, world.firms, world.market, world.catalogue, world.rules, p.learning, p.adoption, step_at(world, 0));
    }
    World world;
};

TEST_F(Learning, ExpectationsFollowTheBestModel) {
    world.commons.expected_quality = 0.3;
    step();
    EXPECT_NEAR(world.commons.expected_quality, 0.3 + 0.7 * share_of(1), 1e-12);
    world.catalogue.score[1] = 3;  // now the released weights are the best
    step();
    EXPECT_GT(world.commons.expected_quality, 0.3 + 0.7 * share_of(1) + 2 * share_of(1));
}

TEST_F(Learning, FrictionFallsTheFasterTheNearerAndTheMoreUsed) {
    world.commons.perceived_gap = 0.9;
    world.commons.open_friction[0] = 1;
    world.market.seats[0] = 3e5;
    world.market.seats[1] = 1e5;
    step();
    const double gap = 0.9 + (0.5 - 0.9) * share_of(4);
    const double rate = 0.3 * std::exp(-gap / 0.26) * (1 + 3 * 0.25);
    EXPECT_NEAR(world.commons.perceived_gap, gap, 1e-12);
    EXPECT_NEAR(world.commons.open_friction[0], 1 - share_of(rate) * 0.5, 1e-12);
}

TEST_F(Learning, FrictionEndsAtItsFloor) {
    world.rules.segment[0].learning = 1e6;
    step();
    EXPECT_NEAR(world.commons.open_friction[0], 0.5, 1e-9);
}

TEST_F(Learning, ToolingGrowsWithRevenueWhereToolsMatter) {
    world.market.revenue[0] = 5e9;
    step();
    EXPECT_EQ(world.commons.common_tooling, 0) << "this segment uses none";
    world.rules.segment[0].tooling = 1;
    step();
    EXPECT_NEAR(world.commons.common_tooling, month, 1e-12);
    EXPECT_NEAR(world.firms.tooling[0], 2 * month, 1e-12);
    EXPECT_EQ(world.firms.tooling[1], 0);
    world.market.revenue[0] = 0;
    step();
    EXPECT_NEAR(world.commons.common_tooling, month * (1 - 0.25 * month), 1e-12);
}

TEST_F(Learning, BrandsFadeToTheirFloor) {
    world.rules.segment[0].brand_decay = 0.25;
    world.firms.brand = {1, -1};
    world.firms.brand_start = {1, -1};
    step();
    EXPECT_NEAR(world.firms.brand[0], 1 - share_of(0.25) * 0.7, 1e-12);
    EXPECT_NEAR(world.firms.brand[1], -1 + share_of(0.25) * 0.7, 1e-12);
}

TEST_F(Learning, ToolingNeverTurnsNegative) {
    world.rules.segment[0].tooling = 1;
    world.rules.parameters.learning.tooling_decay = 100;
    world.commons.common_tooling = 2;
    world.market.revenue[0] = 5e9;
    step();
    EXPECT_NEAR(world.commons.common_tooling, month, 1e-12) << "all that was there is gone, what came stays";
}

TEST_F(Learning, SwitchesStopIt) {
    LearningParams& p = world.rules.parameters.learning;
    p.pace = 0;
    p.tooling = 0;
    p.brand_floor = 1;
    world.rules.segment[0].tooling = 1;
    world.rules.segment[0].brand_decay = 0.25;
    world.market.revenue[0] = 5e9;
    world.commons.open_friction[0] = 1;
    world.firms.brand = {1.5, -1};
    world.firms.brand_start = {1, -1};
    const double gap = world.commons.perceived_gap;
    step();
    EXPECT_EQ(world.commons.open_friction[0], 1);
    EXPECT_EQ(world.commons.perceived_gap, gap);
    EXPECT_EQ(world.commons.common_tooling, 0);
    EXPECT_EQ(world.firms.tooling[0], 0);
    EXPECT_EQ(world.firms.brand[0], 1.5);
}

}  // namespace
}  // namespace enclosure::test
