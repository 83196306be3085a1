// From runs to points, and what keeps points from being a training set.
#include "analysis/emulator/training_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/noise.h"
#include "analysis/emulator/prepared_set.h"
#include "analysis/emulator/trend.h"
#include "tests/nan.h"

namespace enclosure::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<InputColumn> example_columns{{.id = "speed", .values = {1, 3, 1, 5, 3, 1, 5, 9}},
                                               {.id = "regime", .levels = {"free", "law", "none"}, .values = {0, 1, 0, 1, 1, 0, 2, 0}}};
const OutcomeColumn example_outcome{.id = "share", .values = {2, 7, 4, 8, 9, 9, 1, nan}};

TEST(TrainingSet, runs_at_one_point_become_one) {
    const std::vector<EmulatorInput> inputs = emulator_inputs(example_columns);
    EXPECT_EQ(inputs[0].low, 1);
    EXPECT_EQ(inputs[0].high, 9);
    EXPECT_TRUE(inputs[1].categorical());
    const TrainingSet set = training_set(inputs, example_columns, example_outcome);
    EXPECT_THAT(set.x, ElementsAre(1, 0, 3, 1, 5, 1, 5, 2));
    EXPECT_THAT(set.mean, ElementsAre(5, 8, 8, 1));
    EXPECT_THAT(set.replicates, ElementsAre(3, 2, 1, 1));
    EXPECT_THAT(set.variance, ElementsAre(13, 2, 0, 0));
    EXPECT_EQ(set.failed_runs, 1U);
    EXPECT_EQ(set.outcome, "share");
}

TEST(TrainingSet, columns_of_other_lengths_are_refused) {
    const std::vector<EmulatorInput> inputs = emulator_inputs(example_columns);
    std::vector<InputColumn> shorter = example_columns;
    shorter[1].values.pop_back();
    EXPECT_THROW(training_set(inputs, shorter, example_outcome), AnalysisError);
    EXPECT_THROW(training_set({}, example_columns, example_outcome), AnalysisError);
}

TrainingSet small_training_set() {
    return {.inputs = {{.id = "speed", .low = 0, .high = 10}, {.id = "regime", .levels = {"free", "law"}}},
            .outcome = "share",
            .x = {0, 0, 5, 1, 10, 0, 2, 1, 5, 1},
            .mean = {1, 2, 3, nan, 4},
            .replicates = {2, 2, 1, 3, 4},
            .variance = {0.5, 1, nan, 2, 3}};
}

TEST(PreparedSet, drops_merges_and_scales) {
    const PreparedSet ready = prepare([] {
        TrainingSet set = small_training_set();
        set.x.insert(set.x.end(), {7.5, 1});
        set.mean.push_back(6);
        set.replicates.push_back(1);
        set.variance.push_back(0);
        return set;
    }());
    EXPECT_EQ(ready.dropped, 1U);
    EXPECT_EQ(ready.merged, 1U);
    EXPECT_THAT(ready.coordinates, ElementsAre(0, 0, 0.5, 1, 1, 0, 0.75, 1));
    EXPECT_THAT(ready.replicates, ElementsAre(2, 6, 1, 1));
    EXPECT_NEAR(ready.mean[1], 20.0 / 6, 1e-15);
    // Within: 1 and 9; between: two runs at 2 and four at 4, about 20/6.
    EXPECT_NEAR(ready.squares[1], 1 + 9 + 2 * std::pow(2 - 20.0 / 6, 2) + 4 * std::pow(4 - 20.0 / 6, 2), 1e-13);
    EXPECT_NEAR(pooled_variance(ready), (0.5 + ready.squares[1]) / 6, 1e-14);
}

std::string reason_against_training(const TrainingSet& set) {
    try {
        prepare(set);
    } catch (const AnalysisError& error) {
        return error.what();
    }
    return {};
}

TEST(PreparedSet, says_all_that_is_wrong_at_once) {
    TrainingSet set = small_training_set();
    set.inputs[0].high = 0;
    set.replicates.pop_back();
    const std::string reasons = reason_against_training(set);
    EXPECT_THAT(reasons, HasSubstr("Input speed has the range 0 to 0"));
    EXPECT_THAT(reasons, HasSubstr("4 numbers of runs do not fit 5 means of share"));
}

