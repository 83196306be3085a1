#include "sim/phases/entry.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>
#include <utility>

#include "sim/phases/release.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Entry : public testing::Test {
  protected:
    static Scenario scenario() {
        Scenario s = tiny_scenario();
        s.strategy[1].entrants = 1;  // all entrants release weights
        s.parameters.entry.capacity = 1e9;
        s.parameters.entry.intensity = 0;
        s.parameters.entry.rate = 3;
        return s;
    }
    Entry() : world(tiny_world(scenario())) {}
    void admit(std::uint32_t steps) {
        for (std::uint32_t k = 0; k < steps; ++k) {
            admit_entrants(world.firms, world.ledger, world.commons, world.chronicle, world.market, world.cells, world.catalogue,
                           world.rules, world.rules.parameters.entry, {7, k, 1.0, month, &one_thread()});
        }
    }
    EntryParams& entry() { return world.rules.parameters.entry; }
    World world;
};

TEST_F(Entry, IsNoneAtRateZero) {
    entry().rate = 0;
    admit(1000);
    EXPECT_EQ(world.firms.size(), 2U);
}

// Without regard to profit, arrivals of 6000 steps are Poisson of mean 6000·month·rate, whatever released weights there are; beyond five
// standard deviations is a defect.
TEST_F(Entry, IsPoissonWhereNobodyMindsProfit) {
    for (const bool released : {true, false}) {
        world = tiny_world(scenario());
        if (!released) world.catalogue.state[1] = Slot::empty;
        admit(6000);
        EXPECT_NEAR(static_cast<double>(world.commons.entrants), 1500, 5 * std::sqrt(1500.0));
        EXPECT_EQ(world.commons.declined, 0);
        EXPECT_EQ(world.firms.size(), 2U + static_cast<std::size_t>(world.commons.entrants));
    }
}

// The cost of a base by hand: P = 0, L = .03, hardware .13 at t = 1. 20 M$, half of it for the base, of which .052 goes into the run.
TEST_F(Entry, AnOwnBaseIsWhatTheMoneyBuys) {
    const EntrantBase base = entrant_base(2e7, 0, 0.02, {}, world.catalogue, world.commons, world.rules, 1.0);
    EXPECT_EQ(base.adapted, 0U);
    EXPECT_DOUBLE_EQ(base.cost, 1e7);
    EXPECT_NEAR(base.run_spend, 520000, 1e-6);
    EXPECT_NEAR(base.capability, 0.03 + 0.13 + std::log10(0.52 / 42), 1e-12);
    world.rules.region[0].research_cost = 2;  // dearer compute, smaller run
    EXPECT_NEAR(entrant_base(2e7, 0, 0.02, {}, world.catalogue, world.commons, world.rules, 1.0).capability,
                0.03 + 0.13 + std::log10(0.26 / 42), 1e-12);
}

// Released weights of capability .5 give .4 for .02 of what .4 costs from nothing: 42 M$·10^(.4 − .16)/.052.
TEST_F(Entry, AdaptedWeightsCostLittle) {
    const EntrantBase base = entrant_base(6e7, 0, 0.02, Id<Catalogue>(1U), world.catalogue, world.commons, world.rules, 1.0);
    EXPECT_EQ(base.adapted, world.catalogue.serial[1]);
    EXPECT_NEAR(base.capability, 0.4, 1e-12);
    EXPECT_NEAR(base.cost, 0.02 * 4.2e7 * std::pow(10, 0.24) / 0.052, 1);
    // Who cannot pay for that with half of their money trains their own; and so do those whose own is better.
    EXPECT_FALSE(entrant_base(5e7, 0, 0.02, Id<Catalogue>(1U), world.catalogue, world.commons, world.rules, 1.0).adapted);
    world.catalogue.capability[1] = -4;
    EXPECT_FALSE(entrant_base(6e7, 0, 0.02, Id<Catalogue>(1U), world.catalogue, world.commons, world.rules, 1.0).adapted);
}

