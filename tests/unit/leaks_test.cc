#include "sim/phases/leaks.h"

#include <gtest/gtest.h>

#include "sim/phases/lineage.h"
#include "sim/phases/utility.h"
#include "sim/world/frontier.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Leaks : public testing::Test {
  protected:
    Leaks() : world(tiny_world()) {
        world.rules.parameters.leaks.hazard = 1e5;  // at once
        world.firms.lead = {0.5, 0.1};
        world.firms.research = {3e8, 1e8};
    }
    void leak(double t = 1) {
        leak_weights(world.firms, world.catalogue, world.commons, world.chronicle, world.rules, world.rules.parameters.leaks,
                     step_at(world, t));
    }
    World world;
};

TEST_F(Leaks, HazardFallsWithTheMakersCare) {
    LeakParams p;
    p.hazard = 0.1;
    p.security = 0.8;
    world.firms.quality_assurance[0] = 1;
    world.firms.safety[0] = 0.5;
    EXPECT_NEAR(leak_hazard(world.firms, 0, p), 0.1 * (1 - 0.8 * 0.75), 1e-15);
}

TEST_F(Leaks, ACopyIsOpenOrphanedAndAsCapable) {
    leak();
    ASSERT_EQ(world.commons.leaks, 1) << "one closed model, one leak";
    const Catalogue& c = world.catalogue;
    ASSERT_EQ(c.state[2], Slot::live);
    EXPECT_EQ(c.open[2], 1);
    EXPECT_EQ(c.leaked[2], 1);
    EXPECT_FALSE(c.owner[2]);
    EXPECT_EQ(c.capability[2], 1);
    EXPECT_EQ(c.strategy[2], 0U) << "the row of its maker: no code, no transparency";
    EXPECT_EQ(c.parent[2], c.serial[0]);
    EXPECT_NE(c.serial[2], c.serial[0]);
    EXPECT_EQ(c.state[0], Slot::live) << "the model is sold on";
    EXPECT_EQ(frontier(c).open_latent, 1) << "imitation sees it";
    EXPECT_FALSE(may_build_on(c, 2, world.rules.strategy[1], world.rules));
    ASSERT_EQ(world.chronicle.entries.size(), 1U);
    EXPECT_EQ(world.chronicle.entries[0].kind, "leak");
}

// .3 of the lead of .5, weighted by three quarters of all research.
TEST_F(Leaks, PartOfTheLeadBecomesPublic) {
    leak();
    EXPECT_NEAR(world.firms.lead[0], 0.35, 1e-12);
    EXPECT_NEAR(world.commons.knowledge[0], 0.75 * 0.15, 1e-12);
    EXPECT_EQ(world.firms.lead[1], 0.1);
}

TEST_F(Leaks, AModelLeaksOnceWhileItsCopyIsOut) {
    leak(1);
    leak(2);
    EXPECT_EQ(world.commons.leaks, 1);
    world.catalogue.serial[0] = 4711;  // a new release
    leak(3);
    EXPECT_EQ(world.commons.leaks, 2);
}

TEST_F(Leaks, UsersMissALicence) {
    leak();
    const Parameters& p = world.rules.parameters;
    const auto utility = [&] {
        score_models(world.market, world.cells, world.catalogue, world.firms, world.commons, world.rules, p.adoption, p.learning,
                     step_at(world, 1));
        return world.market.utility[2];
    };
    const double with = utility();
    world.rules.parameters.leaks.unlicensed = 0;
    EXPECT_NEAR(utility() - with, 3, 1e-12);
}

TEST_F(Leaks, WithoutASlotOnlyTheLeadIsLost) {
    for (Slot& s : world.catalogue.state) s = Slot::live;
    leak();
    EXPECT_EQ(world.commons.leaks, 1);
    EXPECT_NEAR(world.firms.lead[0], 0.35, 1e-12);
    for (const std::uint8_t leaked : world.catalogue.leaked) EXPECT_EQ(leaked, 0);
}

TEST_F(Leaks, NothingLeaksWithoutHazard) {
    world.rules.parameters.leaks.hazard = 0;
    const std::uint64_t before = state_hash(world, one_thread());
    leak();
    EXPECT_EQ(state_hash(world, one_thread()), before);
}

}  // namespace
}  // namespace enclosure::test