TEST(PreparedSet, refuses_what_is_no_training_set) {
    EXPECT_THAT(reason_against_training({}), HasSubstr("no inputs"));
    EXPECT_THAT(reason_against_training(small_training_set()),
                HasSubstr("3 different points with a finite share are too few for 2 inputs: at least 4"));
    TrainingSet undefined = small_training_set();
    undefined.mean.assign(5, nan);
    EXPECT_THAT(reason_against_training(undefined), HasSubstr("share is not a finite number at any of the 5 points"));
    TrainingSet no_level = small_training_set();
    no_level.x[3] = 2;
    EXPECT_THAT(reason_against_training(no_level), HasSubstr("2 of input regime is none of its 2 levels"));
    TrainingSet infinite = small_training_set();
    infinite.x[2] = INFINITY;
    EXPECT_THAT(reason_against_training(infinite), HasSubstr("Input speed is not a finite number at point 1"));
    TrainingSet negative = small_training_set();
    negative.variance[1] = -1;
    EXPECT_THAT(reason_against_training(negative), HasSubstr("variance of share at point 1 is -1"));
    TrainingSet no_runs = small_training_set();
    no_runs.replicates[0] = 0;
    EXPECT_THAT(reason_against_training(no_runs), HasSubstr("mean of share of no runs"));
    TrainingSet ragged = small_training_set();
    ragged.x.pop_back();
    EXPECT_THAT(reason_against_training(ragged), HasSubstr("9 values of 2 inputs do not fit 5 means"));
    TrainingSet still = small_training_set();
    for (std::size_t i = 1; i < still.x.size(); i += 2) still.x[i] = 1;
    still.x[8] = 7;
    EXPECT_THAT(reason_against_training(still), HasSubstr("Input regime has one value at all points"));
    TrainingSet no_variances = small_training_set();
    no_variances.variance.clear();
    EXPECT_THAT(reason_against_training(no_variances), HasSubstr("0 variances do not fit 5 means"));
}

TEST(PreparedSet, coordinates_go_there_and_back) {
    const std::vector<EmulatorInput> inputs = small_training_set().inputs;
    const std::vector<double> x{2.5, 1, 20, 0};
    EXPECT_THAT(scaled_points(inputs, x), ElementsAre(0.25, 1, 2, 0));
    EXPECT_EQ(points_of_scaled(inputs, scaled_points(inputs, x)), x);
    EXPECT_THROW(scaled_points(inputs, std::vector<double>{1}), AnalysisError);
    EXPECT_THROW(scaled_points(inputs, std::vector<double>{1, 0.5}), AnalysisError);
    EXPECT_THAT(coordinates_of_cube(inputs, std::vector<double>{0.3, 0.49, 0.9, 0.5, 0.1, 1.0}), ElementsAre(0.3, 0, 0.9, 1, 0.1, 1));
}

TEST(Trend, terms) {
    const std::vector<EmulatorInput> inputs{{.id = "a"}, {.id = "b", .levels = {"p", "q", "r"}}};
    const std::vector<double> points{0.75, 2, 0.5, 0};
    EXPECT_EQ(trend_term_count(EmulatorTrend::linear, inputs), 4U);
    const DenseMatrix terms = trend_terms(EmulatorTrend::linear, inputs, points);
    EXPECT_EQ((std::vector<double>{terms(0, 0), terms(0, 1), terms(0, 2), terms(0, 3)}), (std::vector<double>{1, 0.25, 0, 1}));
    EXPECT_EQ((std::vector<double>{terms(1, 0), terms(1, 1), terms(1, 2), terms(1, 3)}), (std::vector<double>{1, 0, 0, 0}));
    EXPECT_EQ(trend_terms(EmulatorTrend::constant, inputs, points).columns, 1U);
}

TEST(Noise, variances_of_means) {
    TrainingSet set = small_training_set();
    set.x[8] = 7;
    set.mean[3] = 5;
    const PreparedSet ready = prepare(set);
    const double pooled = (0.5 + 1 + 4 + 9) / 7;
    EXPECT_NEAR(pooled_variance(ready), pooled, 1e-14);
    EXPECT_THAT(variance_of_means(ready, EmulatorNoise::pooled),
                testing::Pointwise(testing::DoubleNear(1e-14), {pooled / 2, pooled / 2, pooled, pooled / 3, pooled / 4}));
    EXPECT_THAT(variance_of_means(ready, EmulatorNoise::per_point),
                testing::Pointwise(testing::DoubleNear(1e-14), {0.25, 0.5, pooled, 2.0 / 3, 0.75}));
    EXPECT_THAT(variance_of_means(ready, EmulatorNoise::estimated), ElementsAre(0, 0, 0, 0, 0));
}

// ln of chi-square with 2 degrees of freedom: ψ(1) = -γ, ψ'(1) = π²/6.
TEST(Noise, logarithms_of_variances_are_unbiased) {
    TrainingSet set = small_training_set();
    set.x[8] = 7;
    set.mean[3] = 5;
    set.replicates = {3, 3, 1, 3, 3};
    const TrainingSet logs = log_variance_set(prepare(set), set.inputs, "share");
    ASSERT_EQ(logs.size(), 4U);
    EXPECT_NEAR(logs.mean[0], std::log(0.5) + 0.57721566490153286, 1e-12);
    EXPECT_NEAR(logs.variance[0] / static_cast<double>(logs.replicates[0]), 1.6449340668482264, 1e-12);
    EXPECT_THAT(logs.x, ElementsAre(0, 0, 5, 1, 2, 1, 7, 1));
}

}  // namespace
}  // namespace enclosure::test
