// Training and release by hand, without noise: Ψ = K_b + θ(P + L − K_b) + log10(S_e/S_ref) + H_b + flywheel.
#include "sim/phases/training.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/phases/delayed_opening.h"
#include "sim/phases/release.h"
#include "sim/phases/release_decision.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Training : public testing::Test {
  protected:
    Training() : world(tiny_world()) {
        world.rules.parameters.training.release_noise = 0;
        world.rules.parameters.training.lineage = false;
        world.firms.imitation = {-5, -5};
        world.firms.next_release = {100, 100};
        world.firms.run_spend = {4.2e9, 4.2e9};  // two orders of magnitude over the reference
        world.firms.run_knowledge = {0.3, 0.3};
        world.firms.run_hardware = {0.1, 0.1};
        world.firms.research = {1e6, 1e6};
        world.firms.lead = {0.7, 0.7};
        world.commons.knowledge[0] = 0.1;
    }
    void train(double t) {
        run_training(world.firms, world.commons, world.rules, world.rules.parameters.training, world.rules.parameters.knowledge,
                     step_at(world, t));
    }
    void release(double t, double dt = 1.0 / 12) {
        const Parameters& p = world.rules.parameters;
        release_models(world.firms, world.catalogue, world.openings, world.commons, world.chronicle, world.market, world.rules, p.training,
                       p.imitation, step_at(world, t, dt));
    }
    void open(double t) {
        open_delayed(world.firms, world.catalogue, world.openings, world.commons, world.chronicle, world.rules, step_at(world, t));
    }

    // Of firm 0 and 1 above: 0.3 + 0.8·(0.8 − 0.3) + 2 + 0.1
    static constexpr double trained = 2.8;
    World world;
};

TEST_F(Training, ABaseRunStartsWhenDue) {
    world.firms.next_run = {2, 2.1};
    world.firms.research[0] = 1e9;
    train(23.0 / 12);
    EXPECT_EQ(world.firms.runs[0], 0U);
    train(2);
    EXPECT_EQ(world.firms.runs[0], 1U);
    EXPECT_EQ(world.firms.runs[1], 0U);
    EXPECT_NEAR(world.firms.run_spend[0], 0.052 * 1e9 * 1.5, 1e-3);
    EXPECT_NEAR(world.firms.run_knowledge[0], 0.8, 1e-12);
    EXPECT_NEAR(world.firms.run_hardware[0], 0.13 * 2, 1e-12);
    EXPECT_EQ(world.firms.next_release[0], 2) << "it is released at once";
    EXPECT_GE(world.firms.next_run[0], 2 + 0.85 * 1.5);
    EXPECT_LE(world.firms.next_run[0], 2 + 1.15 * 1.5);
    EXPECT_NEAR(world.commons.closed_run, 0.052 * 1e9 * 1.5 * std::pow(10, 0.26), 1);
    EXPECT_EQ(world.commons.open_run, 0);
    train(25.0 / 12);
    EXPECT_EQ(world.firms.runs[1], 1U);
    EXPECT_GT(world.commons.open_run, 0);
}

TEST_F(Training, AReleaseHasTheCapabilityThatWasTrained) {
    world.firms.next_release[0] = 1;
    const std::uint64_t before = world.catalogue.serial[0];
    release(11.0 / 12);
    EXPECT_EQ(world.catalogue.serial[0], before) << "not before it is due";
    release(1);
    EXPECT_NEAR(world.catalogue.capability[0], trained, 1e-12);
    EXPECT_NEAR(world.catalogue.score[0], trained, 1e-12);
    EXPECT_EQ(world.catalogue.release_time[0], 1);
    EXPECT_EQ(world.catalogue.parent[0], before);
    EXPECT_NE(world.catalogue.serial[0], before);
    EXPECT_EQ(world.catalogue.state[2], Slot::empty) << "it takes its predecessor's slot";
    EXPECT_GE(world.firms.next_release[0], 1 + 0.7 * 0.5);
    EXPECT_LE(world.firms.next_release[0], 1 + 1.3 * 0.5);
}

TEST_F(Training, ARefreshSpendsHalfOfWhatGrew) {
    world.firms.next_release[0] = 1;
    world.firms.run_spend[0] = 4.2e9;
    world.firms.research[0] = 4.2e9 * 3 / (0.052 * 1.5);  // a run today would cost three times as much
    release(1);
    EXPECT_NEAR(world.catalogue.capability[0], trained + std::log10(2), 1e-12);
}

TEST_F(Training, UseAndImitationAddToIt) {
    world.firms.next_release = {1, 1};
    world.firms.flywheel[0] = 0.25;
    world.firms.imitation[1] = trained + 1;
    release(1);
    EXPECT_NEAR(world.catalogue.capability[0], trained + 0.25, 1e-12);
    EXPECT_NEAR(world.catalogue.capability[1], trained + 0.97, 1e-12);
}

