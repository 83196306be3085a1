// Upkeep by hand: the fund, fatigue, burn-out, abandonment. Slot 1 holds weights that firm 1 released.
#include "sim/phases/maintenance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/phase.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Maintenance : public testing::Test {
  protected:
    Maintenance() : world(tiny_world()) { std::fill(world.market.slot_seats.begin(), world.market.slot_seats.end(), 0.0); }
    void run(const char* name, double t = 0) { run_phase(world, name, step_at(world, t)); }
    World world;
    Parameters& p = world.rules.parameters;
};

TEST_F(Maintenance, TheFundPaysWhileAnybodyIsAtWork) {
    run("fund maintenance");
    EXPECT_TRUE(world.ledger.amount.empty());
    world.catalogue.contributors[1] = 1;
    run("fund maintenance");
    ASSERT_EQ(world.ledger.amount.size(), 1U);
    EXPECT_EQ(world.ledger.payer[0], Ledger::public_purse);
    EXPECT_EQ(world.ledger.payee[0], Ledger::developers);
    EXPECT_NEAR(world.ledger.amount[0], 7.5e7 * month, 1e-6);
    p.community.funding = 0;
    run("fund maintenance");
    EXPECT_EQ(world.ledger.amount.size(), 1U);
}

TEST_F(Maintenance, UpkeepServesRequests) {
    world.market.slot_seats[1] = 6e6;  // two units of requests
    EXPECT_NEAR(unserved_requests(world.catalogue, 1, world.market, p.maintenance, p.contribution, 0), 2.0 / 3, 1e-12);
    world.catalogue.maintenance[1] = 0.3;  // 10·.3 units served
    EXPECT_NEAR(unserved_requests(world.catalogue, 1, world.market, p.maintenance, p.contribution, 0), 1.0 / 3, 1e-12);
}

TEST_F(Maintenance, RequestsTireAndFundingRelieves) {
    p.maintenance.burnout_hazard = 0;
    world.market.slot_seats[1] = 6e6;
    for (const double funding : {0.0, 1e8}) {
        p.community.funding = funding;
        world.developers.project[3] = Id<Catalogue>(1);
        world.developers.fatigue[3] = 0.2F;
        world.developers.fatigue[4] = 0.2F;
        run("tire developers");
        const double relief = funding > 0 ? 0.75 : 1.0;
        EXPECT_NEAR(world.developers.fatigue[3], 0.2 + month * (0.6 * relief * 2 / 3 * 0.8 - 0.5 * 0.2), 1e-6);
        EXPECT_NEAR(world.developers.fatigue[4], 0.2 - month * 0.5 * 0.2, 1e-6) << "who has no project recovers";
    }
}

TEST_F(Maintenance, TheTiredBurnOut) {
    p.maintenance.burnout_hazard = 1e6;
    for (std::size_t i = 0; i < 100; ++i) world.developers.project[i] = Id<Catalogue>(1);
    for (std::size_t i = 0; i < 50; ++i) world.developers.fatigue[i] = 0.5F;
    run("tire developers");
    EXPECT_EQ(world.commons.burnouts, 50);
    EXPECT_FALSE(world.developers.project[0]);
    EXPECT_EQ(world.developers.fatigue[0], 1.0F);
    EXPECT_TRUE(world.developers.project[99]) << "the fresh do not";
}

class Staleness : public Maintenance {
  protected:
    // Months after which slot 1 has ended; 24 if it has not.
    int months() {
        for (int k = 1; k <= 24; ++k) {
            run("abandon stale", (k - 1) * month);
            if (!world.catalogue.live(1)) return k;
        }
        return 24;
    }
};

TEST_F(Staleness, WhatItsMakerMaintainsLasts) {
    EXPECT_EQ(months(), 24);
    EXPECT_EQ(world.catalogue.stale[1], 0);
}

TEST_F(Staleness, AnOrphanEndsHalfAYearAfterItsCommunity) {
    world.catalogue.owner[1] = {};
    EXPECT_EQ(months(), 6);
    EXPECT_EQ(world.commons.abandoned, 1);
}

TEST_F(Staleness, WeightsOfAFirmThatHasClosedEndToo) {
    world.firms.strategy[1] = 0;
    EXPECT_EQ(months(), 6);
    EXPECT_FALSE(world.firms.released[1]);
}

TEST_F(Staleness, ACommunityKeepsAnOrphan) {
    world.catalogue.owner[1] = {};
    world.catalogue.effort[1] = 0.005;
    EXPECT_EQ(months(), 24);
}

TEST_F(Staleness, WithoutThresholdNothingIsAbandoned) {
    p.maintenance.stale_effort = 0;
    world.catalogue.owner[1] = {};
    EXPECT_EQ(months(), 24);
    EXPECT_EQ(world.catalogue.stale[1], 0);
}

}  // namespace
}  // namespace enclosure::test
