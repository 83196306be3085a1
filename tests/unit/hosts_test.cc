#include "sim/phases/hosts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Hosts : public testing::Test {
  protected:
    Hosts() : world(tiny_world()) { std::fill(world.market.region_revenue.begin(), world.market.region_revenue.end(), 0.0); }
    void compete(double t = 0) {
        const Parameters& p = world.rules.parameters;
        compete_hosts(world.commons, world.market, world.catalogue, world.firms, world.rules, p.hosts, p.cost, step_at(world, t));
    }
    World world;
};

// .15·(9/10)·n/(n − 1)
TEST_F(Hosts, MarginIsThatOfLogitBertrand) {
    const Parameters& p = world.rules.parameters;
    EXPECT_NEAR(host_margin(10, p.hosts, p.cost), 0.15, 1e-15);
    EXPECT_NEAR(host_margin(2, p.hosts, p.cost), 0.27, 1e-15);
    EXPECT_NEAR(host_margin(0.5, p.hosts, p.cost), 0.27, 1e-15) << "never fewer than two";
    EXPECT_NEAR(host_margin(1e9, p.hosts, p.cost), 0.135, 1e-9);
}

TEST_F(Hosts, ComeUntilTheirMarginsCoverFixedCost) {
    world.market.region_revenue[1] = 4e8;  // of which the owner hosts a quarter
    compete();
    EXPECT_NEAR(world.commons.hosts[0], 3e8 * 0.15 / 1.15 / 3e6, 1e-9) << "the first are those that the market bears";
    for (int k = 0; k < 400; ++k) compete();
    const double n = world.commons.hosts[0];
    const double margin = world.commons.host_margin;
    EXPECT_NEAR(n * 3e6, 3e8 * margin / (1 + margin), 1);
    EXPECT_NEAR(margin, 0.15 * 0.9 * n / (n - 1), 1e-12);
}

TEST_F(Hosts, ApproachThatNumberInTime) {
    world.commons.hosts[0] = 2;
    world.market.region_revenue[1] = 4e8;
    const double bears = 3e8 * 0.15 / 1.15 / 3e6;
    compete();
    EXPECT_NEAR(world.commons.hosts[0], 2 + (bears - 2) * (1 - std::exp(-2.0 / 12)), 1e-9);
}

TEST_F(Hosts, KeepTheirMarginWithoutCompetition) {
    world.rules.parameters.hosts.competition = 0;
    world.market.region_revenue[1] = 4e8;
    world.commons.hosts[0] = 7;
    compete();
    EXPECT_EQ(world.commons.host_margin, 0.15);
    EXPECT_EQ(world.commons.hosts[0], 0);
}

// Two regions, one with much and one with little to serve: the price holds the mean over spending.
TEST_F(Hosts, PricesHoldTheMeanMarginOverSpending) {
    Scenario s = tiny_scenario();
    s.region = {{.id = "here", .seats = {0.5, {}}, .developers = 0.5}, {.id = "there", .seats = {0.5, {}}, .developers = 0.5}};
    world = tiny_world(s);
    std::fill(world.market.region_revenue.begin(), world.market.region_revenue.end(), 0.0);
    world.market.region_revenue[1] = 9e8;
    world.market.region_revenue[world.catalogue.size() + 1] = 1e8;
    compete();
    const Parameters& p = world.rules.parameters;
    const double mean =
        0.9 * host_margin(world.commons.hosts[0], p.hosts, p.cost) + 0.1 * host_margin(world.commons.hosts[1], p.hosts, p.cost);
    EXPECT_GT(world.commons.hosts[0], world.commons.hosts[1]);
    EXPECT_NEAR(world.commons.host_margin, mean, 1e-12);
}

}  // namespace
}  // namespace enclosure::test
