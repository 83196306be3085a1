// Contribution by hand: slot 0 is a closed interface, slot 1 released weights with all code.
#include "sim/phases/contribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/phase.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Contribution : public testing::Test {
  protected:
    Contribution() : world(tiny_world()) {
        p.community.funding = 0;
        std::fill(world.market.slot_seats.begin(), world.market.slot_seats.end(), 0.0);
    }
    void works(std::size_t i, float skill, float productivity, float fatigue) {
        world.developers.project[i] = Id<Catalogue>(1);
        world.developers.altruism[i] = 1;
        world.developers.skill[i] = skill;
        world.developers.productivity[i] = productivity;
        world.developers.fatigue[i] = fatigue;
    }
    void contribute_at(double t) { run_phase(world, "contribute", step_at(world, t)); }
    World world;
    Parameters& p = world.rules.parameters;
};

TEST_F(Contribution, EffortIsHoursTimesSkillTimesProductivity) {
    works(0, 0.5F, 2.0F, 0.5F);
    works(1, 0.5F, 2.0F, 0.5F);
    world.developers.employer[1] = Id<Firms>(1);  // made slot 1, and pays
    works(2, 0.5F, 2.0F, 0.5F);
    world.developers.region[2] = 1;  // lives elsewhere
    contribute_at(0);
    EXPECT_FLOAT_EQ(world.developers.effort[0], 0.5F);
    EXPECT_FLOAT_EQ(world.developers.effort[1], 2.0F);
    EXPECT_FLOAT_EQ(world.developers.effort[2], 0.4F);
    EXPECT_NEAR(world.catalogue.effort[1], 2.9 / 100, 1e-8);
    EXPECT_NEAR(world.catalogue.maintenance[1], 0.4 * 2.9 / 100, 1e-8);
    EXPECT_EQ(world.catalogue.contributors[1], 3);
    EXPECT_NEAR(world.commons.domain_busy[0], 0.03, 1e-12);
}

TEST_F(Contribution, CreationRaisesGainWithDiminishingReturns) {
    works(0, 1, 1, 0);
    contribute_at(0);
    const double first = month * 0.45 * std::sqrt(0.6 * 0.01);
    EXPECT_NEAR(world.catalogue.gain[1], first, 1e-9);
    contribute_at(0);
    EXPECT_NEAR(world.catalogue.gain[1], first + month * (0.45 * std::sqrt(0.6 * 0.01) * (1 - first / 0.15) - 0.15 * first), 1e-9);
    EXPECT_EQ(world.catalogue.gain[0], 0) << "a closed model has no community";
}

TEST_F(Contribution, ThePoolGrowsForSomeYears) {
    EXPECT_NEAR(pool_growth(p.contribution, 2), std::exp(0.83 * 2), 1e-9);
    EXPECT_NEAR(pool_growth(p.contribution, 9), std::exp(0.83 * 5), 1e-9);
}

TEST_F(Contribution, FundingRaisesUpkeepAndLowersCreation) {
    works(0, 1, 1, 0);
    p.community.funding = p.maintenance.funding_half;
    contribute_at(0);
    EXPECT_NEAR(world.catalogue.maintenance[1], 0.4 * 1.05 * 0.01, 1e-9);
    EXPECT_NEAR(world.catalogue.gain[1], month * 0.45 * std::sqrt(0.6 * 0.975 * 0.01), 1e-9);
}

TEST_F(Contribution, NothingComesOfNothing) {
    p.contribution.returns = 0;
    contribute_at(0);
    EXPECT_EQ(world.catalogue.gain[1], 0);
    EXPECT_EQ(world.catalogue.offset[1], 0);
}

TEST_F(Contribution, StaffOfClosedFirmsWorkWhereRevenueIs) {
    world.firms.staff[0] = 2000;
    contribute_at(0);
    EXPECT_NEAR(world.catalogue.offset[0], month * p.contribution.domain_gain * 0.5, 1e-9) << "all revenue is in the only domain";
    world.market.revenue[0] = 0;
    const double before = world.catalogue.offset[0];
    contribute_at(0);
    EXPECT_EQ(world.catalogue.offset[0], before) << "without revenue there is nothing to allot staff by";
}

TEST_F(Contribution, DerivativesLiftTheirDomain) {
    works(0, 1, 1, 0);
    contribute_at(0);
    const double plain = world.catalogue.offset[1];
    EXPECT_NEAR(plain, month * p.contribution.domain_gain * std::sqrt(0.6 * 0.01), 1e-9);
    world.catalogue.offset[1] = 0;
    for (int k = 0; k < 50; ++k) {
        world.derivatives.base.push_back(Id<Catalogue>(1));
        world.derivatives.domain.push_back(0);
        world.derivatives.serial.push_back(1);
    }
    contribute_at(0);
    EXPECT_NEAR(world.catalogue.offset[1], plain * (1 + p.derivatives.lift / 2), 1e-9);
}

TEST_F(Contribution, ValueGivenIsUseByShareOfEffort) {
    works(0, 1, 3, 0);
    works(1, 1, 1, 0);
    world.market.slot_seats[1] = 1200;
    contribute_at(0);
    EXPECT_FLOAT_EQ(world.developers.given[0], 75.0F);
    EXPECT_FLOAT_EQ(world.developers.given[1], 25.0F);
    EXPECT_EQ(world.developers.given[2], 0.0F);
}

}  // namespace
}  // namespace enclosure::test
