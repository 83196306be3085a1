// One step of knowledge by hand, with R_ref = 840e6 USD/yr: a firm of that research has (R/R_ref)^η = 1.
#include "sim/phases/knowledge.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Knowledge : public testing::Test {
  protected:
    Knowledge() : world(tiny_world()) {
        world.firms.research = {8.4e8, 8.4e8};
        world.firms.lead = {0.2, 0.1};
    }
    void advance() { advance_knowledge(world.commons, world.firms, world.rules, world.rules.parameters.knowledge, step_at(world, 0)); }

    World world;
};

TEST_F(Knowledge, OfAClosedFirmGrowsAndLeaks) {
    world.firms.alive[1] = 0;
    advance();
    EXPECT_NEAR(world.firms.lead[0], 0.2 + month * (0.36 * std::pow(10, -0.32 * 0.2) - 0.7 * 0.2), 1e-12);
    // A closed firm publishes nothing; what leaks from it becomes public.
    EXPECT_NEAR(world.commons.knowledge[0], month * (0.17 + 0.7 * 0.2), 1e-12);
    EXPECT_EQ(world.firms.lead[1], 0.1) << "of a firm that is gone";
}

TEST_F(Knowledge, OfAnOpenFirmSpillsOver) {
    world.firms.alive[0] = 0;
    advance();
    const double leak = 0.7 + 2.2 * 1;
    EXPECT_NEAR(world.firms.lead[1], 0.1 + month * (0.36 * std::pow(10, -0.32 * 0.1) - leak * 0.1), 1e-12);
    EXPECT_NEAR(world.commons.knowledge[0], month * (0.17 + 0.15 * std::pow(1.0 / 3, 0.4) + leak * 0.1), 1e-12);
}

TEST_F(Knowledge, WeighsFirmsByResearch) {
    world.firms.research = {3 * 8.4e8, 8.4e8};
    world.commons.knowledge[0] = 0.5;
    advance();
    const double spill = 0.15 * 0.25 * std::pow(4.0 / 3, 0.4) * std::pow(10, -0.32 * 0.5);
    EXPECT_NEAR(world.commons.knowledge[0], 0.5 + month * (0.17 + spill + 0.75 * 0.7 * 0.2 + 0.25 * 2.9 * 0.1), 1e-12);
    EXPECT_NEAR(world.firms.lead[0], 0.2 + month * (0.36 * std::pow(3, 0.4) * std::pow(10, -0.32 * 0.7) - 0.7 * 0.2), 1e-12);
}

TEST_F(Knowledge, SpilloverIsCapped) {
    world.firms.alive[0] = 0;
    world.firms.research[1] = 1e16;
    advance();
    EXPECT_NEAR(world.commons.knowledge[0], month * (0.17 + 0.15 * 3 + 2.9 * 0.1), 1e-12);
}

TEST_F(Knowledge, CostsMoreWhereComputeIsDear) {
    world.rules.region[0].research_cost = 2;
    EXPECT_EQ(effective_research(world.firms, 0, world.rules), 4.2e8);
    world.firms.alive[1] = 0;
    advance();
    EXPECT_NEAR(world.firms.lead[0], 0.2 + month * (0.36 * std::pow(0.5, 0.4) * std::pow(10, -0.32 * 0.2) - 0.7 * 0.2), 1e-12);
}

TEST(KnowledgeOfRegions, IsSharedByTheCoupling) {
    Scenario s = tiny_scenario();
    s.region.push_back(s.region[0]);
    s.region[1].id = "there";
    s.region[1].academic = 0.5;
    s.region[1].seats = {0, {}};
    World world = tiny_world(s);
    world.firms.research = {8.4e8, 8.4e8};
    world.firms.lead = {0.2, 0.1};
    world.firms.region[1] = 1;
    world.firms.strategy[1] = 0;  // both closed
    advance_knowledge(world.commons, world.firms, world.rules, world.rules.parameters.knowledge, step_at(world, 0));
    const double all = 0.7 * 0.15;
    EXPECT_NEAR(world.commons.knowledge[0], month * (0.17 + 0.9 * all + 0.1 * 0.7 * 0.2), 1e-12);
    EXPECT_NEAR(world.commons.knowledge[1], month * (0.085 + 0.9 * all + 0.1 * 0.7 * 0.1), 1e-12);
}

}  // namespace
}  // namespace enclosure::test
