#include "sim/phases/lineage.h"

#include <gtest/gtest.h>

#include "sim/phases/offer_present.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// Beside the weights of capability .5 in slot 1, under the strategy "open", there are better ones of 2 in slot 5 under "delayed".
class Lineage : public testing::Test {
  protected:
    Lineage() : world(tiny_world()) {
        Catalogue& c = world.catalogue;
        c.state[5] = Slot::live;
        c.serial[5] = 55;
        c.open[5] = 1;
        c.capability[5] = 2;
        c.strategy[5] = 2;
    }
    Id<Catalogue> base_for(std::size_t strategy) const { return best_base(world.catalogue, world.rules.strategy[strategy], world.rules); }
    World world;
};

TEST_F(Lineage, TheBestReleasedWeightsAreTheBase) {
    EXPECT_EQ(base_for(0), Id<Catalogue>(5u));
    EXPECT_EQ(base_for(1), Id<Catalogue>(5u));
    EXPECT_FALSE(may_build_on(world.catalogue, 0, world.rules.strategy[1], world.rules)) << "a closed model is nobody's base";
}

TEST_F(Lineage, ALicenceMayKeepClosedModelsAway) {
    world.rules.strategy[2].closed_descendants = false;
    EXPECT_EQ(base_for(0), Id<Catalogue>(1u)) << "who sells an interface takes the next best";
    EXPECT_EQ(base_for(1), Id<Catalogue>(5u));
    world.rules.strategy[1].closed_descendants = false;
    EXPECT_FALSE(base_for(0));
}

TEST_F(Lineage, ALicenceBindsWhatIsBuiltOnTheWeights) {
    world.catalogue.bound[5] = 1;
    EXPECT_EQ(base_for(0), Id<Catalogue>(1u)) << "though their own licence would allow it";
    EXPECT_EQ(base_for(1), Id<Catalogue>(5u));
}

TEST_F(Lineage, AFirmSellsNothingThatALicenceKeepsFromBeingSold) {
    const std::size_t firm = world.catalogue.owner[1].at();
    world.firms.released[firm] = Id<Catalogue>(1u);
    world.firms.interface[firm] = {};
    const ReleaseMarket market{world.firms, world.catalogue, world.commons, world.rules};
    world.catalogue.bound[1] = 1;
    sell_what_it_has(market, firm, 1);
    EXPECT_FALSE(world.firms.interface[firm]);
    world.catalogue.bound[1] = 0;
    sell_what_it_has(market, firm, 1);
    EXPECT_TRUE(world.firms.interface[firm]);
}

TEST_F(Lineage, LeakedWeightsAreLicensedToNobody) {
    world.catalogue.leaked[5] = 1;
    EXPECT_EQ(base_for(0), Id<Catalogue>(1u));
    EXPECT_EQ(base_for(1), Id<Catalogue>(1u));
}

TEST_F(Lineage, WhatHasEndedIsNoBase) {
    world.catalogue.state[5] = Slot::ended;
    EXPECT_EQ(base_for(1), Id<Catalogue>(1u));
}

}  // namespace
}  // namespace enclosure::test
