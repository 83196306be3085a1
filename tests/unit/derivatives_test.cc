// Derivatives against known laws: Yule and Simon's growth of attention, Polya's urn.
#include "sim/phases/derivatives.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/indicators/community_measures.h"
#include "sim/phases/release.h"
#include "tests/phase.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// The community creates for the released slots at once what makes `mean` derivatives in a step.
void expect_arrivals(World& world, double mean) {
    world.rules.parameters.community.funding = 0;
    world.rules.parameters.maintenance.upkeep = 0;
    world.rules.parameters.derivatives.rate = 12 * mean;
    world.catalogue.effort[1] = 1;
    world.commons.domain_effort[0] = 1;
}

void make(World& world, std::uint64_t seed, double t) {
    Step step = step_at(world, t);
    step.seed = seed;
    run_phase(world, "make derivatives", step);
}

TEST(Derivatives, AttentionFollowsAttention) {
    World world = tiny_world();
    expect_arrivals(world, 30);
    for (int k = 0; k < 3; ++k) make(world, 5, 0.0);
    const std::vector<double>& attention = world.derivatives.attention;
    const std::size_t n = attention.size();
    ASSERT_GT(n, 50U);
    ASSERT_EQ(static_cast<std::int64_t>(n), world.commons.derivatives_made);
    double expected = 1;
    for (std::size_t i = n; i-- > 0;) {
        EXPECT_NEAR(attention[i], expected, 1e-9 * expected) << i;
        if (i > 0) expected *= 1 + 0.95 / static_cast<double>(i);
    }
}

TEST(Derivatives, TailIndexIsThatOfSimon) {
    for (const double novelty : {0.05, 0.3}) {
        World world = tiny_world();
        expect_arrivals(world, 4000);
        world.rules.parameters.derivatives.novelty = novelty;
        world.rules.parameters.derivatives.capacity = 10000;
        make(world, 5, 0.0);
        EXPECT_NEAR(attention_tail_index(world), 1 / (1 - novelty), 0.04 / (1 - novelty));
    }
}

// Share of slot 1 among 100 derivatives of two equal bases, by seed.
std::vector<double> urn(double exponent) {
    std::vector<double> shares;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        World world = tiny_world();
        place_model({world.firms, world.catalogue, world.commons, world.rules}, 0, OfferKind::release, {0.5, 0.5, 0, 0, true, 1});
        expect_arrivals(world, 100);
        world.rules.parameters.derivatives.attachment_exponent = exponent;
        make(world, seed, 0.0);
        double first = 0;
        for (const Id<Catalogue> base : world.derivatives.base) first += base == Id<Catalogue>(1) ? 1 : 0;
        shares.push_back(first / static_cast<double>(world.derivatives.size()));
    }
    return shares;
}

double moment(const std::vector<double>& values, double about, int power) {
    double sum = 0;
    for (const double v : values) sum += std::pow(v - about, power);
    return sum / static_cast<double>(values.size());
}

// Polya's urn that starts with one ball of each colour ends uniform: variance 1/12, its standard error over 300 urns .0043. Without
// preference for what is there the variance is that of 100 coins, 1/400.
TEST(Derivatives, PreferentialAttachmentIsPolyasUrn) {
    const std::vector<double> preferring = urn(1);
    EXPECT_NEAR(moment(preferring, 0, 1), 0.5, 4 * std::sqrt(1.0 / 12 / 300));
    EXPECT_NEAR(moment(preferring, 0.5, 2), 1.0 / 12, 4 * 0.0043);
    EXPECT_LT(moment(urn(0), 0.5, 2), 0.005);
}

TEST(Derivatives, GoWithTheirBase) {
    World world = tiny_world();
    expect_arrivals(world, 50);
    make(world, 5, 0.0);
    ASSERT_GT(world.derivatives.size(), 0U);
    world.catalogue.state[1] = Slot::ended;
    make(world, 5, 1.0 / 12);
    EXPECT_EQ(world.derivatives.size(), 0U);
}

TEST(Derivatives, WhatHasNoRoomIsCounted) {
    World world = tiny_world();
    expect_arrivals(world, 50);
    world.rules.parameters.derivatives.capacity = 20;
    for (int k = 0; k < 3; ++k) make(world, 5, k / 12.0);
    EXPECT_EQ(world.derivatives.size(), 20U);
    EXPECT_EQ(world.commons.derivatives_made, world.commons.derivatives_dropped + 20);
    for (std::size_t i = 1; i < 20; ++i) EXPECT_GT(world.derivatives.attention[i - 1], world.derivatives.attention[i]);
}

}  // namespace
}  // namespace enclosure::test
