#include "sim/phases/risk.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

constexpr double dt = 1.0 / 12;

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
    const double forget = 1 - std::exp(-dt);
    EXPECT_NEAR(world.commons.risk_closed, forget * 0.75, 1e-12);
    EXPECT_NEAR(world.commons.risk_open, forget * 120 / 220, 1e-12);
    p.risk = 0;
    world.commons.risk_open = world.commons.risk_closed = 0;
    perceive_risk(world.commons, world.market, world.catalogue, p, step_at(world, 1));
    EXPECT_EQ(world.commons.risk_closed, 0);
}

}  // namespace
}  // namespace enclosure::test
