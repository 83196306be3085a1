// What emulators do with training sets that are odd, and where they take noise from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/emulator.h"
#include "analysis/emulator/predict.h"
#include "tests/analysis/emulator_examples.h"
#include "tests/nan.h"

namespace enclosure::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

TEST(EmulatorEdges, constant_outcome) {
    TrainingSet set = sobol_training(20, 2, [](const double*) { return 0.1; });
    const Emulator emulator = fit_emulator(set, {}, single_thread);
    EXPECT_TRUE(emulator.constant);
    ASSERT_EQ(emulator.warnings.size(), 1U);
    EXPECT_THAT(emulator.warnings, testing::Contains(HasSubstr("y is 0.1 at all points")));
    const EmulatorPrediction at = predict(emulator, std::vector<double>{0.3, 0.8}, single_thread, true);
    EXPECT_EQ(at.mean[0], 0.1);
    EXPECT_EQ(at.sd[0], 0);
    EXPECT_EQ(at.run_sd[0], 0);
    EXPECT_EQ(at.gradient, (std::vector<double>{0, 0}));
    // What differs by rounding is constant too.
    TrainingSet rounded = set;
    for (std::size_t i = 0; i < 20; i += 2) rounded.mean[i] = 0.1 + 1e-16;
    EXPECT_TRUE(fit_emulator(rounded, {}, single_thread).constant);
    // The mean does not change, but runs differ.
    set.replicates.assign(20, 3);
    set.variance.assign(20, 4);
    EXPECT_NEAR(predict(fit_emulator(set, {}, single_thread), std::vector<double>{0.3, 0.8}, single_thread).run_sd[0], 2, 1e-12);
}

TEST(EmulatorEdges, equal_points) {
    TrainingSet set = sobol_training(30, 2, branin_at);
    set.x.insert(set.x.end(), set.x.begin(), set.x.begin() + 20);
    set.mean.insert(set.mean.end(), set.mean.begin(), set.mean.begin() + 10);
    const Emulator once = fit_emulator(sobol_training(30, 2, branin_at), {.noise = EmulatorNoise::none}, single_thread);
    const Emulator twice = fit_emulator(set, {.noise = EmulatorNoise::none}, single_thread);
    EXPECT_EQ(twice.set.merged, 10U);
    EXPECT_EQ(twice.lengths, once.lengths);
    set.mean.back() += 1;
    EXPECT_THROW(fit_emulator(set, {.noise = EmulatorNoise::none}, single_thread), AnalysisError);
    EXPECT_GT(fit_emulator(set, {}, single_thread).noise, 0);
}

// Pairs of points that are next to each other: whatever is done, an answer and no NaN.
TEST(EmulatorEdges, points_next_to_each_other) {
    TrainingSet set = sobol_training(30, 2, branin_at);
    for (std::size_t i = 0; i < 30; ++i) {
        set.x.insert(set.x.end(), {set.x[2 * i] + 1e-9, set.x[2 * i + 1]});
        set.mean.push_back(branin_at(set.x.data() + 2 * (30 + i)));
    }
    for (const EmulatorKernel kernel : {EmulatorKernel::matern_5_2_product, EmulatorKernel::squared_exponential}) {
        const Emulator emulator = fit_emulator(set, {.kernel = kernel, .noise = EmulatorNoise::none}, single_thread);
        const EmulatorPrediction at = predict(emulator, set.x, single_thread);
        for (std::size_t i = 0; i < set.size(); ++i) EXPECT_NEAR(at.mean[i], set.mean[i], 1e-4 * emulator.scale);
    }
}

TEST(EmulatorEdges, failed_points_are_counted) {
    TrainingSet set = sobol_training(30, 2, branin_at);
    set.mean[3] = nan;
    set.mean[7] = INFINITY;
    const Emulator emulator = fit_emulator(set, {}, single_thread);
    EXPECT_EQ(emulator.points(), 28U);
    EXPECT_EQ(emulator.set.dropped, 2U);
    EXPECT_THAT(emulator.warnings, testing::Contains(HasSubstr("2 of 30 points")));
}

std::string reason_against_emulator(const TrainingSet& set, const EmulatorSettings& settings) {
    try {
        fit_emulator(set, settings, single_thread);
    } catch (const AnalysisError& error) {
        return error.what();
    }
    return {};
}

