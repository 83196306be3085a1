#include "analysis/tipping/early_warning.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "analysis/tipping/kendall.h"
#include "sim/base/draws.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

// A rise with a growing oscillation; expected numbers by another program.
std::vector<double> growing_oscillation() {
    std::vector<double> series;
    for (int i = 1; i <= 100; ++i) series.push_back(i / 50.0 + std::sin(i * i * 0.7) * (0.2 + i / 100.0));
    return series;
}

// An autoregression whose coefficient goes from one value to another.
std::vector<double> slowing_series(std::size_t n, double from, double to, std::uint64_t seed, std::uint64_t run) {
    std::vector<double> series(n);
    double x = 0;
    for (std::size_t t = 0; t < n; ++t) {
        const double phi = from + (to - from) * static_cast<double>(t) / static_cast<double>(n - 1);
        x = phi * x + Draws(seed, Purpose::test, run, 0, static_cast<std::uint32_t>(t)).normal();
        series[t] = x;
    }
    return series;
}

TEST(Kendall, AgreesWithAnotherProgram) {
    const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, y{3, 1, 4, 1, 5, 9, 2, 6, 5, 3};
    EXPECT_NEAR(kendall_tau(x, y), 0.276026223736942, 1e-14);
    EXPECT_NEAR(kendall_trend(y), 0.276026223736942, 1e-14);
    EXPECT_NEAR(kendall_tau(std::vector<double>{1, 2, 2, 3, 3, 3, 5, 6, 7, 7}, y), 0.21957751641342, 1e-14);
}

TEST(Kendall, IsTheCountOfAllPairs) {
    std::vector<double> x, y;
    for (std::uint32_t i = 0; i < 120; ++i) {
        Draws draws(31, Purpose::test, i, 0);
        x.push_back(std::floor(12 * draws.uniform()));
        y.push_back(std::floor(9 * draws.uniform()) + x.back() / 3);
    }
    double balance = 0, apart_x = 0, apart_y = 0;
    for (std::size_t i = 0; i < 120; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double dx = x[i] - x[j], dy = y[i] - y[j];
            balance += dx * dy > 0 ? 1 : dx * dy < 0 ? -1 : 0;
            apart_x += dx != 0 ? 1 : 0;
            apart_y += dy != 0 ? 1 : 0;
        }
    }
    EXPECT_NEAR(kendall_tau(x, y), balance / std::sqrt(apart_x * apart_y), 1e-13);
    x.insert(x.begin() + 3, test::nan);
    y.insert(y.begin() + 3, 7);
    EXPECT_NEAR(kendall_tau(x, y), balance / std::sqrt(apart_x * apart_y), 1e-13);
}

TEST(Kendall, OfTrendsAndOfNone) {
    EXPECT_EQ(kendall_trend(std::vector<double>{1, 2, 4, 8}), 1);
    EXPECT_EQ(kendall_trend(std::vector<double>{1, 0, -4, -8}), -1);
    EXPECT_TRUE(std::isnan(kendall_trend(std::vector<double>{2, 2, 2})));
    EXPECT_TRUE(std::isnan(kendall_trend(std::vector<double>{2})));
}

TEST(EarlyWarning, TrendsAgreeWithAnotherProgram) {
    const std::vector<double> series = growing_oscillation();
    const std::vector<double> smooth = gaussian_trend(series, 10);
    EXPECT_NEAR(smooth[0], 0.0692498442317432, 1e-6);  // its constant for the kernel has seven digits too
    EXPECT_NEAR(smooth[1], 0.0734753007091463, 1e-6);
    EXPECT_NEAR(smooth[49], 0.8428095902214729, 1e-6);
    EXPECT_NEAR(smooth[99], 1.9796441616529408, 1e-6);
    const std::vector<double> line = linear_trend(series);
    EXPECT_NEAR(series[0] - line[0], 0.0815898637744223, 1e-12);
    EXPECT_NEAR(series[39] - line[39], 0.5732963723283512, 1e-12);
}

