#include "sim/phases/evaluation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class Evaluation : public testing::Test {
  protected:
    Evaluation() : world(tiny_world()) {
        p().safety_evaluation = 0.5;
        p().evaluation_threshold = 0.7;
    }
    LawParams& p() { return world.rules.parameters.law; }
    World world;
};

TEST_F(Evaluation, AddsToSafetyFromTheThresholdOn) {
    EXPECT_NEAR(safety_effort(world.catalogue, world.firms, 0, p()), 0.5 + 0.5 * 0.5 * 0.5, 1e-12);
    EXPECT_EQ(safety_effort(world.catalogue, world.firms, 1, p()), 0.5);
    world.catalogue.owner[0] = {};
    EXPECT_EQ(safety_effort(world.catalogue, world.firms, 0, p()), 0);
}

TEST_F(Evaluation, HoldsAModelAndReleasesItAsItWasEvaluated) {
    Firms& f = world.firms;
    ASSERT_TRUE(begin_evaluation(f, 0, {1.2, 1.3, 77, true}, 2.0, p()));
    EXPECT_NEAR(f.held_until[0], 2.125, 1e-12);
    EXPECT_EQ(f.next_release[0], f.held_until[0]);
    Candidate candidate{1.9, 1.8};
    EXPECT_FALSE(end_evaluation(f, 0, candidate, step_at(world, 2.0)));
    EXPECT_EQ(candidate.capability, 1.9);
    // A base run falls due meanwhile: the model under evaluation goes first.
    f.next_release[0] = 2.05;
    ASSERT_TRUE(begin_evaluation(f, 0, candidate, 2.05, p()));
    EXPECT_EQ(f.next_release[0], 2.125);
    EXPECT_TRUE(end_evaluation(f, 0, candidate, step_at(world, 2 + month)));
    EXPECT_EQ(candidate.capability, 1.2);
    EXPECT_EQ(candidate.score, 1.3);
    EXPECT_EQ(candidate.parent, 77U) << "what it was built on is not forgotten";
    EXPECT_TRUE(candidate.bound);
    EXPECT_EQ(f.held_parent[0], 0U);
    EXPECT_EQ(f.held_until[0], 0);
}

TEST_F(Evaluation, IsNotAskedOfWeakModelsNorWithoutTheLaw) {
    EXPECT_FALSE(begin_evaluation(world.firms, 0, {0.6, 0.9}, 2.0, p()));
    p().safety_evaluation = 0;
    EXPECT_FALSE(begin_evaluation(world.firms, 0, {3, 3}, 2.0, p()));
    EXPECT_EQ(world.firms.held_until[0], 0);
}

}  // namespace
}  // namespace enclosure::test
