// Fronts of tables with directions, knees, contributions, indicators, and fronts under noise.
#include "analysis/robust/pareto.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "analysis/robust/front_indicators.h"
#include "analysis/robust/noisy_front.h"
#include "sim/base/draws.h"
#include "tests/nan.h"

namespace enclosure::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Cost, lower is better, and gain, higher is better.
ObjectiveTable cost_and_gain(std::vector<double> values) {
    return {.objectives = {"cost", "gain"}, .better = {Better::lower, Better::higher}, .values = std::move(values)};
}

ObjectiveTable two_losses(std::vector<double> values) {
    return {.objectives = {"f", "g"}, .better = {Better::lower, Better::lower}, .values = std::move(values)};
}

TEST(Pareto, RanksByDirection) {
    // (1, 1) (2, 5) (4, 9) are the front; (4, 5) and (3, 4) behind (2, 5); (2, 5) again.
    const ParetoRanking ranking = pareto_ranking(cost_and_gain({1, 1, 2, 5, 4, 5, nan, 7, 4, 9, 3, 4, 2, 5}));
    EXPECT_THAT(ranking.front, ElementsAre(0, 0, 1, no_front, 0, 1, 0));
    EXPECT_THAT(ranking.undominated, ElementsAre(0, 1, 4, 6));
    EXPECT_THAT(ranking.twin, ElementsAre(0, 1, 2, 3, 4, 5, 1));
    EXPECT_THAT(ranking.dropped, ElementsAre(3));
    EXPECT_TRUE(std::isnan(ranking.crowding[3]));
    EXPECT_TRUE(std::isinf(ranking.crowding[0]));
    EXPECT_NEAR(ranking.crowding[1], 1.0 / 3 + 4.0 / 8, 1e-15);  // neighbours in cost 1 and 2, in gain 1 and 5: its twin comes after it
}

TEST(Pareto, VolumeInNaturalUnits) {
    const ObjectiveTable table = cost_and_gain({1, 1, 2, 5, 4, 9, nan, 7});
    // Up to cost 5 and gain 0: columns 1·1, 2·5, 1·9.
    EXPECT_EQ(dominated_volume(table, std::vector<double>{5, 0}), 20);
    EXPECT_THAT(volume_contributions(table, std::vector<double>{5, 0}), ElementsAre(1, 8, 4, 0));
    EXPECT_THROW(dominated_volume(table, std::vector<double>{5}), AnalysisError);
    EXPECT_THROW(dominated_volume(table, std::vector<double>{5, nan}), AnalysisError);
}

TEST(Pareto, ContributionsAreWhatIsLostWithoutAPoint) {
    ObjectiveTable table{.objectives = {"a", "b", "c", "d"}, .better = std::vector<Better>(4, Better::lower)};
    for (std::uint32_t i = 0; i < 4 * 14; ++i) table.values.push_back(std::floor(8 * Draws(4, Purpose::test, 1, 0, i).uniform()));
    table.values.insert(table.values.end(), table.values.begin(), table.values.begin() + 4);  // a twin
    const std::vector<double> reference(4, 9);
    const double whole = dominated_volume(table, reference);
    const std::vector<double> own = volume_contributions(table, reference);
    double most = 0;
    for (std::size_t i = 0; i < table.points(); ++i) {
        ObjectiveTable without = table;
        without.values.erase(without.values.begin() + static_cast<std::ptrdiff_t>(4 * i),
                             without.values.begin() + static_cast<std::ptrdiff_t>(4 * i + 4));
        EXPECT_NEAR(own[i], whole - dominated_volume(without, reference), 1e-9) << i;
        most = std::max(most, own[i]);
    }
    EXPECT_GT(most, 0);
    EXPECT_EQ(own.front(), 0);
    EXPECT_EQ(own.back(), 0);
}

TEST(Pareto, KneeIsWhereTheFrontBendsMost) {
    // Scaled, the ends are (0, 1) and (1, 0); (.2, .2) lies .6/√2 before the line through them, (.6, .1) .3/√2.
    ParetoKnee knee = pareto_knee(cost_and_gain({0, -100, 2, -20, 10, 0, 6, -10, 9, -90}));
    EXPECT_EQ(knee.point, std::size_t{1});
    EXPECT_EQ(knee.bulge.size(), 4U);
    EXPECT_NEAR(knee.bulge[1], 0.6 / std::sqrt(2.0), 1e-15);
    EXPECT_NEAR(knee.bulge[3], 0.3 / std::sqrt(2.0), 1e-15);
    EXPECT_NEAR(knee.bulge[0], 0, 1e-15);
    knee = pareto_knee(two_losses({0, 1, 0.8, 0.8, 1, 0}));
    EXPECT_EQ(knee.point, std::nullopt) << "the front bends away";
    EXPECT_NEAR(knee.bulge[1], -0.6 / std::sqrt(2.0), 1e-15);
    EXPECT_EQ(pareto_knee(two_losses({1, 1, 2, 2})).point, std::nullopt) << "one point";
}

TEST(Pareto, SaysWhatItNeeds) {
    ObjectiveTable table = two_losses({1, 2, 3});
    table.better[1] = Better::unstated;
    try {
        pareto_ranking(table);
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_EQ(error.reasons().size(), 2U);
        EXPECT_THAT(error.what(), HasSubstr("Objective g needs to know which way is better"));
    }
    EXPECT_THROW(pareto_ranking(two_losses({nan, 1})), AnalysisError);
    EXPECT_THROW(pareto_ranking({}), AnalysisError);
}