TEST_F(Training, WhatDoesNotBeatTheFirmsOwnIsTriedAgain) {
    world.firms.next_release[0] = 1;
    world.catalogue.capability[0] = world.catalogue.score[0] = trained - 0.01;
    const std::uint64_t before = world.catalogue.serial[0];
    const std::int64_t releases = world.commons.releases;
    release(1);
    EXPECT_EQ(world.catalogue.serial[0], before);
    EXPECT_EQ(world.commons.releases, releases);
    EXPECT_NEAR(world.firms.next_release[0], 1.12, 1e-12);
    world.catalogue.capability[0] = world.catalogue.score[0] = trained - 0.03;
    release(14.0 / 12);
    EXPECT_NE(world.catalogue.serial[0], before);
}

TEST_F(Training, AllAttemptsThatAreDueInAStepAreMade) {
    world.firms.next_release[0] = 1.01;
    world.catalogue.capability[0] = world.catalogue.score[0] = trained - 0.01;
    const std::uint32_t attempts = world.firms.attempts[0];
    release(1, 0.25);
    EXPECT_EQ(world.firms.attempts[0], attempts + 2) << "at 1.01 and 1.13; the next is due at the next step";
    EXPECT_NEAR(world.firms.next_release[0], 1.25, 1e-12);
    release(1.25, 0.25);
    EXPECT_EQ(world.firms.attempts[0], attempts + 5) << "at 1.25, 1.37 and 1.49";
    EXPECT_NEAR(world.firms.next_release[0], 1.61, 1e-12);
}

TEST_F(Training, AFullCatalogueIsTriedOnceAStep) {
    world.rules.parameters.training.retry_delay = 0.01;
    for (std::size_t m = 0; m < world.catalogue.size(); ++m) {
        if (world.catalogue.state[m] == Slot::empty) world.catalogue.state[m] = Slot::live;
    }
    world.firms.interface[0] = {};
    world.firms.next_release[0] = 1;
    const std::int64_t turned_away = world.commons.turned_away;
    release(1);
    EXPECT_EQ(world.commons.turned_away, turned_away + 1);
    EXPECT_NEAR(world.firms.next_release[0], 1.01, 1e-12);
}

TEST_F(Training, ALaggardBuildsOnTheBestReleasedWeights) {
    world.rules.parameters.training.lineage = true;
    world.catalogue.capability[0] = world.catalogue.score[0] = -3;
    world.catalogue.capability[1] = world.catalogue.score[1] = trained + 2;
    world.firms.next_release[0] = 1;
    const std::uint64_t base = world.catalogue.serial[1];
    release(1);
    EXPECT_NEAR(world.catalogue.capability[0], trained + 2 - 0.04, 1e-12);
    EXPECT_EQ(world.catalogue.parent[0], base);
    EXPECT_EQ(world.catalogue.own_lineage[0], 0);
    EXPECT_EQ(world.commons.releases_on_others, 1);
}

TEST_F(Training, NoiseIsInTheScoreAndNotInherited) {
    world.rules.parameters.training.release_noise = 0.24;
    world.firms.next_release[0] = 1;
    release(1);
    EXPECT_NEAR(world.catalogue.capability[0], trained, 1e-12);
    EXPECT_NE(world.catalogue.score[0], world.catalogue.capability[0]);
}

TEST_F(Training, OpenCoreKeepsAPremium) {
    world.rules.strategy[0].release = true;
    world.rules.strategy[0].premium_gain = 0.05;
    world.rules.strategy[0].base_discount = 0.22;
    world.firms.next_release[0] = 1;
    release(1);
    ASSERT_TRUE(world.firms.released[0]);
    const std::size_t base = world.firms.released[0].at();
    EXPECT_NEAR(world.catalogue.score[0], trained + 0.05, 1e-12);
    EXPECT_NEAR(world.catalogue.score[base], trained - 0.22, 1e-12);
    EXPECT_EQ(world.catalogue.open[0], 0);
    EXPECT_EQ(world.catalogue.open[base], 1);
}

TEST_F(Training, AFirmThatOpensRetiresItsInterface) {
    world.firms.strategy[0] = 1;
    world.firms.next_release[0] = 1;
    release(1);
    ASSERT_TRUE(world.firms.released[0]);
    EXPECT_FALSE(world.firms.interface[0]);
    EXPECT_EQ(world.catalogue.state[0], Slot::ended);
    EXPECT_EQ(world.catalogue.successor[0], world.firms.released[0].row) << "its users stay with it";
}

TEST_F(Training, DelayedWeightsOpenWhenDueAndNotBefore) {
    world.firms.strategy[0] = 2;  // three quarters of a year later
    world.firms.next_release[0] = 1;
    release(1);
    ASSERT_EQ(world.openings.due, (std::vector<double>{1.75}));
    const std::uint64_t model = world.catalogue.serial[0];
    for (int month = 13; month <= 20; ++month) {
        open(month / 12.0);
        EXPECT_FALSE(world.firms.released[0]) << "month " << month;
        EXPECT_EQ(world.openings.due.size(), 1U);
    }
    open(21 / 12.0);
    ASSERT_TRUE(world.firms.released[0]);
    const std::size_t m = world.firms.released[0].at();
    EXPECT_EQ(world.catalogue.open[m], 1);
    EXPECT_NEAR(world.catalogue.capability[m], trained, 1e-12);
    EXPECT_EQ(world.catalogue.parent[m], model);
    EXPECT_EQ(world.catalogue.release_time[m], 1.75);
    EXPECT_EQ(world.catalogue.state[0], Slot::live) << "the interface goes on";
    EXPECT_EQ(world.openings.due.size(), 0U);
}

