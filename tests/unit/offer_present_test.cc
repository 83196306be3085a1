#include "sim/phases/offer_present.h"

#include <gtest/gtest.h>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// Half of what could be kept closed is kept closed: half of the premium leaves the score, and half of the discount, which the capability
// lacks as well.
TEST(OfferPresent, WhatIsOpenedLacksWhatIsKeptClosed) {
    World w = tiny_world();
    w.rules.strategy[0].premium_share = 0.5;
    w.rules.strategy[0].premium_gain = 0.1;
    w.rules.strategy[1].premium_share = 0.5;
    w.rules.strategy[1].base_discount = 0.4;
    w.firms.strategy[0] = 1;
    const double score = w.catalogue.score[0];
    const double capability = w.catalogue.capability[0];
    open_what_it_has({w.firms, w.catalogue, w.commons, w.rules}, 0, 1);
    ASSERT_TRUE(w.firms.released[0]);
    const std::size_t m = w.firms.released[0].at();
    EXPECT_NEAR(w.catalogue.score[m], score - 0.05 - 0.2, 1e-12);
    EXPECT_NEAR(w.catalogue.capability[m], capability - 0.2, 1e-12);
}

}  // namespace
}  // namespace enclosure::test
