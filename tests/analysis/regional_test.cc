// Regional sensitivity analysis: a box whose distances are known, directions, categories, blocks.
#include "analysis/sensitivity/regional.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/data/analysis_error.h"
#include "sim/study/designs/sobol.h"
#include "tests/analysis/given_samples.h"

namespace enclosure::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

/// 4096 points of Sobol's sequence and its origin in five dimensions, and whether they lie in the box x1 < 0.3, x2 > 0.6.
Sample box_sample() {
    const DesignPoints points = sobol_points({.points = 4096, .factors = 5, .scrambling = Scrambling::none});
    Sample sample;
    for (std::size_t k = 0; k < 5; ++k) {
        std::vector<double> x(points.size());
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = points.point(i)[k];
        sample.inputs.push_back(numbers("x" + std::to_string(k + 1), std::move(x)));
    }
    std::vector<double> y(points.size());
    for (std::size_t i = 0; i < y.size(); ++i) y[i] = points.point(i)[0] < 0.3 && points.point(i)[1] > 0.6 ? 1 : 0;
    sample.outcome = outcome_of(std::move(y));
    return sample;
}

TEST(Regional, DistancesOfABox) {
    const Sample box = box_sample();
    const RegionalSensitivity found = regional_sensitivity(box.inputs, behaviour_within(box.outcome, 0.5), {}, {}, Threads(2));
    EXPECT_EQ(found.behavioural, 493u);
    EXPECT_EQ(found.rest, 3603u);
    EXPECT_NEAR(found.inputs[0].distance, .795726, 1e-6);
    EXPECT_NEAR(found.inputs[1].distance, .682209, 1e-6);
    EXPECT_NEAR(found.inputs[2].distance, .009961, 1e-6);
    EXPECT_NEAR(found.inputs[0].distance, 1 - .18 / .88, 1e-3);
    EXPECT_NEAR(found.inputs[1].distance, .6 / .88, 1e-3);
    EXPECT_EQ(found.inputs[0].shift, Shift::lower);
    EXPECT_EQ(found.inputs[1].shift, Shift::higher);
    EXPECT_NEAR(found.inputs[0].lower_at, 0.3, 1e-3);
    EXPECT_NEAR(found.inputs[1].higher_at, 0.6, 1e-3);
    EXPECT_LT(found.inputs[0].superiority, 0.25);
    EXPECT_GT(found.inputs[1].superiority, 0.75);
    EXPECT_LT(found.inputs[0].p, 1e-200);
    EXPECT_GT(found.inputs[2].p, 0.999);
    EXPECT_LT(found.inputs[0].interval.low, found.inputs[0].distance);
    EXPECT_GT(found.inputs[0].interval.high, found.inputs[0].distance);
    EXPECT_NEAR(found.inputs[0].sd, 0.0075, 0.0025);  // that of a share of 18/88 among 3603
}

TEST(Regional, DoesNotDependOnTheOrderOfRows) {
    const Sample box = box_sample();
    Sample turned = box;
    std::reverse(turned.outcome.values.begin(), turned.outcome.values.end());
    for (InputColumn& input : turned.inputs) std::reverse(input.values.begin(), input.values.end());
    const RegionalSensitivity a = regional_sensitivity(box.inputs, behaviour_within(box.outcome, 0.5), {}, {}, Threads(1));
    const RegionalSensitivity b = regional_sensitivity(turned.inputs, behaviour_within(turned.outcome, 0.5), {}, {}, Threads(1));
    for (std::size_t k = 0; k < 5; ++k) {
        EXPECT_EQ(a.inputs[k].distance, b.inputs[k].distance);
        EXPECT_EQ(a.inputs[k].p, b.inputs[k].p);
        EXPECT_EQ(a.inputs[k].superiority, b.inputs[k].superiority);
    }
}

