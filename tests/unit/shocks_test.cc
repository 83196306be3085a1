// Shocks that happen once: when they strike, whom, and that they do not strike again until they were zero.
#include <gtest/gtest.h>

#include "sim/phases/harm.h"
#include "sim/policy/capability_leap.h"
#include "sim/policy/forced_leak.h"
#include "sim/policy/major_incident.h"
#include "sim/policy/once.h"
#include "sim/policy/vendor_failure.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// Both firms sell an interface: firm 0 the more capable one, firm 1 the more used one.
class Shocks : public testing::Test {
  protected:
    Shocks() : world(tiny_world()) {
        world.catalogue.open[1] = 0;
        world.firms.interface[1] = world.firms.released[1];
        world.firms.released[1] = {};
        world.market.slot_revenue[0] = 1;
        world.market.slot_revenue[1] = 2;
        world.market.slot_seats[0] = 1;
        world.market.slot_seats[1] = 2;
    }
    DisruptionParams& p() { return world.rules.parameters.disruption; }
    void fail() {
        fail_vendors(world.firms, world.catalogue, world.commons, world.chronicle, world.market, world.rules.parameters.finance, p(),
                     step_at(world, 1));
    }
    void leap() { leap_ahead(world.firms, world.commons, world.chronicle, world.catalogue, p(), step_at(world, 1)); }
    void strike() {
        strike_major_incident(world.catalogue, world.commons, world.chronicle, world.market, world.firms, p(), step_at(world, 1));
    }
    void leak() { force_leak(world.firms, world.catalogue, world.commons, world.chronicle, world.rules, p(), step_at(world, 1)); }
    World world;
};

TEST(Once, IsWhenItBecomesPositive) {
    std::uint8_t struck = 0;
    EXPECT_FALSE(strikes_once(0, struck));
    EXPECT_TRUE(strikes_once(0.1, struck));
    EXPECT_FALSE(strikes_once(5, struck)) << "it was positive";
    EXPECT_FALSE(strikes_once(0, struck));
    EXPECT_TRUE(strikes_once(5, struck)) << "it was zero";
}

TEST_F(Shocks, DoNotHappenByDefault) {
    const std::uint64_t before = state_hash(world, one_thread());
    fail();
    leap();
    strike();
    leak();
    EXPECT_EQ(state_hash(world, one_thread()), before);
    EXPECT_TRUE(world.chronicle.entries.empty());
}

TEST_F(Shocks, TheLargestVendorFails) {
    p().vendor_failure = 1;
    fail();
    EXPECT_EQ(world.firms.alive[0], 1);
    EXPECT_EQ(world.firms.alive[1], 0);
    EXPECT_EQ(world.commons.failures, 1);
    EXPECT_TRUE(world.catalogue.under_notice(1));
    fail();
    EXPECT_EQ(world.firms.alive[0], 1) << "once";
}

TEST_F(Shocks, AsManyVendorsFailAsTheStrengthSaysAndNoMoreThanThereAre) {
    p().vendor_failure = 1.5;
    fail();
    EXPECT_EQ(world.commons.failures, 2);
    p().vendor_failure = 0;
    fail();
    p().vendor_failure = 9;
    fail();
    EXPECT_EQ(world.commons.failures, 2);
}

TEST_F(Shocks, TheMostCapableMakerLeaps) {
    const double lead = world.firms.lead[0];
    p().capability_leap = 0.5;
    leap();
    EXPECT_DOUBLE_EQ(world.firms.lead[0], lead + 0.5);
    EXPECT_DOUBLE_EQ(world.firms.lead[1], 0.1);
    EXPECT_EQ(world.firms.next_release[0], 1) << "and releases what it can make of it";
    leap();
    EXPECT_DOUBLE_EQ(world.firms.lead[0], lead + 0.5);
}

TEST_F(Shocks, AMajorIncidentCountsAsManyWithTheMostUsedModel) {
    p().major_incident = 500;
    strike();
    EXPECT_EQ(world.catalogue.incidents[1], 500);
    EXPECT_EQ(world.catalogue.incidents[0], 0);
    EXPECT_EQ(world.commons.misuse_closed, 500);
    attribute_harm(world.catalogue, world.rules.parameters.harm, step_at(world, 1));
    EXPECT_NEAR(world.catalogue.harm_cost[1], 500 * world.rules.parameters.harm.incident_cost * 12, 1);
    strike();
    EXPECT_EQ(world.catalogue.incidents[1], 500);
}

TEST_F(Shocks, TheMostCapableWeightsLeakHoweverWellTheyAreGuarded) {
    world.rules.parameters.leaks.hazard = 0;
    p().weights_leak = 1;
    leak();
    EXPECT_EQ(world.commons.leaks, 1);
    ASSERT_EQ(world.catalogue.state[2], Slot::live);
    EXPECT_EQ(world.catalogue.parent[2], world.catalogue.serial[0]);
    EXPECT_EQ(world.catalogue.leaked[2], 1);
    leak();
    EXPECT_EQ(world.commons.leaks, 1);
}

TEST_F(Shocks, AsManyWeightsLeakAsTheStrengthSays) {
    p().weights_leak = 7;
    leak();
    EXPECT_EQ(world.commons.leaks, 2);
}

}  // namespace
}  // namespace enclosure::test
