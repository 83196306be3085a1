#include "sim/phases/planned_change.h"

#include <gtest/gtest.h>

#include "sim/phases/delayed_opening.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

void change(World& world, double t, double dt = 1.0 / 12) {
    change_as_planned(world.firms, world.catalogue, world.openings, world.commons, world.chronicle, world.rules, step_at(world, t, dt));
}

TEST(PlannedChange, HappensInTheStepThatHoldsItsTimeAndOnce) {
    Scenario s = tiny_scenario();
    s.strategy.push_back({.id = "core", .title = "Core", .interface = true, .release = true, .premium_gain = 0.1, .base_discount = 0.2});
    s.firm[0].later_strategy = "core";
    s.firm[0].later = 0.6;
    World world = tiny_world(s);
    change(world, 0.5);  // to .583
    EXPECT_EQ(world.firms.strategy[0], 0U);
    EXPECT_EQ(world.commons.strategy_switches, 0);
    change(world, 7.0 / 12);  // .583 to .667
    EXPECT_EQ(world.firms.strategy[0], 3U);
    EXPECT_EQ(world.commons.strategy_switches, 1);
    ASSERT_EQ(world.chronicle.entries.size(), 1U);
    EXPECT_EQ(world.chronicle.entries[0].kind, "strategy");
    EXPECT_EQ(world.chronicle.entries[0].text, "as planned, from Closed to Core");
    // The interface of capability 1 stays; its base is released, less what is kept closed.
    ASSERT_TRUE(world.firms.interface[0]);
    ASSERT_TRUE(world.firms.released[0]);
    const std::size_t base = world.firms.released[0].at();
    EXPECT_EQ(world.catalogue.open[base], 1);
    EXPECT_NEAR(world.catalogue.capability[base], 0.8, 1e-12);
    EXPECT_NEAR(world.catalogue.score[base], 0.8, 1e-12);
    EXPECT_EQ(world.catalogue.parent[base], world.catalogue.serial[world.firms.interface[0].at()]);
    world.firms.strategy[0] = 0;  // a review may change it again
    change(world, 8.0 / 12);
    EXPECT_EQ(world.firms.strategy[0], 0U);
    EXPECT_EQ(world.commons.strategy_switches, 1);
}

// A plan is no way round the law: what would be opened at once waits for its licence.
TEST(PlannedChange, OfOneThatOpensWaitsForALicence) {
    Scenario s = tiny_scenario();
    s.firm[0].later_strategy = "open";
    s.firm[0].later = 0;
    World world = tiny_world(s);
    world.rules.parameters.government = {.release_licence = 1, .licence_threshold = 1, .licence_delay = 0.5};
    change(world, 0);
    EXPECT_EQ(world.firms.strategy[0], 1U);
    EXPECT_FALSE(world.firms.released[0]);
    ASSERT_EQ(world.openings.licensed, (std::vector<double>{0.5}));
    EXPECT_EQ(world.openings.model[0], world.catalogue.serial[0]);
    const auto open = [&](double t) {
        open_delayed(world.firms, world.catalogue, world.openings, world.commons, world.chronicle, world.rules, step_at(world, t));
    };
    open(5.0 / 12);
    EXPECT_FALSE(world.firms.released[0]);
    open(6.0 / 12);
    ASSERT_TRUE(world.firms.released[0]);
    EXPECT_EQ(world.catalogue.capability[world.firms.released[0].at()], 1);
    EXPECT_FALSE(world.firms.interface[0]) << "its strategy sells none";
}

TEST(PlannedChange, OfOneThatClosesSellsWhatItHas) {
    Scenario s = tiny_scenario();
    s.firm[1].later_strategy = "closed";
    s.firm[1].later = 0;
    World world = tiny_world(s);
    change(world, 0);
    EXPECT_EQ(world.firms.strategy[1], 0U);
    ASSERT_TRUE(world.firms.interface[1]);
    EXPECT_EQ(world.catalogue.capability[world.firms.interface[1].at()], 0.5);
    EXPECT_TRUE(world.firms.released[1]) << "released weights cannot be recalled";
}

TEST(PlannedChange, IsNoneWithoutAPlanAndForFirmsThatAreGone) {
    World world = tiny_world();
    change(world, 0);
    EXPECT_EQ(world.commons.strategy_switches, 0);
    Scenario s = tiny_scenario();
    s.firm[0].later_strategy = "open";
    world = tiny_world(s);
    world.firms.alive[0] = 0;
    change(world, 0);
    EXPECT_EQ(world.commons.strategy_switches, 0);
}

}  // namespace
}  // namespace enclosure::test
