#include "sim/phases/risk.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

TEST(Risk, IsPerceivedBySideAndPerSeat) {
    World world = tiny_world();
    world.market.slot_seats[0] = 2e8;
    world.market.slot_seats[1] = 1e6;  // few seats do not count as fewer than ten million
    world.commons.misuse_closed = 25;
    world.commons.exploits_closed = 20;
    world.commons.breaches_closed = 5;  // 300 a year and 100 million seats
    world.commons.misuse_open = 1;      // 120
    HarmParams& p = world.rules.parameters.harm;
    perceive_risk(world.commons, world.market, world.catalogue, p, step_at(world, 1));
    const double forget = 1 - std::exp(-month);
    EXPECT_NEAR(world.commons.felt_closed, forget * 300, 1e-9);
    EXPECT_NEAR(world.commons.felt_open, forget * 120, 1e-9);
    EXPECT_NEAR(world.commons.risk_closed, forget * 300 / (forget * 300 + 100), 1e-12);
    EXPECT_NEAR(world.commons.risk_open, forget * 120 / (forget * 120 + 100), 1e-12);
    p.risk = 0.5;
    perceive_risk(world.commons, world.market, world.catalogue, p, step_at(world, 1));
    EXPECT_NEAR(world.commons.risk_open, 0.5 * world.commons.felt_open / (world.commons.felt_open + 100), 1e-12);
    p.risk = 0;
    perceive_risk(world.commons, world.market, world.catalogue, p, step_at(world, 1));
    EXPECT_EQ(world.commons.risk_closed, 0);
    EXPECT_EQ(world.commons.felt_closed, 0);
}

// Ten incidents a year come singly; where a step is short most have none. Their mean says the same at any step.
TEST(Risk, DoesNotDependOnTheLengthOfAStep) {
    const auto mean_of_a_year = [](int steps_between) {
        World world = tiny_world();
        world.market.slot_seats[0] = 1e8;
        const double length = 0.1 / steps_between;
        double sum = 0;
        for (int k = 0; k < 80 * steps_between; ++k) {
            world.commons.misuse_closed = k % steps_between == 0 ? 1 : 0;
            perceive_risk(world.commons, world.market, world.catalogue, world.rules.parameters.harm, {7, 0, 0, length, &one_thread()});
            if (k >= 70 * steps_between) sum += world.commons.risk_closed;
        }
        return sum / (10 * steps_between);
    };
    EXPECT_NEAR(mean_of_a_year(1), 10.0 / 110, 0.001);
    EXPECT_NEAR(mean_of_a_year(40), 10.0 / 110, 0.001);
}

}  // namespace
}  // namespace enclosure::test