TEST(EmulatorEdges, refuses_what_it_cannot_do) {
    const TrainingSet set = sobol_training(30, 3, ishigami_at);
    EXPECT_THAT(reason_against_emulator(set, {.most_points = 20}), HasSubstr("30 points are more than the 20"));
    EXPECT_THAT(reason_against_emulator(set, {.noise = EmulatorNoise::pooled}), HasSubstr("No point has two runs"));
    EXPECT_THAT(reason_against_emulator(set, {.given = ProcessParameters{{1, 2}, 1, 0}}), HasSubstr("2 lengths do not fit 3 inputs"));
    EXPECT_THAT(reason_against_emulator(set, {.given = ProcessParameters{{1, 2, 0}, 1, 0}}), HasSubstr("must be above 0"));
    EXPECT_THAT(reason_against_emulator(sobol_training(4, 3, ishigami_at), {}), HasSubstr("too few for 3 inputs: at least 5"));
    EXPECT_THAT(reason_against_emulator(sobol_training(5, 3, ishigami_at), {.trend = EmulatorTrend::linear}),
                HasSubstr("too few for a trend of 4 terms"));
    EXPECT_THAT(reason_against_emulator(sobol_training(5, 3, ishigami_at), {}), IsEmpty());
    TrainingSet together = set;  // x2 is x1
    for (std::size_t i = 0; i < 30; ++i) together.x[3 * i + 1] = together.x[3 * i];
    EXPECT_THAT(reason_against_emulator(together, {.trend = EmulatorTrend::linear}), HasSubstr("cannot tell the terms of the trend apart"));
    EXPECT_THAT(reason_against_emulator(together, {}), IsEmpty());
}

TEST(EmulatorEdges, noise_is_taken_from_where_it_is_asked_for) {
    TrainingSet set = sobol_training(40, 2, branin_at);
    add_runs(
        set, 5, [](const double*) { return 6.0; }, 3);
    double pooled = 0;
    for (const double v : set.variance) pooled += v / 40;
    const EmulatorPrediction at = predict(fit_emulator(set, {.noise = EmulatorNoise::pooled}, single_thread), set.x, single_thread);
    EXPECT_NEAR(at.run_sd[0] * at.run_sd[0] - at.sd[0] * at.sd[0], pooled, 1e-9);
    const Emulator estimated = fit_emulator(set, {}, single_thread);
    EXPECT_NEAR(estimated.noise, pooled, 0.1 * pooled);
    const Emulator per_point = fit_emulator(set, {.noise = EmulatorNoise::per_point}, single_thread);
    EXPECT_NEAR(per_point.noise, pooled, 1e-9);
    EXPECT_NEAR(per_point.data.known_noise[3] * per_point.scale * per_point.scale, set.variance[3] / 5, 1e-9);
    const Emulator none = fit_emulator(set, {.noise = EmulatorNoise::none}, single_thread);
    EXPECT_EQ(none.noise, 0);
    EXPECT_THAT(none.warnings, testing::Contains(HasSubstr("Runs at the same point differ in y")));
}

// Noise that grows along x1: pooled over the points it is the same everywhere, smoothed it follows.
TEST(EmulatorEdges, smoothed_noise_follows_the_place) {
    TrainingSet set = sobol_training(40, 2, branin_at);
    add_runs(
        set, 10, [](const double* u) { return std::exp(3 * u[0]); }, 3);
    const Emulator emulator = fit_emulator(set, {.noise = EmulatorNoise::smoothed}, single_thread);
    ASSERT_TRUE(emulator.log_variance);
    const std::vector<double> variances = run_variances(emulator, std::vector<double>{0.1, 0.5, 0.9, 0.5}, single_thread);
    EXPECT_NEAR(std::log(variances[0]), 0.6, 0.5);
    EXPECT_NEAR(std::log(variances[1]), 5.4, 0.5);
    // Where there are too few points with runs that differ, the noise is the same everywhere.
    set.replicates.assign(40, 1);
    set.replicates[5] = 10;
    const Emulator poor = fit_emulator(set, {.noise = EmulatorNoise::smoothed}, single_thread);
    EXPECT_FALSE(poor.log_variance);
    EXPECT_NEAR(poor.noise, set.variance[5], 1e-9);
}

TEST(EmulatorEdges, cost_grows_with_points_and_is_said_before) {
    const EmulatorCost small = emulator_cost(100, 5, {});
    const EmulatorCost large = emulator_cost(2000, 5, {});
    EXPECT_LT(small.seconds, 3);
    EXPECT_GT(large.seconds, 10 * small.seconds);
    EXPECT_LT(large.seconds, 60);
    EXPECT_NEAR(large.bytes, 4 * 8 * 4e6, 1);
    EXPECT_LT(emulator_cost(2000, 5, {.given = ProcessParameters{}}).seconds, 2);
}

// One point of 60 has the last level; of 20 drawn ones none may have it, where the trend cannot be told.
TEST(EmulatorEdges, a_rare_level_among_many_points) {
    TrainingSet set = sobol_training(60, 2, branin_at);
    set.inputs[1].levels = {"a", "b", "c"};
    for (std::size_t i = 0; i < 60; ++i) set.x[2 * i + 1] = i == 33 || i == 34 ? 2 : static_cast<double>(i % 2);
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
        const EmulatorSettings settings{.trend = EmulatorTrend::linear, .starts = 2, .search_points = 20, .seed = seed};
        EXPECT_TRUE(std::isfinite(fit_emulator(set, settings, single_thread).log_likelihood));
    }
}

}  // namespace
}  // namespace enclosure::test