TEST_F(Training, TheStepThatHoldsADueTimeOpens) {
    world.firms.strategy[0] = 2;
    world.firms.next_release[0] = 1;
    release(1);
    world.openings.due[0] = 1.7;  // between 20 and 21 twelfths
    open(19 / 12.0);
    EXPECT_FALSE(world.firms.released[0]);
    open(20 / 12.0);
    EXPECT_TRUE(world.firms.released[0]);
}

TEST_F(Training, AFullCatalogueDelaysAnOpening) {
    world.firms.strategy[0] = 2;
    world.firms.next_release[0] = 1;
    release(1);
    std::fill(world.catalogue.state.begin(), world.catalogue.state.end(), Slot::live);
    open(2);
    EXPECT_FALSE(world.firms.released[0]);
    EXPECT_EQ(world.openings.due, (std::vector<double>{1.75}));
    world.catalogue.state[9] = Slot::empty;
    open(25 / 12.0);
    EXPECT_EQ(world.firms.released[0], Id<Catalogue>(9u));
    EXPECT_EQ(world.openings.due.size(), 0U);
}

TEST_F(Training, OthersOpeningsAreKeptInOrder) {
    world.openings.firm = {Id<Firms>(0u), Id<Firms>(1u), Id<Firms>(0u)};
    world.openings.due = {3, 1, 2};
    world.openings.capability = {3, 1, 2};
    world.openings.score = {3, 1, 2};
    world.openings.model = {33, 11, 22};
    world.openings.strategy = {1, 1, 1};
    world.openings.own_lineage = {1, 1, 1};
    world.openings.open_ancestor = world.openings.bound = {0, 0, 0};
    world.openings.base_run = {1, 1, 1};
    world.openings.compulsory = world.openings.retires = {0, 0, 0};
    world.openings.licensed = {0, 0, 0};
    open(1);
    EXPECT_EQ(world.openings.due, (std::vector<double>{3, 2}));
    EXPECT_EQ(world.openings.model, (std::vector<std::uint64_t>{33, 22}));
    EXPECT_EQ(world.catalogue.score[1], 1);
}

TEST_F(Training, AFirmThatIsGoneOpensNothing) {
    world.firms.strategy[0] = 2;
    world.firms.next_release[0] = 1;
    release(1);
    world.firms.alive[0] = 0;
    open(1.75);
    EXPECT_FALSE(world.firms.released[0]);
    EXPECT_EQ(world.openings.due.size(), 0U);
}

TEST_F(Training, AFullCatalogueTurnsAwayAndMakesRoom) {
    // Firm 1 fills all slots but one with other released weights, of which slot 7 is the least used that nobody works on.
    for (std::size_t m = 2; m < world.catalogue.size(); ++m) {
        world.catalogue.state[m] = Slot::live;
        world.catalogue.serial[m] = 1000 + m;
        world.catalogue.open[m] = 1;
        world.catalogue.contributors[m] = m == 5 ? 1 : 0;
        world.market.slot_seats[m] = m == 5 ? 0.0 : (m == 7 ? 10.0 : 100.0);
    }
    world.catalogue.contributors[1] = 1;
    world.firms.interface[0] = {};  // firm 0 must find a new slot; slot 0 is taken by an orphan
    world.catalogue.owner[0] = {};
    world.firms.next_release[0] = 1;
    release(1);
    EXPECT_FALSE(world.firms.interface[0]);
    EXPECT_EQ(world.commons.turned_away, 1);
    EXPECT_NEAR(world.firms.next_release[0], 1.12, 1e-12);
    for (std::size_t m = 0; m < world.catalogue.size(); ++m) EXPECT_EQ(world.catalogue.state[m], m == 7 ? Slot::ended : Slot::live) << m;
    sweep_catalogue(world.catalogue);
    EXPECT_EQ(world.catalogue.state[7], Slot::empty);
    EXPECT_EQ(world.catalogue.serial[7], 0U);
    release(14.0 / 12);
    ASSERT_TRUE(world.firms.interface[0]);
    EXPECT_EQ(world.firms.interface[0].at(), 7U);
}

TEST_F(Training, ThePremiumShareScalesPremiumAndDiscount) {
    world.rules.strategy[0].release = true;
    world.rules.strategy[0].premium_share = 0.5;
    world.rules.strategy[0].premium_gain = 0.10;
    world.rules.strategy[0].base_discount = 0.44;
    world.firms.next_release[0] = 1;
    release(1);
    ASSERT_TRUE(world.firms.released[0]);
    EXPECT_NEAR(world.catalogue.score[0], trained + 0.05, 1e-12);
    EXPECT_NEAR(world.catalogue.score[world.firms.released[0].at()], trained - 0.22, 1e-12);
}

}  // namespace
}  // namespace enclosure::test