TEST(Regional, SaysWhichWay) {
    const Sample sample = uniform_sample(3000, 4, 1, [](auto x) { return (x(0) - 0.5) * (x(0) - 0.5) + 0.001 * x(1); });
    RegionalSensitivity found = regional_sensitivity(sample.inputs, behaviour_within(sample.outcome, -1, 0.04), {}, {}, Threads(2));
    EXPECT_EQ(found.inputs[0].shift, Shift::middle);
    EXPECT_NEAR(found.inputs[0].superiority, 0.5, 0.05);
    found = regional_sensitivity(sample.inputs, behaviour_within(sample.outcome, 0.04), {}, {}, Threads(2));
    EXPECT_EQ(found.inputs[0].shift, Shift::ends);
    EXPECT_LT(found.inputs[0].p_holm, 1e-10);
    EXPECT_GT(found.inputs[2].p_holm, 0.05);
    for (const RegionalInput& input : found.inputs) EXPECT_GE(input.p_holm, input.p);
    EXPECT_EQ(name_of(Shift::ends), "ends");
}

TEST(Regional, ADistanceIsThatOfTheTwoSampleTest) {
    const Sample sample = uniform_sample(60, 1, 3, [](auto x) { return x(0); });
    std::vector<Behaviour> behaviour(60, Behaviour::rest);
    std::vector<double> inside, outside;
    for (std::size_t i = 0; i < 60; ++i) {
        if (i % 3 == 0) behaviour[i] = Behaviour::behavioural;
        (i % 3 == 0 ? inside : outside).push_back(sample.inputs[0].values[i]);
    }
    const RegionalSensitivity found = regional_sensitivity(sample.inputs, behaviour, {}, {}, Threads(1));
    EXPECT_EQ(found.inputs[0].distance, kolmogorov_smirnov(inside, outside).d);
    EXPECT_EQ(found.inputs[0].p, kolmogorov_smirnov(inside, outside).p);
    EXPECT_TRUE(found.inputs[0].exact);
}

TEST(Regional, Categories) {
    Sample sample = uniform_sample(900, 2, 5, [](auto x) { return x(0); });
    InputColumn rule{.id = "rule", .levels = {"a", "b", "c"}, .values = std::vector<double>(900)};
    // Of 300 rows of each level, 30, 60 and 150 are behavioural.
    std::vector<Behaviour> behaviour(900, Behaviour::rest);
    for (std::size_t i = 0; i < 900; ++i) {
        rule.values[i] = static_cast<double>(i % 3);
        const std::size_t within = i / 3;
        if (within < (i % 3 == 0 ? 30u : i % 3 == 1 ? 60u : 150u)) behaviour[i] = Behaviour::behavioural;
    }
    sample.inputs.push_back(rule);
    const RegionalSensitivity found = regional_sensitivity(sample.inputs, behaviour, {}, {}, Threads(2));
    const RegionalInput& input = found.inputs[2];
    EXPECT_NEAR(input.distance, 150.0 / 240 - 150.0 / 660, 1e-12);
    EXPECT_EQ(input.p, category_difference(std::vector<double>{30, 60, 150}, std::vector<double>{270, 240, 150}).p);
    EXPECT_EQ(input.shift, Shift::level);
    EXPECT_EQ(input.level, 2u);
    EXPECT_NEAR(input.behavioural_shares[1], 0.25, 1e-12);
    EXPECT_NEAR(input.rest_shares[1], 240.0 / 660, 1e-12);
    EXPECT_TRUE(std::isnan(input.superiority));
    EXPECT_LT(input.interval.low, input.distance);
    EXPECT_GT(input.interval.high, input.distance);
    // The names of levels have no order: exchanged, they give the same.
    for (double& v : sample.inputs[2].values) v = v == 0 ? 1 : v == 1 ? 0 : 2;
    EXPECT_NEAR(regional_sensitivity(sample.inputs, behaviour, {}, {}, Threads(2)).inputs[2].distance, input.distance, 1e-12);
}

TEST(Regional, ARareLevelGetsAWarning) {
    Sample sample = uniform_sample(100, 1, 5, [](auto x) { return x(0); });
    InputColumn rare{.id = "rare", .title = "Rare rule", .levels = {"a", "b"}, .values = std::vector<double>(100, 0.0)};
    rare.values[7] = 1;
    sample.inputs.push_back(rare);
    const RegionalSensitivity found = regional_sensitivity(sample.inputs, behaviour_within(sample.outcome, 0.5), {}, {}, Threads(1));
    EXPECT_THAT(found.warnings, Contains(HasSubstr("Rare rule")));
}

