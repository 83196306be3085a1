#include "sim/phases/employment.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/indicators/indicator.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Employment : public testing::Test {
  protected:
    Employment() : world(tiny_world()) {
        world.rules.segment[0].exposure = 0.5;
        world.commons.expected_quality = 2;
        // 600 of 1000 use a model.
        world.market.unaware[0] = 300;
        world.market.undecided[0] = 100;
    }
    void shift(double dt, int steps) {
        for (int k = 0; k < steps; ++k) {
            shift_tasks(world.welfare, world.market, world.cells, world.commons, world.rules, p, step_at(world, 0, dt));
        }
    }
    World world;
    LabourParams p{.displaced = 0.4, .capability_half = 2, .displacement_lag = 1, .created = 1.5, .creation_lag = 4};
    double target = 0.4 * 0.5 * 0.6 * 0.5;
};

TEST_F(Employment, FollowsItsEquations) {
    shift(0.25, 1);
    const double first = target * (1 - std::exp(-0.25));
    EXPECT_NEAR(world.welfare.displaced[0], first, 1e-12);
    EXPECT_EQ(world.welfare.created[0], 0) << "nothing had been displaced before the step";
    shift(0.25, 1);
    EXPECT_NEAR(world.welfare.displaced[0], target * (1 - std::exp(-0.5)), 1e-12);
    EXPECT_NEAR(world.welfare.created[0], 1.5 * first * (1 - std::exp(-0.25 / 4)), 1e-12);
}

TEST_F(Employment, RestsWhereNewTasksAreInProportion) {
    shift(0.25, 400);
    EXPECT_NEAR(world.welfare.displaced[0], target, 1e-9);
    EXPECT_NEAR(world.welfare.created[0], 1.5 * target, 1e-9);
    EXPECT_NEAR(find_indicator("employment")->value(world), 1 + 0.5 * target, 1e-9);
}

TEST_F(Employment, IsUntouchedWhenOff) {
    p.displaced = 0;
    shift(0.25, 20);
    EXPECT_EQ(world.welfare.displaced[0], 0);
    EXPECT_EQ(world.welfare.created[0], 0);
    world.rules.segment[0].exposure = 0;
    EXPECT_TRUE(std::isnan(find_indicator("employment")->value(world))) << "nobody works with models";
}

}  // namespace
}  // namespace enclosure::test
