// Skill and newcomers.
#include "sim/phases/skill.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/phases/newcomers.h"
#include "tests/phase.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

TEST(Skill, GrowsOnCodeThatCanBeInspected) {
    World world = tiny_world();
    world.rules.strategy[1].code = 0.6;
    std::fill(world.market.slot_seats.begin(), world.market.slot_seats.end(), 0.0);
    world.market.slot_seats[0] = 3e6;
    world.market.slot_seats[1] = 1e6;
    world.developers.skill[0] = world.developers.skill[1] = 0.5F;
    world.developers.project[0] = Id<Catalogue>(1);
    world.developers.project[1] = {};
    run_phase(world, "grow skill", step_at(world, 0));
    EXPECT_NEAR(world.developers.skill[0], 0.5 + month * (0.5 * 0.6 * 0.5 - 0.05 * 0.5), 1e-6);
    EXPECT_NEAR(world.developers.skill[1], 0.5 + month * (0.5 * 0.2 * 0.6 / 4 * 0.5 - 0.05 * 0.5), 1e-6) << "by reading";
}

TEST(Newcomers, BeginInTheirPredecessorsPlace) {
    World world = tiny_world();
    const Developers before = world.developers;
    world.developers.project[0] = Id<Catalogue>(1);
    world.developers.fatigue[0] = 1;
    world.rules.parameters.community.turnover = 1e6;
    run_phase(world, "replace developers", step_at(world, 0));
    std::set<std::uint64_t> serials;
    for (std::size_t i = 0; i < before.size(); ++i) {
        EXPECT_NE(world.developers.serial[i], before.serial[i]);
        EXPECT_EQ(world.developers.generation[i], 1U);
        EXPECT_EQ(world.developers.skill[i], 0.15F);
        serials.insert(world.developers.serial[i]);
    }
    EXPECT_EQ(serials.size(), before.size());
    EXPECT_FALSE(world.developers.project[0]);
    EXPECT_EQ(world.developers.fatigue[0], 0.0F);
}

TEST(Newcomers, LeaveAtTheirHazard) {
    Scenario s = tiny_scenario();
    s.population.developers = 20000;
    World world = tiny_world(s);
    world.rules.parameters.community.turnover = 0.6;
    run_phase(world, "replace developers", step_at(world, 0));
    const auto replaced = std::count(world.developers.generation.begin(), world.developers.generation.end(), 1U);
    const double p = 1 - std::exp(-0.6 * month);
    EXPECT_NEAR(static_cast<double>(replaced), 20000 * p, 4 * std::sqrt(20000 * p));
}

// Mean 1 at any spread; a log-normal law of spread 1 has standard deviation 1.31.
TEST(Newcomers, ProductivityHasMeanOne) {
    Scenario s = tiny_scenario();
    s.population.developers = 20000;
    s.parameters.contribution.productivity_spread = 1;
    const World world = tiny_world(s);
    double sum = 0;
    for (const float x : world.developers.productivity) sum += static_cast<double>(x);
    EXPECT_NEAR(sum / 20000, 1, 4 * 1.31 / std::sqrt(20000.0));
    s.parameters.contribution.productivity_spread = 0;
    const World equal = tiny_world(s);
    for (const float x : equal.developers.productivity) ASSERT_EQ(x, 1.0F);
}

}  // namespace
}  // namespace enclosure::test
