#include "sim/phases/flywheel.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

void turn(World& world, double dt) {
    const Parameters& p = world.rules.parameters;
    turn_flywheel(world.firms, world.market, p.flywheel, p.finance, step_at(world, 0, dt));
}

TEST(Flywheel, TurnsByTheLogarithmOfUse) {
    World world = tiny_world();
    world.market.slot_seats[0] = 9e7;
    world.market.slot_seats[1] = 0;
    turn(world, 0.5);
    EXPECT_NEAR(world.firms.flywheel[0], 0.5 * 0.02 * 1, 1e-12);
    EXPECT_EQ(world.firms.flywheel[1], 0);
}

// A quarter is hosted by the maker, of the rest a twentieth flows back: 0.25 + 0.75·0.05 = 0.2875 of 1e8 seats.
TEST(Flywheel, OfReleasedWeightsSeesOwnHostingAndWhatFlowsBack) {
    World world = tiny_world();
    world.market.slot_seats[1] = 1e8;
    turn(world, 1);
    EXPECT_NEAR(world.firms.flywheel[1], 0.02 * std::log10(1 + 2.875), 1e-12);
    world.firms.flywheel[1] = 0;
    world.rules.parameters.flywheel.flow_back = 1;
    turn(world, 1);
    EXPECT_NEAR(world.firms.flywheel[1], 0.02 * std::log10(11), 1e-12);
}

TEST(Flywheel, StandsStillWithoutGainAndForFirmsThatAreGone) {
    World world = tiny_world();
    world.market.slot_seats[0] = 9e7;
    world.firms.alive[0] = 0;
    turn(world, 1);
    EXPECT_EQ(world.firms.flywheel[0], 0);
    world.firms.alive[0] = 1;
    world.rules.parameters.flywheel.gain = 0;
    turn(world, 1);
    EXPECT_EQ(world.firms.flywheel[0], 0);
}

}  // namespace
}  // namespace enclosure::test
