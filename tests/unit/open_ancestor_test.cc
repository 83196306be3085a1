// What a closed model goes back to: others' released weights, until its maker trains a base of its own.
#include <gtest/gtest.h>

#include "sim/phases/release.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

TEST(OpenAncestor, LastsUntilTheNextBaseRun) {
    World w = tiny_world();
    const ReleaseMarket market{w.firms, w.catalogue, w.commons, w.rules};
    Offer offer{.score = 2, .capability = 2, .time = 1, .strategy = 0};
    EXPECT_EQ(w.catalogue.open_ancestor[0], 0);
    offer.own_lineage = false;
    offer.parent = w.catalogue.serial[1];
    ASSERT_TRUE(place_model(market, 0, Kind::interface, offer));
    EXPECT_EQ(w.catalogue.open_ancestor[0], 1);
    offer.own_lineage = true;
    offer.parent = 0;
    ASSERT_TRUE(place_model(market, 0, Kind::interface, offer));
    EXPECT_EQ(w.catalogue.open_ancestor[0], 1) << "a refresh of the same base";
    ++w.firms.runs[0];
    ASSERT_TRUE(place_model(market, 0, Kind::interface, offer));
    EXPECT_EQ(w.catalogue.open_ancestor[0], 0) << "a base of its own";
}

TEST(OpenAncestor, OfAnOpeningIsThatOfTheInterface) {
    World w = tiny_world();
    const ReleaseMarket market{w.firms, w.catalogue, w.commons, w.rules};
    w.catalogue.open_ancestor[0] = 1;
    w.catalogue.base_run[0] = w.firms.runs[0];
    ASSERT_TRUE(place_model(market, 0, Kind::release, {.score = 1, .capability = 1, .time = 1, .strategy = 2, .cause = 77}));
    EXPECT_EQ(w.catalogue.open_ancestor[w.firms.released[0].at()], 1);
}

}  // namespace
}  // namespace enclosure::test
