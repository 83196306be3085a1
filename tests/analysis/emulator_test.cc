// Fitting and asking an emulator.
#include "analysis/emulator/emulator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/predict.h"
#include "sim/base/probability.h"
#include "tests/analysis/emulator_examples.h"

namespace enclosure::test {
namespace {

// Expected numbers by another program.
TEST(Emulator, predictions_are_those_of_another_program) {
    const EmulatorSettings settings{.trend = EmulatorTrend::linear, .given = ProcessParameters{{0.4, 0.9}, 1.7, 0.05}};
    const Emulator emulator = fit_emulator(twelve_points(), settings, single_thread);
    EXPECT_NEAR(emulator.log_likelihood, -2.41336577134356, 1e-10);
    const std::vector<double> expected_trend{1.63313284087727, -1.3478431721358, 3.88666684894853};
    EXPECT_THAT(emulator.trend, testing::Pointwise(testing::DoubleNear(1e-10), expected_trend));
    const EmulatorPrediction at = predict(emulator, std::vector<double>{0.2, 0.7, 0.55, 0.1, 1.2, 0.5}, single_thread);
    EXPECT_THAT(at.mean, testing::Pointwise(testing::DoubleNear(1e-10), {2.69060893599415, 0.447528208056053, 0.214529030582833}));
    EXPECT_THAT(at.sd, testing::Pointwise(testing::DoubleNear(1e-10), {0.322659086364042, 0.419185703712376, 1.02767235250928}));
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(at.run_sd[i], std::sqrt(at.sd[i] * at.sd[i] + 0.05), 1e-12);
}

// The other program's search, from many starts, ends at -6.1951325623.
TEST(Emulator, search_ends_as_high_as_another_program) {
    TrainingSet set = twelve_points();
    const double noise[] = {1, -1, .5, -.2, .8, -1.2, .1, .4, -.9, .6, -.3, .2};
    for (std::size_t i = 0; i < 12; ++i) set.mean[i] += 0.3 * noise[i];
    const Emulator emulator = fit_emulator(set, {}, single_thread);
    EXPECT_GT(emulator.log_likelihood, -6.1951327);
    EXPECT_NEAR(emulator.lengths[0], 2.162, 0.01);
    EXPECT_NEAR(emulator.lengths[1], 1.7167, 0.01);
    EXPECT_NEAR(emulator.noise, 0.03707, 1e-4);
    EXPECT_EQ(emulator.start_ends.size(), 8U);
}

TEST(Emulator, meets_data_without_noise) {
    for (const EmulatorKernel kernel : all_emulator_kernels) {
        for (const EmulatorTrend trend : {EmulatorTrend::constant, EmulatorTrend::linear}) {
            const TrainingSet set = sobol_training(60, 2, branin_at);
            const Emulator emulator =
                fit_emulator(set, {.kernel = kernel, .trend = trend, .noise = EmulatorNoise::none, .starts = 3}, single_thread);
            const EmulatorPrediction at = predict(emulator, set.x, single_thread);
            for (std::size_t i = 0; i < set.size(); ++i) {
                EXPECT_NEAR(at.mean[i], set.mean[i], 1e-6 * emulator.scale);
                EXPECT_LT(at.sd[i], 1e-4 * emulator.scale);
                EXPECT_EQ(at.run_sd[i], at.sd[i]);
            }
        }
    }
}

TEST(Emulator, predicts_what_it_has_not_seen) {
    const Emulator emulator = fit_emulator(sobol_training(60, 2, branin_at), {}, single_thread);
    const TrainingSet held_out = sobol_training(500, 2, branin_at, 2);
    const EmulatorPrediction at = predict(emulator, held_out.x, single_thread);
    double squares = 0;
    for (std::size_t i = 0; i < held_out.size(); ++i) squares += std::pow(at.mean[i] - held_out.mean[i], 2);
    EXPECT_LT(std::sqrt(squares / 500), 0.005 * emulator.scale);
}

// Each start is worked on alone, and so are blocks of the linear algebra: also where a part of the points is searched first.
TEST(Emulator, is_the_same_for_any_number_of_threads) {
    const TrainingSet set = sobol_training(90, 3, ishigami_at);
    for (const std::size_t search_points : {400U, 50U}) {
        const EmulatorSettings settings{.starts = 3, .search_points = search_points, .seed = 5};
        const Emulator one = fit_emulator(set, settings, single_thread);
        const EmulatorPrediction at = predict(one, set.x, single_thread, true);
        for (const int count : {2, 3}) {
            const Threads threads(count);
            const Emulator other = fit_emulator(set, settings, threads);
            EXPECT_EQ(other.lengths, one.lengths);
            EXPECT_EQ(other.variance, one.variance);
            EXPECT_EQ(other.log_likelihood, one.log_likelihood);
            EXPECT_EQ(other.start_ends, one.start_ends);
            EXPECT_EQ(other.fit.weights, one.fit.weights);
            const EmulatorPrediction also = predict(other, set.x, threads, true);
            EXPECT_EQ(also.mean, at.mean);
            EXPECT_EQ(also.sd, at.sd);
            EXPECT_EQ(also.gradient, at.gradient);
        }
    }
}

TEST(Emulator, does_not_depend_on_units_or_much_on_the_order_of_points) {
    const TrainingSet set = sobol_training(40, 2, branin_at);
    TrainingSet scaled = set;
    for (EmulatorInput& input : scaled.inputs) {
        input.low = -3;
        input.high = 97;
    }
    for (double& x : scaled.x) x = 100 * x - 3;
    for (double& y : scaled.mean) y = 1e6 - 1000 * y;
    TrainingSet turned = set;
    for (std::size_t i = 0; i < 40; ++i) {
        turned.mean[i] = set.mean[39 - i];
        for (std::size_t k = 0; k < 2; ++k) turned.x[2 * i + k] = set.x[2 * (39 - i) + k];
    }
    const Emulator plain = fit_emulator(set, {}, single_thread);
    const Emulator other = fit_emulator(scaled, {}, single_thread);
    const Emulator back = fit_emulator(turned, {}, single_thread);
    const EmulatorPrediction a = predict(plain, std::vector<double>{0.3, 0.8}, single_thread);
    const EmulatorPrediction b = predict(other, std::vector<double>{27, 77}, single_thread);
    const EmulatorPrediction c = predict(back, std::vector<double>{0.3, 0.8}, single_thread);
    EXPECT_NEAR((1e6 - b.mean[0]) / 1000, a.mean[0], 1e-3);
    EXPECT_NEAR(b.sd[0] / 1000, a.sd[0], 1e-3 * a.sd[0]);
    EXPECT_NEAR(b.sd[0] / b.run_sd[0], a.sd[0] / a.run_sd[0], 1e-2);
    EXPECT_NEAR(c.mean[0], a.mean[0], 1e-3);
    EXPECT_NEAR(c.sd[0], a.sd[0], 1e-3 * a.sd[0]);
}

TEST(Emulator, gradient_is_the_limit_of_differences) {
    TrainingSet set = sobol_training(40, 3, [](const double* u) { return std::sin(4 * u[0]) * (1 + std::floor(3 * u[1])) + u[2] * u[2]; });
    set.inputs[1].levels = {"a", "b", "c"};
    set.inputs[2].low = -1;
    set.inputs[2].high = 4;
    for (std::size_t i = 0; i < 40; ++i) {
        set.x[3 * i + 1] = std::floor(3 * set.x[3 * i + 1]);
        set.x[3 * i + 2] = 5 * set.x[3 * i + 2] - 1;
    }
    for (const EmulatorKernel kernel : all_emulator_kernels) {
        const EmulatorSettings settings{
            .kernel = kernel, .trend = EmulatorTrend::linear, .given = ProcessParameters{{0.5, 0.8, 1.1}, 4, 0.01}};
        const Emulator emulator = fit_emulator(set, settings, single_thread);
        const EmulatorPrediction at = predict(emulator, std::vector<double>{0.37, 1, 2.2}, single_thread, true);
        const EmulatorPrediction around =
            predict(emulator, std::vector<double>{0.37 + 1e-5, 1, 2.2, 0.37 - 1e-5, 1, 2.2, 0.37, 1, 2.2 + 1e-5, 0.37, 1, 2.2 - 1e-5},
                    single_thread);
        EXPECT_NEAR(at.gradient[0], (around.mean[0] - around.mean[1]) / 2e-5, 1e-6);
        EXPECT_TRUE(std::isnan(at.gradient[1]));
        EXPECT_NEAR(at.gradient[2], (around.mean[2] - around.mean[3]) / 2e-5, 1e-6);
    }
}

// Three levels that differ by a number: known from all levels' points together.
TEST(Emulator, levels_learn_from_each_other) {
    const auto function = [](const double* x) { return std::sin(5 * x[0]) + (x[1] == 1 ? 2 : x[1] == 2 ? -1 : 0); };
    TrainingSet set{.inputs = {{.id = "x"}, {.id = "regime", .levels = {"a", "b", "c"}}}, .outcome = "y"};
    for (std::size_t i = 0; i < 24; ++i) {
        set.x.insert(set.x.end(), {(static_cast<double>(i) + 0.5) / 24, static_cast<double>(i % 3)});
        set.mean.push_back(function(set.x.data() + 2 * i));
    }
    for (const EmulatorTrend trend : {EmulatorTrend::constant, EmulatorTrend::linear}) {
        const Emulator emulator = fit_emulator(set, {.trend = trend}, single_thread);
        std::vector<double> x;
        for (int i = 0; i < 30; ++i) x.insert(x.end(), {0.05 + 0.03 * i, static_cast<double>(i % 3)});
        const EmulatorPrediction at = predict(emulator, x, single_thread);
        for (std::size_t i = 0; i < 30; ++i) EXPECT_NEAR(at.mean[i], function(x.data() + 2 * i), 0.05) << i;
    }
}

TEST(Emulator, a_level_that_never_occurs_is_told_by_its_uncertainty) {
    TrainingSet set{.inputs = {{.id = "x"}, {.id = "regime", .levels = {"a", "b", "c"}}}, .outcome = "y"};
    for (std::size_t i = 0; i < 20; ++i) {
        set.x.insert(set.x.end(), {(static_cast<double>(i) + 0.5) / 20, static_cast<double>(i % 2)});
        set.mean.push_back(set.x[2 * i] + 5 * set.x[2 * i + 1]);
    }
    const Emulator emulator = fit_emulator(set, {}, single_thread);
    const EmulatorPrediction at = predict(emulator, std::vector<double>{0.5, 0, 0.5, 2}, single_thread);
    EXPECT_GT(at.sd[1], 10 * at.sd[0]);
    EXPECT_THROW(fit_emulator(set, {.trend = EmulatorTrend::linear}, single_thread), AnalysisError);
}

TEST(Emulator, far_away_it_knows_its_trend_alone) {
    const Emulator emulator = fit_emulator(sobol_training(40, 2, branin_at), {}, single_thread);
    const EmulatorPrediction far = predict(emulator, std::vector<double>{1e5, 1e5}, single_thread);
    EXPECT_NEAR(far.mean[0], emulator.trend[0], 1e-9);
    EXPECT_GT(far.sd[0], std::sqrt(emulator.variance));
}

TEST(Emulator, intervals_are_student_s) {
    const Emulator emulator = fit_emulator(sobol_training(20, 2, branin_at), {.trend = EmulatorTrend::linear}, single_thread);
    EXPECT_EQ(emulator.freedom, 17);
    const EmulatorPrediction at = predict(emulator, std::vector<double>{0.3, 0.8}, single_thread);
    const Interval wide = prediction_intervals(emulator, at.mean, at.sd, 0.99).front();
    const Interval narrow = prediction_intervals(emulator, at.mean, at.sd, 0.9).front();
    EXPECT_NEAR((wide.high - wide.low) / (narrow.high - narrow.low), student_quantile(0.995, 17) / student_quantile(0.95, 17), 1e-12);
    EXPECT_NEAR(0.5 * (wide.high + wide.low), at.mean[0], 1e-12);
    EXPECT_THROW(prediction_intervals(emulator, at.mean, at.sd, 1), AnalysisError);
}

}  // namespace
}  // namespace enclosure::test
