// Where legal values take an equation to the edge of its domain: long steps, fast decay, no money at all. Each was found by random
// scenarios.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/phases/entry.h"
#include "sim/phases/knowledge.h"
#include "sim/phases/learning.h"
#include "sim/phases/release.h"
#include "sim/phases/welfare.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

TEST(LegalEdges, ALeadLeaksWholeAtMostAndWhatLeaksIsPublic) {
    Scenario s = tiny_scenario();
    s.parameters.knowledge = {.academic_growth = 0, .spillover = 0, .own_growth = 0, .leak_base = 20, .leak_openness = 0};
    World world = tiny_world(s);
    const Step year = step_at(world, 0, 1);
    advance_knowledge(world.commons, world.firms, world.rules, world.rules.parameters.knowledge, year);
    EXPECT_EQ(world.firms.lead[0], 0);
    EXPECT_EQ(world.firms.lead[1], 0);
    // Both spend alike on research, so each lead counts half: (.2 + .1)/2.
    EXPECT_NEAR(world.commons.knowledge[0], 0.15, 1e-12);
}

TEST(LegalEdges, ToolingDecaysWholeAtMost) {
    Scenario s = tiny_scenario();
    s.parameters.learning.tooling_decay = 10;
    World world = tiny_world(s);
    world.firms.tooling[0] = world.commons.common_tooling = 3;
    world.market.revenue.assign(world.market.revenue.size(), 0.0);
    learn(world.commons, world.firms, world.market, world.catalogue, world.rules, world.rules.parameters.learning,
          world.rules.parameters.adoption, step_at(world, 0, 1));
    EXPECT_EQ(world.firms.tooling[0], 0);
    EXPECT_EQ(world.commons.common_tooling, 0);
}

TEST(LegalEdges, CapabilityStaysInItsRange) {
    World world = tiny_world();
    const ReleaseMarket market{world.firms, world.catalogue, world.commons, world.rules};
    ASSERT_TRUE(place_model(market, 0, OfferKind::interface, {.score = 300, .capability = 200}));
    EXPECT_EQ(world.catalogue.capability[0], capability_range.hi);
    EXPECT_EQ(world.catalogue.score[0], capability_range.hi);
    EXPECT_TRUE(std::isfinite(world.catalogue.cost_at_release[0]));
}

TEST(LegalEdges, AnEntrantWithoutAmbitionHasTrainedSomething) {
    Scenario s = tiny_scenario();
    s.strategy[1].entrants = 1;
    s.parameters.entry.rate = 100;
    s.parameters.entry.intensity = 0;
    s.parameters.entry.base_share = 0;
    s.parameters.entry.aspiration_min = s.parameters.entry.aspiration_max = 0;
    World world = tiny_world(s);
    const std::size_t before = world.firms.size();
    admit_entrants(world.firms, world.ledger, world.commons, world.chronicle, world.market, world.cells, world.catalogue, world.rules,
                   world.rules.parameters.entry, step_at(world, 0));
    ASSERT_GT(world.firms.size(), before);
    EXPECT_EQ(world.firms.run_spend[before], 1e5);
}

TEST(LegalEdges, TheLogSumOfVeryGoodModelsIsFinite) {
    Scenario s = tiny_scenario();
    s.parameters.adoption.nest_scale = 0.05;
    s.segment[0].quality_weight = 20;
    World world = tiny_world(s);
    world.market.utility[0] = 700;
    measure_welfare(world.welfare, world.commons, world.market, world.cells, world.catalogue, world.rules, world.rules.parameters.adoption,
                    world.rules.parameters.harm, step_at(world, 0));
    const double gain = world.welfare.gain[0];
    ASSERT_TRUE(std::isfinite(gain));
    // The best model takes all: its utility, price term included, over that of having none.
    const double price = -s.segment[0].price_weight * std::log(world.catalogue.price[0] / s.parameters.prices.reference);
    EXPECT_NEAR(gain, 700 + price + s.segment[0].outside, 0.5);
}

}  // namespace
}  // namespace enclosure::test
