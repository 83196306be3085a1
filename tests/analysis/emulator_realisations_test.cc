// Functions drawn from what an emulator holds possible.
#include "analysis/emulator/realisations.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/predict.h"
#include "tests/analysis/emulator_examples.h"

namespace enclosure::test {
namespace {

// A first point, and others that differ from it in one input or more.
const std::vector<double> four_mixed_points{0.1, 0, 0.2, 0.3, 0, 0.2, 0.1, 2, 0.2, 0.5, 1, 0.9};

TEST(KernelSpectrum, has_the_kernel_as_its_covariance) {
    const ProcessParameters parameters{{0.4, 0.9, 1.2}, 2.5, 0};
    const std::vector<std::size_t> levels{0, 3, 0};
    constexpr std::size_t seeds = 12;
    for (const EmulatorKernel kernel : all_emulator_kernels) {
        const ProcessData data{.kernel = kernel, .categorical = {0, 1, 0}};
        const EmulatorCorrelation correlation(kernel, parameters.lengths, data.categorical);
        for (const double unknown_share : {1.0, 1e-4}) {
            DenseMatrix covariance(4, 4);
            for (std::uint64_t seed = 0; seed < seeds; ++seed) {
                const DenseMatrix f =
                    spectrum_features(draw_spectrum(data, parameters, levels, {256, unknown_share}, seed), four_mixed_points);
                const DenseMatrix of_seed = transposed_times(f, f);
                EXPECT_NEAR(of_seed(2, 2), 2.5, 1e-12);
                for (std::size_t i = 0; i < 16; ++i) covariance.values[i] += of_seed.values[i] / seeds;
            }
            for (std::size_t i = 0; i < 4; ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    EXPECT_NEAR(covariance(i, j), 2.5 * correlation.at(&four_mixed_points[3 * i], &four_mixed_points[3 * j]), 0.08 * 2.5)
                        << i << j;
                }
            }
        }
    }
}

struct RealisedSpread {
    double mean_error = 0;      // mean over points of ((mean of realisations - mean) / (sd / √realisations))²
    double variance_ratio = 0;  // mean over points of their variance over the emulator's
};

RealisedSpread realised_spread(const Emulator& emulator, const std::vector<double>& points, std::size_t count) {
    const EmulatorPrediction at = predict_scaled(emulator, points, single_thread);
    const std::size_t m = at.mean.size();
    RealisedSpread out;
    constexpr std::uint64_t seeds = 3;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        const DenseMatrix values = realised(emulator, draw_realisations(emulator, count, seed, single_thread, 512), points);
        for (std::size_t i = 0; i < m; ++i) {
            EXPECT_NEAR(values(i, count), at.mean[i], 1e-9 * emulator.scale);
            double mean = 0, squares = 0;
            for (std::size_t s = 0; s < count; ++s) mean += values(i, s) / static_cast<double>(count);
            for (std::size_t s = 0; s < count; ++s) squares += (values(i, s) - mean) * (values(i, s) - mean);
            const double share = 1.0 / static_cast<double>(m * seeds);
            out.mean_error += share * std::pow((mean - at.mean[i]) / at.sd[i], 2) * static_cast<double>(count);
            out.variance_ratio += share * squares / static_cast<double>(count - 1) / (at.sd[i] * at.sd[i]);
        }
    }
    return out;
}

TEST(EmulatorRealisations, have_the_mean_and_the_variance_that_the_emulator_says) {
    const std::vector<double> points = sobol_points({.points = 30, .factors = 2, .seed = 7}).u;
    TrainingSet noisy = sobol_training(30, 2, branin_at);
    add_runs(
        noisy, 2, [](const double*) { return 10.0; }, 3);
    for (const EmulatorKernel kernel : all_emulator_kernels) {
        for (const bool exact : {false, true}) {
            const TrainingSet set = exact ? sobol_training(15, 2, branin_at) : noisy;
            const EmulatorTrend trend = exact ? EmulatorTrend::constant : EmulatorTrend::linear;
            const RealisedSpread spread =
                realised_spread(fit_emulator(set, {.kernel = kernel, .trend = trend, .starts = 2}, single_thread), points, 150);
            EXPECT_NEAR(spread.mean_error, 1, 0.5);
            EXPECT_NEAR(spread.variance_ratio, 1, 0.2);
        }
    }
}

TEST(EmulatorRealisations, meet_what_is_known) {
    const TrainingSet set = sobol_training(30, 2, branin_at);
    const Emulator emulator = fit_emulator(set, {.noise = EmulatorNoise::none}, single_thread);
    const DenseMatrix values = realised(emulator, draw_realisations(emulator, 10, 1, single_thread), set.x);
    for (std::size_t i = 0; i < set.size(); ++i) {
        for (std::size_t s = 0; s <= 10; ++s) EXPECT_NEAR(values(i, s), set.mean[i], 1e-4 * emulator.scale);
    }
}

TEST(EmulatorRealisations, few_begin_as_many_do_and_threads_change_nothing) {
    const Emulator emulator = fit_emulator(sobol_training(30, 2, branin_at), {.starts = 2}, single_thread);
    const std::vector<double> points = sobol_points({.points = 9, .factors = 2, .seed = 7}).u;
    const DenseMatrix few = realised(emulator, draw_realisations(emulator, 5, 1, single_thread), points);
    const DenseMatrix many = realised(emulator, draw_realisations(emulator, 12, 1, single_thread), points);
    const DenseMatrix others = realised(emulator, draw_realisations(emulator, 5, 2, single_thread), points);
    for (std::size_t i = 0; i < 9; ++i) {
        EXPECT_NEAR(few(i, 4), many(i, 4), 1e-7 * emulator.scale);  // but for rounding
        EXPECT_NE(few(i, 4), others(i, 4));
    }
    EXPECT_EQ(realised(emulator, draw_realisations(emulator, 5, 1, Threads(3)), points).values, few.values);
    EXPECT_THROW(draw_realisations(emulator, 0, 1, single_thread), AnalysisError);
}

}  // namespace
}  // namespace enclosure::test
