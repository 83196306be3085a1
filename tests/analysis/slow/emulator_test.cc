// Emulators against functions with known indices, and their intervals against what they say, over many data sets.
#include "analysis/emulator/emulator.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "analysis/emulator/cross_validation.h"
#include "analysis/emulator/emulator_indices.h"
#include "analysis/emulator/predict.h"
#include "analysis/emulator/validation.h"
#include "sim/study/designs/latin_hypercube.h"
#include "tests/analysis/emulator_examples.h"
#include "tests/statistical/statistics.h"

namespace enclosure::test {
namespace {

const Threads all_threads;

TrainingSet latin_ishigami(std::uint64_t seed) {
    TrainingSet set{.inputs = unit_inputs(3), .outcome = "y"};
    set.x = latin_hypercube({.points = 200, .factors = 3, .seed = seed, .exchanges = 2000}).u;
    for (std::size_t i = 0; i < 200; ++i) set.mean.push_back(ishigami_at(set.x.data() + 3 * i));
    return set;
}

void expect_ishigami(const TrainingSet& set) {
    const EmulatorIndices out = emulator_indices(fit_emulator(set, {}, all_threads), {}, all_threads);
    for (std::size_t k = 0; k < 3; ++k) {
        const std::pair<const EmulatorIndex*, double> cases[] = {{&out.first[k], ishigami_first[k]}, {&out.total[k], ishigami_total[k]}};
        for (const auto& [index, expected] : cases) {
            EXPECT_NEAR(index->value, expected, 0.05) << k;
            EXPECT_NEAR(index->of_mean, expected, 0.05) << k;
            EXPECT_LE(index->interval.low, expected) << k;
            EXPECT_GE(index->interval.high, expected) << k;
        }
    }
    EXPECT_NEAR(out.variance, ishigami_variance, 0.05 * ishigami_variance);
    EXPECT_NEAR(out.mean, 3.5, 0.1);
    EXPECT_LT(out.unknown_share, 0.05);
}

TEST(EmulatorLarge, indices_of_ishigami_from_200_points) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        expect_ishigami(sobol_training(200, 3, ishigami_at, seed));
        expect_ishigami(latin_ishigami(seed));
    }
}

// What a hundred points say of eight inputs, against 2^14 base rows of the function itself.
TEST(EmulatorLarge, borehole) {
    const Emulator emulator = fit_emulator(sobol_training(100, 8, borehole_at), {}, all_threads);
    EXPECT_GT(validate(emulator, sobol_training(300, 8, borehole_at, 7), 0.95, all_threads).q2, 0.999);
    const EmulatorIndices out = emulator_indices(emulator, {.base_rows = 2048, .realisations = 50, .resamples = 50}, all_threads);
    constexpr std::size_t rows = 16384;
    const DesignPoints cube = sobol_points({.points = rows, .factors = 16, .seed = 3});
    double mean = 0, square = 0;
    std::vector<double> change(8, 0.0);
    for (std::size_t i = 0; i < rows; ++i) {
        std::vector<double> a(cube.point(i).begin(), cube.point(i).begin() + 8);
        const double y = borehole_at(a.data());
        mean += y / rows;
        square += y * y / rows;
        for (std::size_t k = 0; k < 8; ++k) {
            std::vector<double> other = a;
            other[k] = cube.point(i)[8 + k];
            change[k] += std::pow(y - borehole_at(other.data()), 2) / (2 * rows);
        }
    }
    for (std::size_t k = 0; k < 8; ++k) EXPECT_NEAR(out.total[k].value, change[k] / (square - mean * mean), 0.015) << k;
    EXPECT_NEAR(out.mean, mean, 0.5);
}

struct MeasuredCoverage {
    double of_mean_90 = 0, of_mean_99 = 0, of_run_90 = 0, of_run_99 = 0;
};

