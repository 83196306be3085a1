#include "sim/phases/release.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/world/users.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Release : public testing::Test {
  protected:
    Release() : world(tiny_world()) {}
    bool place(std::size_t f, OfferKind kind, const Offer& offer) {
        return place_model({world.firms, world.catalogue, world.commons, world.rules}, f, kind, offer);
    }
    World world;
};

TEST_F(Release, TakesTheFirstFreeSlotOnce) {
    ASSERT_TRUE(place(0, OfferKind::release, {0.4, 0.3, 2.0}));
    ASSERT_EQ(world.firms.released[0].row, 2);
    EXPECT_EQ(world.catalogue.score[2], 0.4);
    EXPECT_EQ(world.catalogue.capability[2], 0.3);
    EXPECT_EQ(world.catalogue.trust[2], 0.5);
    EXPECT_EQ(world.catalogue.defects[2], 40) << "all of it is new";
    EXPECT_NEAR(world.catalogue.cost_at_release[2], 12 * std::pow(10, 0.6 * (0.3 - 0.83) - 0.64 * (2 - 0.2)), 1e-12);
    const std::uint64_t first = world.catalogue.serial[2];
    world.catalogue.trust[2] = 0.8;
    world.catalogue.gain[2] = 0.1;
    world.catalogue.defects[2] = 3;
    ++world.firms.attempts[0];
    ASSERT_TRUE(place(0, OfferKind::release, {0.6, 0.55, 3.0}));
    EXPECT_EQ(world.firms.released[0].row, 2);
    EXPECT_NE(world.catalogue.serial[2], first);
    EXPECT_EQ(world.catalogue.parent[2], first);
    EXPECT_EQ(world.catalogue.trust[2], 0.8) << "trust goes with the name";
    EXPECT_EQ(world.catalogue.gain[2], 0.05) << "half of the community's gain is inherited";
    EXPECT_NEAR(world.catalogue.defects[2], 3 + 40 * 0.25, 1e-9);
}

TEST_F(Release, HasASerialThatDependsOnFirmKindAndAttemptOnly) {
    World other = tiny_world();
    other.catalogue.state[2] = Slot::live;  // another slot, another time, another score
    other.commons.releases = 99;
    ASSERT_TRUE(place(0, OfferKind::release, {0.4, 0.3, 2.0}));
    ASSERT_TRUE(place_model({other.firms, other.catalogue, other.commons, other.rules}, 0, OfferKind::release, {0.9, 0.9, 7.0}));
    ASSERT_EQ(other.firms.released[0].row, 3);
    EXPECT_EQ(world.catalogue.serial[2], other.catalogue.serial[3]);
    EXPECT_NE(world.catalogue.serial[2], world.catalogue.serial[0]);
}

TEST_F(Release, FailsWithoutATraceWhenFull) {
    for (Slot& s : world.catalogue.state) s = Slot::live;
    const World before = world;
    EXPECT_FALSE(place(0, OfferKind::release, {5, 5, 2.0}));
    EXPECT_EQ(state_hash(world, one_thread()), state_hash(before, one_thread()));
}

TEST_F(Release, DoesNotReuseASlotInTheStepInWhichItEnds) {
    end_model(world.firms, world.catalogue, 0, OfferKind::interface, {});
    ASSERT_TRUE(place(0, OfferKind::interface, {2, 2, 1.0}));
    EXPECT_EQ(world.firms.interface[0].row, 2);
}

TEST_F(Release, EndsWithItsSuccessor) {
    end_model(world.firms, world.catalogue, 0, OfferKind::interface, Id<Catalogue>(1u));
    EXPECT_FALSE(world.firms.interface[0]);
    EXPECT_EQ(world.catalogue.state[0], Slot::ended);
    EXPECT_EQ(world.catalogue.successor[0], 1);
    end_model(world.firms, world.catalogue, 1, OfferKind::release, {});
    EXPECT_EQ(world.catalogue.successor[1], choice_none);
    end_model(world.firms, world.catalogue, 1, OfferKind::release, {});  // once more changes nothing
    sweep_catalogue(world.catalogue);
    EXPECT_EQ(world.catalogue.state[0], Slot::empty);
    EXPECT_EQ(world.catalogue.serial[1], 0U);
    EXPECT_FALSE(world.catalogue.owner[1]);
}

TEST_F(Release, EndsTheLeastUsedOnlyIfNobodyMaintainsIt) {
    world.market.slot_seats[0] = 0;  // closed: never ended for room
    world.catalogue.contributors[1] = 3;
    EXPECT_FALSE(end_least_used(world.firms, world.catalogue, world.market.slot_seats));
    world.catalogue.contributors[1] = 0;
    EXPECT_FALSE(end_least_used(world.firms, world.catalogue, world.market.slot_seats)) << "its maker keeps it up";
    world.firms.alive[1] = 0;
    EXPECT_TRUE(end_least_used(world.firms, world.catalogue, world.market.slot_seats));
    EXPECT_EQ(world.catalogue.state[1], Slot::ended);
    EXPECT_FALSE(world.firms.released[1]);
}

TEST_F(Release, AddsAFirmWithoutMovingOthers) {
    const Firms before = world.firms;
    const std::size_t f = add_firm(world.firms, {99, "new", 0, 1, {-0.5}}, world.rules.parameters.prices);
    EXPECT_EQ(f, 2U);
    for_each_column<Firms>([&](const auto& c) {
        auto shortened = world.firms.*c.member;
        EXPECT_EQ(shortened.size(), 3U) << c.facts.name;
        shortened.resize(2);
        EXPECT_TRUE(shortened == before.*c.member) << c.facts.name;
    });
    EXPECT_EQ(world.firms.brand[2], -0.5);
    EXPECT_EQ(world.firms.alive[2], 1);
    EXPECT_FALSE(world.firms.interface[2]);
}

}  // namespace
}  // namespace enclosure::test
