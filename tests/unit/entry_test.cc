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

constexpr double dt = 1.0 / 12;

class Entry : public testing::Test {
  protected:
    static Scenario scenario() {
        Scenario s = tiny_scenario();
        s.strategy[1].entrants = 1;  // all entrants release weights
        return s;
    }
    Entry() : world(tiny_world(scenario())) { world.rules.parameters.entry.capacity = 1e9; }
    void admit(std::uint32_t steps) {
        for (std::uint32_t k = 0; k < steps; ++k) {
            const Parameters& p = world.rules.parameters;
            admit_entrants(world.firms, world.ledger, world.commons, world.chronicle, world.catalogue, world.rules, p.entry, p.training,
                           {7, k, 1.0, dt, &one_thread()});
        }
    }
    World world;
};

TEST_F(Entry, IsNoneAtRateZero) {
    world.rules.parameters.entry.rate = 0;
    admit(1000);
    EXPECT_EQ(world.firms.size(), 2U);
}

// Arrivals of 6000 steps are Poisson with mean 6000·dt·rate·exp(−gap/scale); beyond five standard deviations is a defect.
TEST_F(Entry, FallsWithTheDistanceOfReleasedWeights) {
    for (const double gap : {0.0, 0.5, 1.5}) {
        world.catalogue.capability[1] = world.catalogue.capability[0] - gap;
        world.firms = tiny_world(scenario()).firms;
        world.commons.entrants = 0;
        admit(6000);
        const double mean = 6000 * dt * 3 * std::exp(-gap / 0.6);
        EXPECT_NEAR(static_cast<double>(world.commons.entrants), mean, 5 * std::sqrt(mean)) << "gap " << gap;
        EXPECT_EQ(world.firms.size(), 2U + static_cast<std::size_t>(world.commons.entrants));
    }
}

TEST_F(Entry, AheadOfClosedModelsIsNoDistance) {
    world.catalogue.capability[1] = world.catalogue.capability[0] + 4;
    admit(6000);
    EXPECT_NEAR(static_cast<double>(world.commons.entrants), 1500, 5 * std::sqrt(1500.0));
}

TEST_F(Entry, FoundersMoneyIsBooked) {
    const double investors = world.ledger.balance.empty() ? 0 : world.ledger.balance[Ledger::investors];
    admit(60);
    ASSERT_GT(world.firms.size(), 2U);
    double cash = 0;
    for (std::size_t f = 2; f < world.firms.size(); ++f) {
        EXPECT_EQ(world.ledger.balance[world.ledger.firm(f)], world.firms.cash[f]) << world.firms.label[f];
        cash += world.firms.cash[f];
    }
    EXPECT_NEAR(investors - world.ledger.balance[Ledger::investors], cash, 1e-6 * cash);
}

TEST_F(Entry, BringsWhatTheScenarioSays) {
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
        EXPECT_GE(f.cash[i], 3e7 * 2.4 * 0.3);
        EXPECT_LE(f.cash[i], 3e7 * 2.4 * 2.3);
        EXPECT_GE(f.aspiration[i], 0.01);
        EXPECT_LE(f.aspiration[i], 0.04);
        EXPECT_NEAR(f.imitation[i], 0.5 - 0.1, 1e-12);
        EXPECT_EQ(f.brand[i], -0.3);
        EXPECT_GE(f.next_release[i], 1.2);
        EXPECT_LE(f.next_release[i], 1.5);
    }
}

TEST_F(Entry, TurnsAwayWhomTheMarketHasNoRoomFor) {
    world.rules.parameters.entry.capacity = 3;
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
    other.rules.parameters.entry.capacity = 1e9;
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