TEST(EarlyWarning, IndicatorsAgreeWithAnotherProgram) {
    const EarlyWarning w = early_warning(growing_oscillation(), {.surrogates = 0}, Threads(1));
    EXPECT_EQ(w.window, 50U);
    ASSERT_EQ(w.at.size(), 51U);
    EXPECT_EQ(w.at.front(), 49U);
    EXPECT_EQ(w.at.back(), 99U);
    const auto at = [&](WarningIndicator which, std::size_t k) { return w.of(which).values[k]; };
    EXPECT_NEAR(at(WarningIndicator::ar1, 0), -0.1505970247598956, 1e-6);
    EXPECT_NEAR(at(WarningIndicator::ar1, 50), -0.352497993497866, 1e-6);
    EXPECT_NEAR(at(WarningIndicator::acf1, 1), -0.1503793447737632, 1e-6);
    EXPECT_NEAR(at(WarningIndicator::acf1, 29), -0.179198426389590, 1e-6);
    EXPECT_NEAR(at(WarningIndicator::variance, 0), 0.0933976567190139, 1e-6);
    EXPECT_NEAR(at(WarningIndicator::variance, 50), 0.362483364905560, 1e-6);
    EXPECT_NEAR(at(WarningIndicator::skewness, 1), -0.1999172678959139, 1e-6);
    EXPECT_NEAR(at(WarningIndicator::skewness, 50), -0.040445419571267, 1e-6);
    EXPECT_NEAR(w.of(WarningIndicator::ar1).tau, -0.4007843137254902, 1e-12);
    EXPECT_NEAR(w.of(WarningIndicator::acf1).tau, -0.4133333333333333, 1e-12);
    EXPECT_NEAR(w.of(WarningIndicator::variance).tau, 0.9749019607843137, 1e-12);
    EXPECT_NEAR(w.of(WarningIndicator::skewness).tau, 0.0525490196078431, 1e-12);
    EXPECT_NEAR(w.of(WarningIndicator::return_rate).tau, 0.4007843137254902, 1e-12);
    EXPECT_TRUE(std::isnan(w.of(WarningIndicator::recovery_rate).values[0]));  // of a negative coefficient
    EXPECT_TRUE(std::isnan(w.of(WarningIndicator::variance).p_rising));
}

// Window by window, in two passes.
TEST(EarlyWarning, RollingMomentsAreThoseOfEachWindow) {
    std::vector<double> series = slowing_series(400, 0.2, 0.99, 32, 0);
    for (double& v : series) v += 1000;
    const std::size_t w = 90;
    const std::vector<WindowMoments> rolling = rolling_moments(series, w);
    ASSERT_EQ(rolling.size(), 311U);
    for (std::size_t k = 0; k < rolling.size(); k += 7) {
        double mean = 0, square = 0, cube = 0, product = 0;
        for (std::size_t i = k; i < k + w; ++i) mean += series[i] / w;
        for (std::size_t i = k; i < k + w; ++i) {
            const double d = series[i] - mean;
            square += d * d;
            cube += d * d * d;
            if (i > k) product += d * (series[i - 1] - mean);
        }
        const double last = series[k + w - 1] - mean;
        EXPECT_NEAR(rolling[k].variance, square / (w - 1), 1e-9 * square);
        EXPECT_NEAR(rolling[k].acf1, product / square, 1e-9);
        EXPECT_NEAR(rolling[k].ar1, product / (square - last * last), 1e-9);
        EXPECT_NEAR(rolling[k].skewness, cube / w / std::pow(square / w, 1.5), 1e-9);
    }
    const std::vector<double> flat(20, 3.3);
    EXPECT_TRUE(std::isnan(rolling_moments(flat, 5)[3].ar1));
    EXPECT_TRUE(rolling_moments(flat, 21).empty());
}

TEST(Autoregression, AgreesWithAnotherProgram) {
    const EarlyWarning w = early_warning(growing_oscillation(), {.surrogates = 1}, Threads(1));
    EXPECT_NEAR(w.null.coefficients.at(0), -0.306416303707517, 1e-6);
    // Of orders up to three the second has the least AIC, of all up to eight the sixth.
    const std::vector<double> two = fit_autoregression(w.residual, 3).coefficients, six = fit_autoregression(w.residual, 8).coefficients;
    ASSERT_EQ(two.size(), 2U);
    EXPECT_NEAR(two[0], -0.383398561653611, 1e-6);
    EXPECT_NEAR(two[1], -0.251234209846664, 1e-6);
    ASSERT_EQ(six.size(), 6U);
    EXPECT_NEAR(six[0], -0.3835717280278173, 1e-6);
    EXPECT_NEAR(six[5], -0.2058191109695308, 1e-6);
    EXPECT_TRUE(fit_autoregression(std::vector<double>(9, 1.0)).coefficients.empty());
}

// From its first value on, a path has the variance and the memory of the law: x_t = 0.5 x_{t-1} + 0.3 x_{t-2} + e has autocorrelation 5/7
// at lag 1, and variance 1 / (1 - 0.5 · 5/7 - 0.3 · (0.5 · 5/7 + 0.3)).
TEST(Autoregression, SurrogatesAreStationary) {
    const Autoregression model{.coefficients = {0.5, 0.3}, .innovation_sd = 1};
    const double correlation = 5.0 / 7, second = 0.5 * correlation + 0.3, variance = 1 / (1 - 0.5 * correlation - 0.3 * second);
    for (const std::size_t t : {0U, 1U, 5U}) {
        double square = 0, product = 0;
        for (std::uint64_t k = 0; k < 20000; ++k) {
            const std::vector<double> path = surrogate_series(model, 7, 4, k);
            square += path[t] * path[t] / 20000;
            product += path[t] * path[t + 1] / 20000;
        }
        EXPECT_NEAR(square / variance, 1, 4 * std::sqrt(2.0 / 20000)) << t;
        EXPECT_NEAR(product / variance, correlation, 4 * std::sqrt((1 + correlation * correlation) / 20000)) << t;
    }
    EXPECT_EQ(surrogate_series(model, 7, 4, 2), surrogate_series(model, 7, 4, 2));
}