TEST(Regional, FailuresAreARegion) {
    Sample sample = uniform_sample(400, 2, 8, [](auto x) { return x(0) > 0.8 ? not_defined : x(1); });
    const RegionalSensitivity found = regional_sensitivity(sample.inputs, behaviour_of_failures(sample.outcome), {}, {}, Threads(1));
    EXPECT_EQ(found.dropped_rows, 0u);
    EXPECT_EQ(found.behavioural + found.rest, 400u);
    EXPECT_EQ(found.inputs[0].distance, 1);
    EXPECT_EQ(found.inputs[0].shift, Shift::higher);
    EXPECT_GT(found.inputs[1].p, 0.01);
    // Else they are dropped, with their block.
    std::vector<std::uint64_t> block(400);
    for (std::size_t i = 0; i < 400; ++i) block[i] = 7 * (i / 2);
    std::size_t rows = 0;
    for (std::size_t i = 0; i < 400; i += 2)
        rows += std::isnan(sample.outcome.values[i]) || std::isnan(sample.outcome.values[i + 1]) ? 0 : 2;
    const RegionalSensitivity whole = regional_sensitivity(sample.inputs, behaviour_within(sample.outcome, 0.5), block, {}, Threads(1));
    EXPECT_EQ(whole.behavioural + whole.rest, rows);
    EXPECT_EQ(whole.dropped_rows, 400 - rows);
    EXPECT_EQ(whole.blocks, rows / 2);
    EXPECT_EQ(whole.dropped_blocks, 200 - rows / 2);
    EXPECT_THAT(whole.warnings, Contains(HasSubstr("blocks")));
}

TEST(Regional, BlocksThatRepeatARowAreNotMoreRows) {
    const Sample once = uniform_sample(200, 1, 2, [](auto x) { return x(0) * x(0); });
    Sample often = once;
    std::vector<std::uint64_t> block;
    for (std::size_t copy = 0; copy < 4; ++copy) {
        for (std::size_t i = 0; i < 200; ++i) {
            block.push_back(i);
            if (copy == 0) continue;
            often.inputs[0].values.push_back(once.inputs[0].values[i]);
            often.outcome.values.push_back(once.outcome.values[i]);
        }
    }
    const auto run = [](const Sample& s, const std::vector<std::uint64_t>& blocks) {
        return regional_sensitivity(s.inputs, behaviour_within(s.outcome, 0.2, 0.6), blocks, {}, Threads(1)).inputs[0];
    };
    EXPECT_NEAR(run(often, block).sd, run(once, {}).sd, 1e-12);  // the same resamples
    EXPECT_LT(run(often, {}).sd, 0.7 * run(once, {}).sd);
}

TEST(Regional, SameForAnyNumberOfThreads) {
    const Sample sample = ishigami_sample(500, 4);
    const std::vector<Behaviour> behaviour = behaviour_within(sample.outcome, 4);
    const RegionalSensitivity one = regional_sensitivity(sample.inputs, behaviour, {}, {}, Threads(1));
    for (const int count : {2, 3}) {
        const RegionalSensitivity more = regional_sensitivity(sample.inputs, behaviour, {}, {}, Threads(count));
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_EQ(one.inputs[k].interval.low, more.inputs[k].interval.low);
            EXPECT_EQ(one.inputs[k].interval.high, more.inputs[k].interval.high);
            EXPECT_EQ(one.inputs[k].p_holm, more.inputs[k].p_holm);
        }
    }
}

TEST(Regional, NormalIntervalsFollowTheConfidence) {
    const Sample sample = ishigami_sample(500, 4);
    const auto run = [&](double confidence) {
        const RegionalOptions options{.bootstrap = {.confidence = confidence, .kind = IntervalKind::normal}};
        return regional_sensitivity(sample.inputs, behaviour_within(sample.outcome, 4), {}, options, Threads(1)).inputs[0].interval;
    };
    const Interval wide = run(0.99), narrow = run(0.9);
    EXPECT_NEAR((wide.high - wide.low) / (narrow.high - narrow.low), 2.5758293035489004 / 1.6448536269514722, 1e-9);
}