TEST(FrontIndicators, ByHand) {
    const ObjectiveTable target = two_losses({0, 2, 1, 1, 2, 0});
    const ObjectiveTable front = two_losses({0, 3, 2, 1});
    // To the nearest of the target: (0,3) 1, (2,1) 1. From it: (0,2) 1, (1,1) 1, (2,0) 1.
    FrontDistances d = front_distances(front, target, false);
    EXPECT_EQ(d.generational, 1);
    EXPECT_EQ(d.inverted_generational, 1);
    EXPECT_EQ(d.generational_plus, 1);
    // (0,2): (0,3) is worse by 1; (1,1): (2,1) by 1; (2,0): (2,1) by 1.
    EXPECT_EQ(d.inverted_generational_plus, 1);
    EXPECT_EQ(d.epsilon, 1);
    EXPECT_NEAR(front_distances(front, target, false, FrontAverage::root_of_squares).generational, std::sqrt(2.0) / 2, 1e-15);
    EXPECT_NEAR(front_distances(front, target, true).generational, 0.5, 1e-15) << "ranges are 2";
    // A front that is better than the target in places: plus distances do not count that, and epsilon is below 0 where all of it is.
    d = front_distances(two_losses({-1, -1}), target, false);
    EXPECT_EQ(d.generational_plus, 0);
    EXPECT_EQ(d.inverted_generational_plus, 0);
    EXPECT_EQ(d.epsilon, -1);
    EXPECT_NEAR(d.generational, std::sqrt(8.0), 1e-15);
    d = front_distances(target, target, false);
    EXPECT_EQ(d.generational + d.inverted_generational + d.epsilon, 0);
}

TEST(FrontIndicators, KnowDirections) {
    const ObjectiveTable target = cost_and_gain({0, 2, 3, 5});
    const FrontDistances d = front_distances(cost_and_gain({1, 2, 3, 3}), target, false);
    EXPECT_EQ(d.epsilon, 2) << "gain 3 in place of 5";
    EXPECT_EQ(d.inverted_generational_plus, 1.5);
    EXPECT_THROW(front_distances(two_losses({1, 2}), target, false), AnalysisError);
    EXPECT_THROW(front_distances(target, cost_and_gain({1, 2}), true), AnalysisError) << "no range";
}

// One loss in five worlds, in which b - a = -1 -1 -1 4 4. A resample with k of five draws from the last two has the sum 5k - 5: b alone is
// undominated if k = 0, both are if k = 1, a alone beyond; k is binomial with probability 2/5.
TEST(NoisyFront, ProbabilityByAllResamples) {
    const NoisyObjectives table{.objectives = {"f"}, .better = {Better::lower}, .worlds = 5, .values = {3, 5, 7, 9, 9, 2, 4, 6, 13, 13}};
    const double none = std::pow(0.6, 5), one = 5 * 0.4 * std::pow(0.6, 4);
    constexpr std::size_t n = 20000;
    const NoisyFront front = front_under_noise(table, {.resamples = n, .seed = 1}, Threads(2));
    EXPECT_EQ(front.points[0].front, 0U);
    EXPECT_EQ(front.points[1].front, 1U);
    const auto near = [&](double got, double expected) { EXPECT_NEAR(got, expected, 4.5 * std::sqrt(expected * (1 - expected) / n)); };
    near(front.points[1].undominated, none + one);
    near(front.points[0].undominated, 1 - none);
    EXPECT_NEAR(front.points[0].mean_front, 1 - front.points[0].undominated, 1e-12);
    EXPECT_NEAR(front.points[0].means[0], 6.6, 1e-14);
    EXPECT_LT(front.points[0].intervals[0].low, 6.6);
    EXPECT_GT(front.points[0].intervals[0].high, 6.6);
}

TEST(NoisyFront, WhatWorldsShareCancels) {
    // Both losses of b are those of a, worse by a hundredth, in worlds that differ by tens: b is never undominated.
    NoisyObjectives table{.objectives = {"f", "g"}, .better = {Better::lower, Better::higher}, .worlds = 20};
    for (std::size_t p = 0; p < 2; ++p) {
        for (std::uint32_t w = 0; w < 20; ++w) {
            const double world = 10 * Draws(6, Purpose::test, w, 0).normal();
            table.values.push_back(world + 0.01 * static_cast<double>(p));
            table.values.push_back(world - 0.01 * static_cast<double>(p));
        }
    }
    NoisyFront front = front_under_noise(table, {}, Threads(1));
    EXPECT_EQ(front.points[0].undominated, 1);
    EXPECT_EQ(front.points[1].undominated, 0);
    // The same for any number of threads; a world that fails for one point counts for none.
    table.values[3] = nan;
    front = front_under_noise(table, {}, Threads(1));
    EXPECT_THAT(front.dropped, ElementsAre(1));
    ASSERT_EQ(front.warnings.size(), 1U);
    const NoisyFront again = front_under_noise(table, {}, Threads(3));
    EXPECT_EQ(front.points[0].intervals[1].low, again.points[0].intervals[1].low);
    EXPECT_EQ(front.points[0].means, again.points[0].means);
}

TEST(NoisyFront, FewWorldsAndBadTables) {
    NoisyObjectives table{.objectives = {"f"}, .better = {Better::lower}, .worlds = 2, .values = {1, 2, 3, 4}};
    const NoisyFront front = front_under_noise(table, {}, Threads(1));
    EXPECT_TRUE(std::isnan(front.points[0].undominated));
    EXPECT_THAT(front.warnings, ElementsAre(HasSubstr("too few")));
    table.values.pop_back();
    EXPECT_THROW(front_under_noise(table, {}, Threads(1)), AnalysisError);
    table.values = {nan, 2, 3, nan};
    EXPECT_THROW(front_under_noise(table, {}, Threads(1)), AnalysisError);
}

}  // namespace
}  // namespace enclosure::test
