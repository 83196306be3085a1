#include "sim/phases/trust.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Trust : public testing::Test {
  protected:
    Trust() : world(tiny_world()) {
        world.market.slot_seats[0] = 2e8;
        world.market.slot_seats[1] = 1e8;
        world.catalogue.trust[0] = world.catalogue.trust[1] = 0.6;
        world.catalogue.effort[1] = 0.005;  // half of what is open has been looked at
    }
    TrustParams& p() { return world.rules.parameters.trust; }
    double deserved(std::size_t m) { return deserved_trust(world.catalogue, world.firms, m, world.rules); }
    void move() { move_trust(world.catalogue, world.firms, world.market, world.rules, p(), step_at(world, 1)); }
    World world;
};

TEST_F(Trust, IsDeservedByAuditSafetyRecordAndName) {
    EXPECT_NEAR(deserved(0), 0.5 + 0.1 * 0.5, 1e-12);
    EXPECT_NEAR(deserved(1), 0.5 + 0.2 * 0.5, 1e-12);
    world.catalogue.record[1] = 3;
    EXPECT_NEAR(deserved(1), 0.6 + 0.05 * 0.75, 1e-12);
    world.firms.brand[0] = 1;
    EXPECT_NEAR(deserved(0), 0.55 + 0.02 * std::tanh(1.0), 1e-12);
    world.rules.parameters.law.disclosure = 0.5;
    EXPECT_NEAR(deserved(0), 0.55 + 0.02 * std::tanh(1.0) + 0.1, 1e-12) << "auditors see what must be disclosed";
    p().base = 1;
    EXPECT_EQ(deserved(0), 1);
}

TEST_F(Trust, FallsWithIncidentsOutagesAndThoseOfTheClass) {
    p().recovery = 0;
    p().loss = 0.01;
    world.catalogue.incidents[0] = 4;
    world.catalogue.outages[0] = 2;
    move();
    EXPECT_NEAR(world.catalogue.trust[0], 0.6 - 0.01 * 2 - 0.005 * 2, 1e-12) << "alone it is its class";
    EXPECT_EQ(world.catalogue.trust[1], 0.6) << "of the other class";
    // A second closed model without incidents bears its class's part.
    world.catalogue.state[2] = Slot::live;
    world.catalogue.trust[2] = 0.6;
    world.market.slot_seats[2] = 2e8;
    world.catalogue.trust[0] = 0.6;
    move();
    EXPECT_NEAR(world.catalogue.trust[0], 0.6 - 0.01 * (0.7 * 2 + 0.3 * 1) - 0.005 * 2, 1e-12);
    EXPECT_NEAR(world.catalogue.trust[2], 0.6 - 0.01 * 0.3 * 1, 1e-12);
}

TEST_F(Trust, ReturnsToWhatIsDeserved) {
    p().record = 0;
    move();
    EXPECT_NEAR(world.catalogue.trust[0], 0.6 + (1 - std::exp(-0.5 * month)) * (0.55 - 0.6), 1e-12);
    for (int k = 0; k < 1200; ++k) move();
    EXPECT_NEAR(world.catalogue.trust[0], 0.55, 1e-9);
    EXPECT_NEAR(world.catalogue.trust[1], 0.6, 1e-9);
}

TEST_F(Trust, KeepsTheRecordUntilAnIncident) {
    for (int k = 0; k < 6; ++k) move();
    EXPECT_NEAR(world.catalogue.record[1], 0.5, 1e-12);
    world.catalogue.incidents[1] = 1;
    move();
    EXPECT_EQ(world.catalogue.record[1], 0);
    EXPECT_NEAR(world.catalogue.record[0], 7 * month, 1e-12);
}

TEST_F(Trust, StaysBetweenZeroAndOne) {
    world.catalogue.incidents[0] = 1e9;
    move();
    EXPECT_EQ(world.catalogue.trust[0], 0);
}

}  // namespace
}  // namespace enclosure::test