// Adds the shares of a share's worth of 200 places at which truth and a new run are inside their intervals.
template <class NoiseSd>
void add_coverage(const Emulator& emulator, NoiseSd noise_sd, std::uint64_t seed, double share, MeasuredCoverage& out) {
    constexpr std::size_t m = 200;
    TrainingSet truth = sobol_training(m, 2, branin_at, 1000 + seed);
    const EmulatorPrediction at = predict(emulator, truth.x, all_threads);
    TrainingSet runs = truth;
    add_runs(runs, 1, noise_sd, 2000 + seed);
    for (const double confidence : {0.9, 0.99}) {
        const std::vector<Interval> of_mean = prediction_intervals(emulator, at.mean, at.sd, confidence);
        const std::vector<Interval> of_run = prediction_intervals(emulator, at.mean, at.run_sd, confidence);
        double& mean_inside = confidence == 0.9 ? out.of_mean_90 : out.of_mean_99;
        double& run_inside = confidence == 0.9 ? out.of_run_90 : out.of_run_99;
        for (std::size_t i = 0; i < m; ++i) {
            mean_inside += of_mean[i].low <= truth.mean[i] && truth.mean[i] <= of_mean[i].high ? share / m : 0;
            run_inside += of_run[i].low <= runs.mean[i] && runs.mean[i] <= of_run[i].high ? share / m : 0;
        }
    }
}

double noise_of_10(const double*) {
    return 10;
}

// Branin's function, whose spread is about 50, with noise of 10: 40 points of 4 runs, or 160 of one.
TEST(EmulatorLarge, noise_and_coverage_on_replicated_data) {
    constexpr std::size_t sets = 40;
    for (const std::size_t runs : {4U, 1U}) {
        MeasuredCoverage coverage;
        std::vector<double> noise;
        for (std::uint64_t seed = 0; seed < sets; ++seed) {
            TrainingSet set = sobol_training(160 / runs, 2, branin_at, 50 + seed);
            add_runs(set, runs, noise_of_10, seed);
            const Emulator emulator = fit_emulator(set, {.starts = 3}, all_threads);
            noise.push_back(emulator.noise);
            add_coverage(emulator, noise_of_10, seed, 1.0 / sets, coverage);
        }
        const double mean = std::accumulate(noise.begin(), noise.end(), 0.0) / sets;
        EXPECT_NEAR(mean, 100, 6) << runs;  // the standard error of the mean is 100 √(2 / (120 × 40)) = 2
        for (const double v : noise) EXPECT_NEAR(v, 100, 50);
        EXPECT_NEAR(coverage.of_run_90, 0.9, 0.015) << runs;
        EXPECT_NEAR(coverage.of_run_99, 0.99, 0.005) << runs;
        EXPECT_NEAR(coverage.of_mean_90, 0.9, 0.05) << runs;
        EXPECT_NEAR(coverage.of_mean_99, 0.99, 0.02) << runs;
    }
}

double growing_noise(const double* u) {
    return std::exp(4 * u[0]);
}

// Noise with a standard deviation from 1 to 55: pooled it is too much at one end and too little at the other.
TEST(EmulatorLarge, coverage_with_noise_that_differs_from_place_to_place) {
    constexpr std::size_t sets = 20;
    MeasuredCoverage smoothed, pooled, per_point;
    for (std::uint64_t seed = 0; seed < sets; ++seed) {
        TrainingSet set = sobol_training(40, 2, branin_at, 50 + seed);
        add_runs(set, 10, growing_noise, seed);
        add_coverage(fit_emulator(set, {.noise = EmulatorNoise::smoothed, .starts = 3}, all_threads), growing_noise, seed, 1.0 / sets,
                     smoothed);
        add_coverage(fit_emulator(set, {.noise = EmulatorNoise::per_point, .starts = 3}, all_threads), growing_noise, seed, 1.0 / sets,
                     per_point);
        add_coverage(fit_emulator(set, {.noise = EmulatorNoise::pooled, .starts = 3}, all_threads), growing_noise, seed, 1.0 / sets,
                     pooled);
    }
    EXPECT_NEAR(smoothed.of_run_90, 0.9, 0.02);
    EXPECT_NEAR(smoothed.of_run_99, 0.99, 0.007);
    EXPECT_NEAR(smoothed.of_mean_90, 0.9, 0.05);
    EXPECT_NEAR(per_point.of_mean_90, 0.9, 0.07);
    EXPECT_GT(std::fabs(pooled.of_run_99 - 0.99), 0.02);
}