TEST(Regional, Groups) {
    const Sample sample = uniform_sample(1000, 3, 6, [](auto x) { return x(0) + 0.2 * x(1); });
    const RegionalGroups found = regional_groups(sample.inputs, sample.outcome, {}, {.groups = 4}, Threads(2));
    ASSERT_THAT(found.rows, SizeIs(4));
    for (const std::size_t rows : found.rows) EXPECT_EQ(rows, 250u);
    for (std::size_t g = 0; g + 1 < 4; ++g) EXPECT_LT(found.outcome[g].high, found.outcome[g + 1].low);
    EXPECT_GT(found.inputs[0].spread, 0.99);
    EXPECT_LT(found.inputs[2].spread, 0.2);
    EXPECT_GT(found.inputs[1].spread, found.inputs[2].spread);
    // A group against the rest is a regional analysis of its own.
    for (std::size_t g = 0; g < 4; ++g) {
        const auto behaviour = behaviour_within(sample.outcome, found.outcome[g].low, found.outcome[g].high);
        const RegionalSensitivity single = regional_sensitivity(sample.inputs, behaviour, {}, {.bootstrap = {.resamples = 0}}, Threads(1));
        for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(found.inputs[k].against_rest[g], single.inputs[k].distance, 1e-12);
    }
    // Two groups differ by what one differs from the rest.
    const RegionalGroups two = regional_groups(sample.inputs, sample.outcome, {}, {.groups = 2}, Threads(1));
    for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(two.inputs[k].spread, two.inputs[k].against_rest[0], 1e-12);
}

TEST(Regional, GroupsOfCategoriesAndOfFewOutcomes) {
    Sample sample = uniform_sample(300, 1, 6, [](auto x) { return x(0) < 0.5 ? 1 : 2; });
    InputColumn rule{.id = "rule", .levels = {"a", "b"}, .values = std::vector<double>(300)};
    for (std::size_t i = 0; i < 300; ++i) rule.values[i] = sample.outcome.values[i] == 1 ? 0 : static_cast<double>(i % 2);
    sample.inputs.push_back(rule);
    const RegionalGroups found = regional_groups(sample.inputs, sample.outcome, {}, {}, Threads(1));
    ASSERT_THAT(found.rows, SizeIs(2));
    EXPECT_EQ(found.inputs[0].spread, 1);
    const auto behaviour = behaviour_within(sample.outcome, 2);
    EXPECT_NEAR(found.inputs[1].spread, regional_sensitivity(sample.inputs, behaviour, {}, {}, Threads(1)).inputs[1].distance, 1e-12);
    sample.outcome.values.assign(300, 3.0);
    const RegionalGroups constant = regional_groups(sample.inputs, sample.outcome, {}, {}, Threads(1));
    EXPECT_EQ(constant.inputs[0].spread, 0);
    EXPECT_EQ(constant.inputs[0].interval.high, 0);
    EXPECT_THAT(constant.warnings, Contains(HasSubstr("the same")));
}

TEST(Regional, SaysAllThatIsWrong) {
    Sample sample = uniform_sample(20, 2, 6, [](auto x) { return x(0); });
    sample.inputs[0].values[3] = not_defined;
    sample.inputs[1].title = "Second";
    sample.inputs[1].values.pop_back();
    try {
        regional_sensitivity(sample.inputs, behaviour_within(sample.outcome, 0.5), std::vector<std::uint64_t>(3),
                             {.bootstrap = {.confidence = 2}}, Threads(1));
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_THAT(error.reasons(), SizeIs(4));
        EXPECT_THAT(error.reasons(), Contains(HasSubstr("x1")));
        EXPECT_THAT(error.reasons(), Contains(HasSubstr("Second has 19 values for 20")));
    }
    const Sample fine = uniform_sample(20, 2, 6, [](auto x) { return x(0); });
    EXPECT_THROW(regional_sensitivity(fine.inputs, behaviour_within(fine.outcome, 5), {}, {}, Threads(1)), AnalysisError);
    EXPECT_THROW(regional_sensitivity(fine.inputs, behaviour_within(fine.outcome, -5), {}, {}, Threads(1)), AnalysisError);
    EXPECT_THROW(regional_sensitivity({}, behaviour_within(fine.outcome, 0.5), {}, {}, Threads(1)), AnalysisError);
    EXPECT_THROW(regional_groups(fine.inputs, fine.outcome, {}, {.groups = 11}, Threads(1)), AnalysisError);
}

}  // namespace
}  // namespace enclosure::test