// Nothing is more than a rival's equal: v lies above −1, so that at least e^−intensity of all enter, and at most all.
TEST_F(Entry, FewerEnterTheMoreProfitCounts) {
    std::int64_t before = 1500 + 200;
    for (const double intensity : {0.0, 1.0, 3.0}) {
        world = tiny_world(scenario());
        entry().intensity = intensity;
        admit(6000);
        const double mean = 1500 * std::exp(-intensity);
        EXPECT_GT(static_cast<double>(world.commons.entrants), mean - 5 * std::sqrt(mean)) << intensity;
        EXPECT_LT(world.commons.entrants, before) << intensity;
        EXPECT_NEAR(static_cast<double>(world.commons.entrants + world.commons.declined), 1500, 5 * std::sqrt(1500.0));
        before = world.commons.entrants;
    }
}

TEST_F(Entry, FoundersMoneyIsBookedAndTheBasePaid) {
    admit(60);
    ASSERT_GT(world.firms.size(), 2U);
    double paid = 0;
    for (std::size_t i = 0; i < world.ledger.amount.size(); ++i) {
        if (world.ledger.flow[i] == Flow::research) paid += world.ledger.amount[i];
    }
    EXPECT_GT(paid, 0);
    for (std::size_t f = 2; f < world.firms.size(); ++f) {
        EXPECT_EQ(world.ledger.balance[world.ledger.firm(f)], world.firms.cash[f]) << world.firms.label[f];
        EXPECT_GT(world.firms.cash[f], 0);
    }
}

TEST_F(Entry, BringsWhatTheScenarioSays) {
    entry().quality_assurance = 0.21;
    entry().safety = 0.22;
    entry().run_interval = 1.1;
    entry().refresh_interval = 0.4;
    admit(600);
    const Firms& f = world.firms;
    ASSERT_GT(f.size(), 20U);
    std::set<std::uint64_t> serials;
    for (std::size_t i = 0; i < f.size(); ++i) serials.insert(f.serial[i]);
    EXPECT_EQ(serials.size(), f.size());
    for (std::size_t i = 2; i < f.size(); ++i) {
        SCOPED_TRACE(f.label[i]);
        EXPECT_EQ(f.label[i], "entrant_" + std::to_string(i - 1));
        EXPECT_EQ(f.entrant[i], 1);
        EXPECT_EQ(f.venture[i], 1);
        EXPECT_EQ(f.strategy[i], 1U);
        EXPECT_EQ(f.start[i], 1.0);
        EXPECT_GE(f.cash[i], 3e7 * 2.4 * 0.3 * 0.5);
        EXPECT_LE(f.cash[i], 3e7 * 2.4 * 2.3);
        EXPECT_GE(f.aspiration[i], 0.01);
        EXPECT_LE(f.aspiration[i], 0.04);
        EXPECT_LE(f.imitation[i], 0.5 - 0.1 + 1e-12);
        EXPECT_EQ(f.brand[i], -0.3);
        EXPECT_EQ(f.quality_assurance[i], 0.21);
        EXPECT_EQ(f.safety[i], 0.22);
        EXPECT_EQ(f.run_interval[i], 1.1);
        EXPECT_EQ(f.refresh_interval[i], 0.4);
        EXPECT_GE(f.next_release[i], 1.2);
        EXPECT_LE(f.next_release[i], 1.5);
    }
}

TEST_F(Entry, TurnsAwayWhomTheMarketHasNoRoomFor) {
    entry().capacity = 3;
    admit(600);
    EXPECT_EQ(world.commons.entrants, 3);
    EXPECT_EQ(world.firms.size(), 5U);
    EXPECT_GT(world.commons.turned_away, 50);
    world.firms.alive[3] = 0;  // one leaves
    admit(600);
    EXPECT_EQ(world.commons.entrants, 4);
}

// The same arrivals come, in the same steps, whoever else is in the market.
TEST_F(Entry, DoesNotDependOnOtherFirms) {
    World other = tiny_world(scenario());
    add_firm(other.firms, {99, "further", 0, 0, {0.0}}, other.rules.parameters.prices);
    admit(100);
    std::swap(world, other);
    admit(100);
    ASSERT_EQ(world.firms.size(), other.firms.size() + 1);
    for (std::size_t i = 2; i < other.firms.size(); ++i) {
        EXPECT_EQ(world.firms.serial[i + 1], other.firms.serial[i]);
        EXPECT_EQ(world.firms.cash[i + 1], other.firms.cash[i]);
    }
}

}  // namespace
}  // namespace enclosure::test