// Outcomes drawn from a process with noise at 60 points: 40 to learn from, 20 held out.
TrainingSet drawn_process(const std::vector<double>& x, std::uint64_t seed) {
    const std::vector<double> lengths{0.4, 0.8};
    const std::vector<std::uint8_t> numbers{0, 0};
    DenseMatrix covariance = correlations_within({EmulatorKernel::matern_5_2_product, lengths, numbers}, x);
    for (double& c : covariance.values) c *= 4;
    for (std::size_t i = 0; i < 60; ++i) covariance(i, i) += 0.1;
    factorise(covariance);
    DenseMatrix z(60, 1);
    for (std::size_t i = 0; i < 60; ++i) z(i, 0) = Draws(seed, Purpose::test, i, 0).normal();
    const DenseMatrix y = times(covariance, z);
    TrainingSet set{.inputs = unit_inputs(2), .outcome = "y", .x = x};
    set.mean.assign(y.values.begin(), y.values.end());
    return set;
}

TrainingSet part_of(const TrainingSet& set, std::size_t begin, std::size_t end) {
    TrainingSet out{.inputs = set.inputs, .outcome = set.outcome};
    out.x.assign(set.x.begin() + static_cast<std::ptrdiff_t>(2 * begin), set.x.begin() + static_cast<std::ptrdiff_t>(2 * end));
    out.mean.assign(set.mean.begin() + static_cast<std::ptrdiff_t>(begin), set.mean.begin() + static_cast<std::ptrdiff_t>(end));
    return out;
}

// With the process's variance estimated by restricted likelihood and the rest known, the distance over its number is Fisher's F; with all
// known it is chi-square over its number, whose F with 39 degrees of freedom is near enough for its level to be seen.
TEST(EmulatorLarge, distances_of_held_out_errors_have_their_law) {
    const std::vector<double> x = sobol_points({.points = 60, .factors = 2, .seed = 4}).u;
    std::vector<double> p;
    double coverage = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        const TrainingSet set = drawn_process(x, seed);
        EmulatorSettings settings{.given = ProcessParameters{{0.4, 0.8}, 4, 0.1}};
        Emulator emulator = fit_emulator(part_of(set, 0, 40), settings, all_threads);
        // The estimate that belongs to these lengths and this share of noise: yᵀα over points less terms.
        double scale = 0;
        for (std::size_t i = 0; i < 40; ++i) scale += emulator.data.outcome[i] * emulator.fit.weights[i] / 39;
        settings.given->variance *= scale;
        settings.given->noise *= scale;
        emulator = fit_emulator(part_of(set, 0, 40), settings, all_threads);
        const EmulatorValidation check = validate(emulator, part_of(set, 40, 60), 0.9, all_threads);
        p.push_back(check.p);
        coverage += check.coverage / 400;
    }
    EXPECT_GT(statistics::kolmogorov_p(statistics::kolmogorov_distance(p, [](double u) { return u; }), p.size()), statistics::alpha);
    EXPECT_NEAR(coverage, 0.9, 0.012);
}

// All parameters searched from 40 points: they count as known afterwards, so that intervals at held-out points are somewhat too narrow.
TEST(EmulatorLarge, coverage_with_parameters_that_were_searched) {
    const std::vector<double> x = sobol_points({.points = 60, .factors = 2, .seed = 4}).u;
    double left_out = 0, held_out = 0;
    constexpr std::size_t sets = 60;
    for (std::uint64_t seed = 0; seed < sets; ++seed) {
        const TrainingSet set = drawn_process(x, seed);
        const Emulator emulator = fit_emulator(part_of(set, 0, 40), {.starts = 3}, all_threads);
        const Emulator truth = fit_emulator(part_of(set, 0, 40), {.given = ProcessParameters{{0.4, 0.8}, 4, 0.1}}, all_threads);
        EXPECT_GT(emulator.log_likelihood, truth.log_likelihood);
        left_out += leave_one_out(emulator, 0.9, all_threads).coverage / sets;
        held_out += validate(emulator, part_of(set, 40, 60), 0.9, all_threads).coverage / sets;
    }
    EXPECT_NEAR(left_out, 0.9, 0.03);
    EXPECT_GT(held_out, 0.83);
    EXPECT_LT(held_out, 0.91);
}

}  // namespace
}  // namespace enclosure::test
