// Choice of projects: the game of private provision, whose equilibrium is known, and what decides between two projects.
#include "sim/phases/projects.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/phase.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// Only own use counts, everybody does what is best, and nothing else moves.
Scenario private_provision(double rivals, double friction) {
    Scenario s = tiny_scenario();
    s.population.developers = 20000;
    Parameters& p = s.parameters;
    p.community.reputation = p.community.pay = p.community.openness = p.community.peers = p.community.bounty = 0;
    p.community.switching = p.community.noise = p.community.turnover = 0;
    p.community.rivals = rivals;
    p.community.friction = friction;
    p.contribution.gain = p.contribution.domain_gain = 0;
    return s;
}

double share_at_work(const Scenario& s, int steps) {
    World world = tiny_world(s);
    for (int k = 0; k < steps; ++k) {
        run_phase(world, "choose projects", step_at(world, k / 12.0));
        run_phase(world, "contribute", step_at(world, k / 12.0));
    }
    return world.commons.domain_busy[0];
}

// Own use is uniform on (0, 2), so v/c is uniform on (0, 2/c): F(q) = q·c/2, and q·F(q)^(N − 1) = 1 gives q = (2/c)^((N − 1)/N).
TEST(Projects, VolunteersProvideAsInTheGameOfJohnson) {
    for (const double rivals : {1.0, 2.0, 3.0}) {
        const double c = 0.5;
        const double q = std::pow(2 / c, (rivals - 1) / rivals);
        EXPECT_NEAR(share_at_work(private_provision(rivals, c), 120), 1 - q * c / 2, 0.015) << rivals << " rivals";
    }
}

TEST(Projects, NobodyWorksWhereItIsWorthLessThanNothing) {
    EXPECT_EQ(share_at_work(private_provision(1, 2.001), 12), 0);
}

// Two regions; the only released model is made in the first.
Scenario two_regions() {
    Scenario s = tiny_scenario();
    s.population.developers = 4000;
    s.region[0].developers = 0.5;
    s.region[0].seats = {0.5, {}};
    s.region.push_back({.id = "there", .seats = {0.5, {}}, .income = 1, .developers = 0.5});
    return s;
}

double active_in(const World& world, std::size_t region) {
    double n = 0;
    double all = 0;
    for (std::size_t i = 0; i < world.developers.size(); ++i) {
        if (world.developers.region[i] != region) continue;
        all += 1;
        n += world.developers.project[i] ? 1 : 0;
    }
    return n / all;
}

TEST(Projects, FewerWorkAcrossABorder) {
    Scenario s = two_regions();
    s.parameters.community.paid_share = 0;
    World world = tiny_world(s);
    for (int k = 0; k < 12; ++k) run_phase(world, "choose projects", step_at(world, k / 12.0));
    EXPECT_LT(active_in(world, 1), active_in(world, 0) - 0.02);
    s.parameters.community.collaboration = 1;
    World joined = tiny_world(s);
    for (int k = 0; k < 12; ++k) run_phase(joined, "choose projects", step_at(joined, k / 12.0));
    EXPECT_NEAR(active_in(joined, 1), active_in(joined, 0), 0.05);
}

TEST(Projects, AnEmployerHiresAcrossABorderOnlyWithCollaboration) {
    Scenario s = two_regions();
    s.parameters.community.collaboration = 0;
    World world = tiny_world(s);
    for (int k = 0; k < 12; ++k) run_phase(world, "choose projects", step_at(world, k / 12.0));
    double here = 0;
    for (std::size_t i = 0; i < world.developers.size(); ++i) {
        if (!world.developers.employer[i]) continue;
        ASSERT_EQ(world.developers.region[i], 0) << "developer " << i;
        here += 1;
    }
    EXPECT_GT(here, 0);
}

}  // namespace
}  // namespace enclosure::test
