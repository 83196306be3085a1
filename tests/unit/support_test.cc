#include "sim/phases/support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/phases/tailoring.h"
#include "sim/phases/utility.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Support : public testing::Test {
  protected:
    Support() : world(tiny_world()), p(world.rules.parameters.learning) {
        for (auto* column : {&world.market.seats, &world.market.revenue, &world.market.slot_seats, &world.market.slot_revenue}) {
            std::fill(column->begin(), column->end(), 0.0);
        }
    }
    void step() { support_users(world.commons, world.firms, world.catalogue, world.market, world.rules, p, step_at(world, 0)); }
    double integration(std::size_t m) const { return user_terms(world.catalogue, m, world.commons, world.rules, 0).integration; }
    World world;
    LearningParams& p;
};

TEST_F(Support, OfTheCommunityGrowsWithOpenSeats) {
    world.market.seats[1] = 9e6;
    step();
    EXPECT_NEAR(world.commons.support, std::log(4.0), 1e-12);
    EXPECT_EQ(world.catalogue.support[1], world.commons.support);
    world.rules.segment[0].integration = 1.6;
    EXPECT_NEAR(integration(1), 1.6 / (1 + std::log(4.0) / 3), 1e-12);
    p.support_effect = 0;
    step();
    EXPECT_EQ(integration(1), 1.6);
}

// 7e8 USD a year are ln 8 with a reference of 1e8; after one lag 1 − 1/e of it is there.
TEST_F(Support, OfAVendorFollowsItsRevenue) {
    world.market.slot_revenue[0] = 7e8;
    p.vendor_support_lag = 1.0 / 12;
    step();
    const double support = std::log(8.0) * (1 - std::exp(-1.0));
    EXPECT_NEAR(world.firms.support[0], support, 1e-12);
    EXPECT_EQ(world.firms.support[1], 0) << "it sells no interface";
    EXPECT_NEAR(world.catalogue.support[0], support, 1e-12);
    world.rules.segment[0].integration = 2;
    EXPECT_NEAR(integration(0), 0.15 * 2 / (1 + support), 1e-12);
}

TEST_F(Support, OfTheCommunityHelpsClosedModelsOnlyIfItMay) {
    world.market.seats[1] = 9e6;
    step();
    EXPECT_EQ(world.catalogue.support[0], 0);
    p.closed_community = 0.5;
    step();
    EXPECT_NEAR(world.catalogue.support[0], 0.5 * std::log(4.0), 1e-12);
}

TEST_F(Support, NothingIsKeptWhereClosedModelsNeedNoIntegration) {
    world.market.slot_revenue[0] = 7e8;
    step();
    p.closed_integration = 0;
    p.closed_community = 1;
    step();
    EXPECT_EQ(world.firms.support[0], 0);
    EXPECT_EQ(world.catalogue.support[0], 0);
    EXPECT_EQ(integration(0), 0);
}

class Tailoring : public Support {
  protected:
    void tailor() { tailor_models(world.catalogue, world.firms, world.market, world.rules, world.rules.parameters.adoption); }
};

// 300 staff serve 3e6 seats half; 9e6 seats get a quarter of 0.3.
TEST_F(Tailoring, IsLimitedByStaff) {
    world.rules.segment[0].tooling = 1;
    world.firms.staff[0] = 300;
    world.market.seats[0] = 9e6;
    tailor();
    EXPECT_NEAR(world.catalogue.tailoring[0], 0.3 * 0.25, 1e-12);
    EXPECT_EQ(world.catalogue.tailoring[1], 0) << "released weights are adapted by others";
    EXPECT_NEAR(user_terms(world.catalogue, 0, world.commons, world.rules, 0).modifiability, 0.5 * 0.3 * 0.25, 1e-12);
    EXPECT_NEAR(user_terms(world.catalogue, 1, world.commons, world.rules, 0).modifiability, 0.5, 1e-12);
    world.firms.staff[0] = 0;
    tailor();
    EXPECT_EQ(world.catalogue.tailoring[0], 0);
}

TEST_F(Tailoring, IsForOrganisations) {
    world.firms.staff[0] = 300;
    tailor();
    EXPECT_EQ(user_terms(world.catalogue, 0, world.commons, world.rules, 0).modifiability, 0);
    world.rules.segment[0].tooling = 1;
    world.rules.parameters.adoption.vendor_tailoring = 0;
    tailor();
    EXPECT_EQ(user_terms(world.catalogue, 0, world.commons, world.rules, 0).modifiability, 0);
}

}  // namespace
}  // namespace enclosure::test
