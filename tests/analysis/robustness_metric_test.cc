// Robustness metrics against tables that are worked out by hand.
#include "analysis/robust/robustness_metric.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/robust/regret.h"
#include "sim/base/draws.h"

namespace enclosure::test {
namespace {

using Of = RobustnessOf;
using By = RobustnessSummary;

// A metric of one policy's outcomes, each world once.
double metric_of_row(By summary, const std::vector<double>& outcomes, Better better, double parameter = not_defined,
                     const std::vector<double>& weights = {}) {
    const double sign = better == Better::higher ? -1 : 1;
    std::vector<double> losses = outcomes;
    for (double& x : losses) x *= sign;
    const RobustnessMetric metric{.of = Of::outcome, .summary = summary, .parameter = parameter};
    return summed_up(metric, sorted_losses(losses), sign, std::vector<std::uint32_t>(losses.size(), 1), weights);
}

// Costs of policy B in five worlds, lower is better. Sorted as they stand; mean 10, squares 36 + 16 + 4 + 16 + 64 = 136, sd √34; type 7:
// q10 = 4 + .4·2 = 4.8, q25 = 6, q50 = 8, q75 = 14, q90 = 14 + .6·4 = 16.4.
const std::vector<double> cost_b{4, 6, 8, 14, 18};

TEST(RobustnessMetric, OfCostsByHand) {
    const auto of = [](By summary, double parameter = not_defined) { return metric_of_row(summary, cost_b, Better::lower, parameter); };
    EXPECT_EQ(of(By::worst), 18);
    EXPECT_EQ(of(By::best), 4);
    EXPECT_EQ(of(By::hurwicz), 11);
    EXPECT_EQ(of(By::hurwicz, 0.25), 7.5);  // .25·18 + .75·4
    EXPECT_EQ(of(By::hurwicz, 1), 18);
    EXPECT_EQ(of(By::mean), 10);
    EXPECT_NEAR(of(By::percentile), 16.4, 1e-13);
    EXPECT_EQ(of(By::percentile, 0.5), 8);
    EXPECT_NEAR(of(By::tail_mean, 0.8), 18, 1e-13);              // one world of five
    EXPECT_NEAR(of(By::tail_mean, 0.7), (18 + 7) / 1.5, 1e-13);  // one and a half: half of the world at 14 belongs to the tail
    EXPECT_NEAR(of(By::tail_mean, 0), 10, 1e-13);
    EXPECT_EQ(of(By::tail_mean, 1), 18);
    EXPECT_NEAR(of(By::mean_less_deviation), 10 + std::sqrt(34.0), 1e-13);
    EXPECT_NEAR(of(By::mean_less_deviation, 2), 10 + 2 * std::sqrt(34.0), 1e-13);
    EXPECT_NEAR(of(By::signal_to_noise), 11 * (1 + std::sqrt(34.0)), 1e-12);
    EXPECT_NEAR(of(By::mean_over_deviation), (1 - 10) / (1 + std::sqrt(34.0)), 1e-13);
    EXPECT_NEAR(of(By::undesirable_deviations), (0 + 6 + 10) / 3.0, 1e-13);
    EXPECT_NEAR(of(By::undesirable_squares), 36 + 100, 1e-12);
    EXPECT_NEAR(of(By::skewness), ((16.4 + 4.8) / 2 - 8) / 5.8, 1e-13);
    EXPECT_NEAR(of(By::peakedness), 11.6 / 8, 1e-13);
    EXPECT_EQ(of(By::satisficing, 8), 0.6) << "the level itself is good enough";
    EXPECT_EQ(of(By::satisficing, 7.99), 0.4);
}

TEST(RobustnessMetric, HigherIsBetterMirrorsLower) {
    std::vector<double> gain = cost_b;
    for (double& x : gain) x = -x;
    for (const By by : {By::worst, By::best, By::hurwicz, By::mean, By::percentile, By::tail_mean, By::mean_less_deviation, By::skewness}) {
        EXPECT_EQ(metric_of_row(by, gain, Better::higher), -metric_of_row(by, cost_b, Better::lower)) << int(by);
    }
    for (const By by : {By::mean_over_deviation, By::undesirable_deviations, By::undesirable_squares, By::peakedness}) {
        EXPECT_EQ(metric_of_row(by, gain, Better::higher), metric_of_row(by, cost_b, Better::lower)) << int(by);
    }
    EXPECT_EQ(metric_of_row(By::satisficing, gain, Better::higher, -8), 0.6);
    EXPECT_NEAR(metric_of_row(By::signal_to_noise, cost_b, Better::higher), 11 / (1 + std::sqrt(34.0)), 1e-13);
}

// The table of two alternatives in three scenarios with which the authors of McPhail et al. (2018) check their own program; they maximise
// the negative of what is minimised, and write regret and deviations as negative numbers.
TEST(RobustnessMetric, NumbersOfMcPhailEtAl) {
    const std::vector<double> a{0.99, 1.0, 0.5}, b{0.69, 0.6, 0.6};
    const auto both = [&](By by, Better better, double first, double second, double parameter = not_defined) {
        EXPECT_NEAR(metric_of_row(by, a, better, parameter), first, 1e-12) << int(by);
        EXPECT_NEAR(metric_of_row(by, b, better, parameter), second, 1e-12) << int(by);
    };
    both(By::worst, Better::higher, 0.5, 0.6);
    both(By::worst, Better::lower, 1.0, 0.69);
    both(By::best, Better::higher, 1.0, 0.69);
    both(By::hurwicz, Better::higher, 0.625, 0.6225, 0.75);
    both(By::hurwicz, Better::lower, 0.875, 0.6675, 0.75);
    both(By::hurwicz, Better::lower, 0.75, 0.645);
    both(By::mean, Better::higher, 0.83, 0.63);
    both(By::mean_over_deviation, Better::higher, 1.42320289996384, 1.54948632859709);
    both(By::mean_over_deviation, Better::lower, 0.132210105461122, 0.351723890540445);
    both(By::undesirable_deviations, Better::higher, 0.245, 0);
    both(By::undesirable_deviations, Better::lower, 0.005, 0.045);
    both(By::satisficing, Better::higher, 2.0 / 3, 1.0 / 3, 0.65);
}

TEST(RobustnessMetric, DirectionOfTheMetricItself) {
    const auto better = [](By by, Better outcome, double parameter = not_defined) {
        return higher_is_better({.of = Of::outcome, .summary = by, .parameter = parameter}, outcome);
    };
    EXPECT_EQ(better(By::worst, Better::higher), true);
    EXPECT_EQ(better(By::worst, Better::lower), false);
    EXPECT_EQ(better(By::worst, Better::unstated), std::nullopt);
    EXPECT_EQ(better(By::satisficing, Better::lower), true);
    EXPECT_EQ(better(By::undesirable_deviations, Better::higher), false);
    EXPECT_EQ(better(By::peakedness, Better::unstated), true);
    EXPECT_EQ(higher_is_better({.of = Of::regret, .summary = By::worst}, Better::higher), false);
    // Costs whose bulk is low: a long tail of high ones, skewness above 0. Gains whose bulk is high: below 0.
    EXPECT_EQ(better(By::skewness, Better::lower), true);
    EXPECT_EQ(better(By::skewness, Better::higher), false);
    EXPECT_EQ(better(By::skewness, Better::higher, -1), true);
}

TEST(RobustnessMetric, NamesAndUnits) {
    EXPECT_EQ(metric_name({Of::outcome, By::worst}), "maximin");
    EXPECT_EQ(metric_name({Of::regret, By::worst}), "minimax regret");
    EXPECT_EQ(metric_name({Of::regret, By::percentile}), "90 % regret");
    EXPECT_EQ(metric_name({Of::outcome, By::tail_mean, 0.55}), "mean of worlds beyond 55 %");
    EXPECT_EQ(metric_name({Of::reference_regret, By::mean}), "mean regret to the reference");
    EXPECT_EQ(metric_name({Of::outcome, By::hurwicz, 0.3}), "Hurwicz, weight of the worst 0.3");
    EXPECT_EQ(metric_unit({Of::regret, By::worst}, "EUR"), "EUR");
    EXPECT_EQ(metric_unit({Of::outcome, By::satisficing}, "EUR"), "1");
    EXPECT_EQ(metric_unit({Of::outcome, By::undesirable_squares}, "EUR"), "(EUR)²");
}

// Rockafellar and Uryasev (2002), theorem 10: CVaR = min over c of c + E[max(x - c, 0)] / (1 - q), and some outcome attains it.
TEST(RobustnessMetric, TailMeanIsTheMinimumOfRockafellarAndUryasev) {
    for (const std::size_t n : {1U, 2U, 7U, 40U}) {
        std::vector<double> x(n), weight(n);
        for (std::size_t i = 0; i < n; ++i) {
            Draws draws(3, Purpose::test, n, 0, static_cast<std::uint32_t>(i));
            x[i] = std::floor(20 * draws.uniform());  // with ties
            weight[i] = draws.uniform();
        }
        for (const double q : {0.0, 0.1, 0.5, 0.77, 0.9, 0.99}) {
            for (const bool weighted : {false, true}) {
                double whole = 0;
                for (const double w : weight) whole += weighted ? w : 1;
                double least = std::numeric_limits<double>::infinity();
                for (const double c : x) {
                    double excess = 0;
                    for (std::size_t i = 0; i < n; ++i) excess += (weighted ? weight[i] : 1) / whole * std::max(x[i] - c, 0.0);
                    least = std::min(least, c + excess / (1 - q));
                }
                const double got = metric_of_row(By::tail_mean, x, Better::lower, q, weighted ? weight : std::vector<double>{});
                EXPECT_NEAR(got, least, 1e-11) << n << " " << q;
            }
        }
    }
}

TEST(RobustnessMetric, WeightsOfWorlds) {
    const std::vector<double> weight{1, 1, 2, 0, 0};
    const auto of = [&](By by, double parameter = not_defined) { return metric_of_row(by, cost_b, Better::lower, parameter, weight); };
    EXPECT_EQ(of(By::mean), (4 + 6 + 16) / 4.0);
    EXPECT_EQ(of(By::satisficing, 6), 0.5);
    EXPECT_NEAR(of(By::tail_mean, 0.75), 8, 1e-13);
    EXPECT_NEAR(of(By::tail_mean, 0.25), (2 * 8 + 6) / 3.0, 1e-13);
    EXPECT_EQ(of(By::worst), 18) << "extremes know no weights";
    for (const By by : {By::mean, By::mean_less_deviation, By::tail_mean, By::signal_to_noise}) {
        EXPECT_NEAR(metric_of_row(by, cost_b, Better::lower, not_defined, {3, 3, 3, 3, 3}), metric_of_row(by, cost_b, Better::lower),
                    1e-12);
    }
}

// A world that is in a resample twice is as good as two worlds with the same outcome.
TEST(RobustnessMetric, CountsStandForCopies) {
    const std::vector<double> x{3, -1, 4, 1, -5};
    const std::vector<std::uint32_t> counts{2, 0, 1, 3, 1};
    const std::vector<double> copies{3, 3, 4, 1, 1, 1, -5};
    for (const By by :
         {By::worst, By::best, By::hurwicz, By::mean, By::percentile, By::tail_mean, By::mean_less_deviation, By::signal_to_noise,
          By::mean_over_deviation, By::undesirable_deviations, By::undesirable_squares, By::skewness, By::peakedness}) {
        const RobustnessMetric metric{.of = Of::outcome, .summary = by};
        EXPECT_NEAR(summed_up(metric, sorted_losses(x), 1, counts, {}), metric_of_row(by, copies, Better::lower), 1e-13) << int(by);
    }
}

TEST(RobustnessMetric, WhatIsNotDefined) {
    EXPECT_TRUE(std::isnan(metric_of_row(By::mean_less_deviation, {3}, Better::lower)));
    EXPECT_TRUE(std::isnan(metric_of_row(By::skewness, {3, 3, 3}, Better::lower)));
    EXPECT_TRUE(std::isnan(metric_of_row(By::peakedness, {3, 3, 3}, Better::lower)));
    EXPECT_EQ(metric_of_row(By::mean_less_deviation, {0.1, 0.1, 0.1}, Better::lower), 0.1) << "no spread by rounding";
    EXPECT_FALSE(std::signbit(metric_of_row(By::worst, {0, 0}, Better::higher)));
}

TEST(Regret, AgainstTheBestIsNeverNegative) {
    // Losses of two policies in three worlds.
    const std::vector<double> losses{1, 5, 0, 4, 2, 0};
    EXPECT_EQ(regrets_of(losses, 2, {}, 1), (std::vector<double>{0, 3, 0, 3, 0, 0}));
    EXPECT_EQ(regrets_of(losses, 2, 0, 1), (std::vector<double>{0, 0, 0, 3, -3, 0})) << "an improvement is no regret";
    EXPECT_EQ(regrets_of(losses, 2, 1, 2), (std::vector<double>{-1.5, 1.5, 0, 0, 0, 0}));
}

TEST(Regret, NumbersOfMcPhailEtAl) {
    const PolicyWorlds gains{
        .outcome = "gain", .better = Better::higher, .policies = {"a", "b"}, .worlds = 3, .values = {0.99, 1.0, 0.5, 0.69, 0.6, 0.6}};
    const RegretMatrix regret = regret_matrix(gains);
    const std::vector<double> expected{0, 0, 0.1, 0.3, 0.4, 0};
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(regret.values[i], expected[i], 1e-15);
    EXPECT_EQ(regret.best, (std::vector<std::size_t>{0, 0, 1}));
    EXPECT_NEAR(regret.largest, 0.4, 1e-15);
    EXPECT_NEAR(regret.best_share[0], 2.0 / 3, 1e-15);
}

TEST(Regret, MatrixSharesTiesAndDropsWorlds) {
    PolicyWorlds costs{
        .outcome = "cost", .better = Better::lower, .policies = {"a", "b"}, .worlds = 4, .values = {1, 2, not_defined, 4, 1, 1, 1, 5}};
    RegretMatrix regret = regret_matrix(costs);
    EXPECT_EQ(regret.worlds, (std::vector<std::size_t>{0, 1, 3}));
    EXPECT_EQ(regret.dropped, (std::vector<std::size_t>{2}));
    EXPECT_EQ(regret.values, (std::vector<double>{0, 1, 0, 0, 0, 1}));
    EXPECT_EQ(regret.best_share, (std::vector<double>{0.5, 0.5}));
    costs.weights = {2, 1, 9, 1};
    regret = regret_matrix(costs);
    EXPECT_EQ(regret.best_share, (std::vector<double>{0.5, 0.5}));  // (1 + 0 + 1)/4, (1 + 1 + 0)/4
    costs.weights = {0, 3, 9, 1};
    EXPECT_EQ(regret_matrix(costs).best_share, (std::vector<double>{0.25, 0.75}));
}

}  // namespace
}  // namespace enclosure::test
