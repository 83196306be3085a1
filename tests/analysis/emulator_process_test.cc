// The likelihood of a Gaussian process against numbers of another program, and its gradient against differences.
#include "analysis/emulator/process.h"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/draws.h"
#include "tests/analysis/emulator_examples.h"

namespace enclosure::test {
namespace {

const std::vector<double> process_lengths{0.4, 0.9};
constexpr double process_variance = 1.7;

// Twelve points of two numbers with runs of 1 to 5.
ProcessData twelve_process_points(EmulatorKernel kernel, bool linear) {
    ProcessData data{.kernel = kernel, .categorical = {0, 0}, .replicates = {3, 1, 2, 4, 1, 1, 5, 2, 1, 3, 1, 2}};
    data.trend = DenseMatrix(12, linear ? 3 : 1);
    const TrainingSet set = twelve_points();
    data.points = set.x;
    data.outcome = set.mean;
    for (std::size_t i = 0; i < 12; ++i) {
        data.known_noise.push_back((0.02 + 0.01 * static_cast<double>(i % 3)) / data.replicates[i]);
        data.trend(i, 0) = 1;
        if (!linear) continue;
        data.trend(i, 1) = set.x[2 * i] - 0.5;
        data.trend(i, 2) = set.x[2 * i + 1] - 0.5;
    }
    return data;
}

struct ExpectedProcess {
    EmulatorKernel kernel;
    bool linear;
    double restricted;
    double likelihood;
    std::vector<double> beta;
};

TEST(EmulatorProcess, likelihood_and_trend_are_those_of_another_program) {
    const std::vector<ExpectedProcess> expected{
        {EmulatorKernel::matern_5_2_product, false, -9.03696582522801, -11.0437923523482, {1.53304137446224}},
        {EmulatorKernel::matern_5_2, true, -1.39715680411853, -5.98241316562006, {1.70159378691897, -1.44901428228891, 3.94768440464482}},
        {EmulatorKernel::squared_exponential, false, -9.57975232231562, -11.5723499819894, {1.81463468664418}}};
    for (const ExpectedProcess& e : expected) {
        ProcessData data = twelve_process_points(e.kernel, e.linear);
        const auto restricted = fit_process(data, {process_lengths, process_variance, 0});
        data.restricted = false;
        const auto plain = fit_process(data, {process_lengths, process_variance, 0});
        ASSERT_TRUE(restricted && plain);
        EXPECT_NEAR(restricted->log_likelihood, e.restricted, 1e-10);
        EXPECT_NEAR(plain->log_likelihood, e.likelihood, 1e-10);
        for (std::size_t q = 0; q < e.beta.size(); ++q) EXPECT_NEAR(restricted->beta[q], e.beta[q], 1e-10);
    }
}

// Mixed inputs: two numbers and a category of three levels.
ProcessData mixed_process_data(EmulatorKernel kernel, bool linear) {
    constexpr std::size_t n = 40;
    ProcessData data{.kernel = kernel, .categorical = {0, 1, 0}};
    data.trend = DenseMatrix(n, linear ? 2 : 1);
    for (std::size_t i = 0; i < n; ++i) {
        const auto u = [i](std::uint32_t k) { return Draws(4, Purpose::test, i, 0, k).uniform(); };
        data.points.insert(data.points.end(), {u(0), std::floor(3 * u(1)), u(2)});
        data.outcome.push_back(std::sin(4 * u(0)) + std::floor(3 * u(1)) * u(2) + 0.3 * u(3));
        data.replicates.push_back(1 + std::floor(4 * u(4)));
        data.known_noise.push_back(0.01 * u(5));
        data.freedom += data.replicates.back() - 1;
        data.squares += 0.05 * (data.replicates.back() - 1);
        data.trend(i, 0) = 1;
        if (linear) data.trend(i, 1) = u(0) - 0.5;
    }
    return data;
}

void expect_gradient_of_differences(const ProcessData& data) {
    const Threads threads(1);
    const std::vector<double> at = logarithms_of({{0.5, 1.3, 0.8}, 1.4, 0.04}, data.estimate_noise);
    std::vector<double> gradient(at.size());
    std::vector<double> unused(at.size());
    ASSERT_TRUE(std::isfinite(log_likelihood(data, at, gradient, threads)));
    for (std::size_t k = 0; k < at.size(); ++k) {
        constexpr double step = 1e-5;
        std::vector<double> up = at, down = at;
        up[k] += step;
        down[k] -= step;
        const double slope = (log_likelihood(data, up, unused, threads) - log_likelihood(data, down, unused, threads)) / (2 * step);
        EXPECT_NEAR(gradient[k], slope, 1e-6 * (1 + std::fabs(slope))) << k;
    }
}

TEST(EmulatorProcess, gradient_is_the_limit_of_differences) {
    for (const EmulatorKernel kernel : all_emulator_kernels) {
        for (const bool linear : {false, true}) {
            for (const bool restricted : {false, true}) {
                for (const bool estimate : {false, true}) {
                    ProcessData data = mixed_process_data(kernel, linear);
                    data.restricted = restricted;
                    data.estimate_noise = estimate;
                    expect_gradient_of_differences(data);
                }
            }
        }
    }
}

// With one run at each point the runs' spread says nothing; with two, twelve points have the likelihood of twenty-four runs.
TEST(EmulatorProcess, means_with_their_spread_are_as_good_as_all_runs) {
    ProcessData runs = twelve_process_points(EmulatorKernel::matern_5_2, false);
    runs.known_noise.assign(12, 0.0);
    runs.replicates.assign(12, 1.0);
    runs.estimate_noise = true;
    ProcessData means = runs;
    means.replicates.assign(12, 2.0);
    means.freedom = 12;
    runs.points.insert(runs.points.end(), means.points.begin(), means.points.end());
    for (std::size_t i = 0; i < 12; ++i) {
        const double half = 0.1 + 0.02 * static_cast<double>(i);
        runs.outcome[i] = means.outcome[i] + half;
        runs.outcome.push_back(means.outcome[i] - half);
        means.squares += 2 * half * half;
    }
    runs.known_noise.assign(24, 0.0);
    runs.replicates.assign(24, 1.0);
    runs.trend = DenseMatrix(24, 1);
    for (double& t : runs.trend.values) t = 1;
    const ProcessParameters parameters{process_lengths, process_variance, 0.07};
    for (const bool restricted : {false, true}) {
        runs.restricted = means.restricted = restricted;
        // The restricted likelihood is scaled by the trend's terms, of which there are twice as many.
        const double scale = restricted ? 0.5 * std::log(2.0) : 0;
        EXPECT_NEAR(fit_process(means, parameters)->log_likelihood, fit_process(runs, parameters)->log_likelihood - scale, 1e-9);
    }
}

TEST(EmulatorProcess, projector_takes_off_the_trend) {
    const Threads threads(1);
    const ProcessData data = twelve_process_points(EmulatorKernel::matern_5_2, true);
    const auto fit = fit_process(data, {process_lengths, process_variance, 0});
    ASSERT_TRUE(fit);
    const DenseMatrix nothing = projected(*fit, data.trend);
    for (const double v : nothing.values) EXPECT_NEAR(v, 0, 1e-10);
    const DenseMatrix weights = projected(*fit, DenseMatrix(data.outcome));
    const DenseMatrix projector = projector_of(*fit, threads);
    for (std::size_t i = 0; i < 12; ++i) {
        EXPECT_NEAR(weights(i, 0), fit->weights[i], 1e-9);
        double sum = 0;
        for (std::size_t j = 0; j < 12; ++j) sum += (i >= j ? projector(i, j) : projector(j, i)) * data.outcome[j];
        EXPECT_NEAR(sum, fit->weights[i], 1e-9);
    }
}

// A square of 20 × 20 points whose correlations are all next to 1.
ProcessData crowded_points() {
    ProcessData data{.kernel = EmulatorKernel::squared_exponential, .categorical = {0, 0}};
    for (std::size_t i = 0; i < 400; ++i) {
        data.points.insert(data.points.end(), {static_cast<double>(i / 20) / 19, static_cast<double>(i % 20) / 19});
        data.outcome.push_back(data.points[2 * i] - data.points[2 * i + 1]);
    }
    data.known_noise.assign(400, 0.0);
    data.replicates.assign(400, 1.0);
    data.trend = DenseMatrix(400, 1);
    for (double& t : data.trend.values) t = 1;
    return data;
}

TEST(EmulatorProcess, jitter_is_what_is_needed) {
    ProcessData data = crowded_points();
    EXPECT_EQ(fit_process(data, {{0.03, 0.03}, 1, 0})->jitter, final_jitter);
    const auto crowded = fit_process(data, {{30, 30}, 1, 0}, 1e-19);
    ASSERT_TRUE(crowded);
    EXPECT_GT(crowded->jitter, 5e-19);
    EXPECT_LE(crowded->jitter, 1e-12);
    data.trend = DenseMatrix(400, 2);  // two equal terms
    for (double& t : data.trend.values) t = 1;
    EXPECT_FALSE(fit_process(data, {{0.1, 0.1}, 1, 0}).has_value());
}

}  // namespace
}  // namespace enclosure::test