TEST(EarlyWarning, SeesSlowingDown) {
    const EarlyWarning w = early_warning(slowing_series(600, 0.1, 0.97, 33, 0), {.surrogates = 200, .seed = 1}, Threads(2));
    EXPECT_GT(w.of(WarningIndicator::ar1).tau, 0.5);
    EXPECT_LT(w.of(WarningIndicator::ar1).p_rising, 0.05);
    EXPECT_LT(w.of(WarningIndicator::return_rate).p_falling, 0.05);
    EXPECT_LT(w.of(WarningIndicator::recovery_rate).p_falling, 0.05);
    EXPECT_LT(w.of(WarningIndicator::variance).p_rising, 0.05);
    EXPECT_GT(w.of(WarningIndicator::variance).p_falling, 0.9);
}

TEST(EarlyWarning, DoesNotDependOnThreads) {
    const std::vector<double> series = slowing_series(200, 0.3, 0.8, 34, 0);
    const WarningOptions options{.surrogates = 300, .most_order = 4, .seed = 0};
    const double p = early_warning(series, options, Threads(1)).of(WarningIndicator::ar1).p_rising;
    EXPECT_EQ(early_warning(series, options, Threads(2)).of(WarningIndicator::ar1).p_rising, p);
    EXPECT_EQ(early_warning(series, options, Threads(3)).of(WarningIndicator::ar1).p_rising, p);
    EXPECT_NE(early_warning(series, options, Threads(1), 1).of(WarningIndicator::ar1).p_rising, p);
}

TEST(EarlyWarning, DetrendsAsAsked) {
    std::vector<double> series = slowing_series(60, 0.5, 0.5, 35, 0);
    const Threads threads(1);
    EXPECT_EQ(early_warning(series, {.detrending = Detrending::none, .surrogates = 0}, threads).residual, series);
    const EarlyWarning differences = early_warning(series, {.detrending = Detrending::first_difference, .surrogates = 0}, threads);
    EXPECT_EQ(differences.residual.size(), 59U);
    EXPECT_EQ(differences.residual[4], series[5] - series[4]);
    EXPECT_EQ(differences.at.back(), 59U);
    EXPECT_EQ(gaussian_trend(series, 6, KernelWidth::quartiles), gaussian_trend(series, 6 * 0.3706506, KernelWidth::standard_deviation));
    series.insert(series.begin() + 9, test::nan);
    const EarlyWarning gap = early_warning(series, {.surrogates = 0}, threads);
    EXPECT_EQ(gap.n, 60U);
    EXPECT_EQ(gap.dropped, 1U);
    EXPECT_THAT(gap.warnings, testing::ElementsAre(testing::HasSubstr("not defined at 1 of 61 times")));
}

TEST(EarlyWarning, RefusesWhatHasNoFluctuations) {
    const Threads threads(1);
    EXPECT_THROW(early_warning(std::vector<double>(50, 1.0), {}, threads), AnalysisError);
    EXPECT_THROW(early_warning(std::vector<double>{1, 2, 3}, {}, threads), AnalysisError);
    try {
        early_warning(growing_oscillation(), {.bandwidth = 0, .window = 1, .confidence = 0}, threads);
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_EQ(error.reasons().size(), 3U);
    }
}

TEST(EarlyWarnings, OfRuns) {
    std::vector<std::vector<double>> runs;
    for (std::uint64_t r = 0; r < 12; ++r) runs.push_back(slowing_series(300, 0.1, 0.97, 36, r));
    runs.emplace_back(300, 2.0);
    const EarlyWarningsOfRuns all = early_warnings_of_runs(runs, {.surrogates = 100}, Threads(2), "HHI");
    EXPECT_EQ(all.runs.size(), 12U);
    EXPECT_THAT(all.warnings, testing::ElementsAre(testing::HasSubstr("HHI of run 12 does not move")));
    EXPECT_EQ(all.of(WarningIndicator::ar1).tau.n, 12U);
    EXPECT_GT(all.of(WarningIndicator::ar1).tau.interval.low, 0);
    EXPECT_GT(all.of(WarningIndicator::ar1).rising, 0.3);
    EXPECT_LT(all.of(WarningIndicator::ar1).falling, 0.2);
    EXPECT_GT(all.of(WarningIndicator::ar1).rising_interval.high, all.of(WarningIndicator::ar1).rising);
    EXPECT_THROW(early_warnings_of_runs(std::vector<std::vector<double>>(3), {}, Threads(1)), AnalysisError);
}

}  // namespace
}  // namespace enclosure
