// The bootstrap: which items are taken, and what intervals are made of the values.
#include "analysis/statistics/bootstrap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "analysis/statistics/permutation.h"
#include "sim/base/math.h"
#include "tests/analysis/given_samples.h"

namespace enclosure::test {
namespace {

double mean_of(std::span<const double> values, std::span<const std::uint32_t> items) {
    double sum = 0;
    for (const std::uint32_t i : items) sum += values[i];
    return sum / static_cast<double>(items.size());
}

TEST(Bootstrap, AResampleIsAFunctionOfItsNumber) {
    const std::vector<std::uint32_t> items = resampled_items(0, 3, 101);
    EXPECT_EQ(items, resampled_items(0, 3, 101));
    EXPECT_NE(items, resampled_items(0, 4, 101));
    EXPECT_NE(items, resampled_items(1, 3, 101));
    EXPECT_LT(*std::max_element(items.begin(), items.end()), 101u);
    std::vector<std::uint32_t> times(101), counted(101, 0u);
    count_resampled(0, 3, times);
    for (const std::uint32_t i : items) ++counted[i];
    EXPECT_EQ(times, counted);
}

TEST(Bootstrap, TakesEveryItemEquallyOften) {
    std::vector<double> total(7, 0.0);
    std::vector<std::uint32_t> times(7);
    for (std::size_t b = 0; b < 20000; ++b) {
        count_resampled(5, b, times);
        for (std::size_t i = 0; i < times.size(); ++i) total[i] += times[i];
    }
    for (const double t : total) EXPECT_NEAR(t / 20000, 1, 4 * std::sqrt(6.0 / 7 / 20000));
}

TEST(Bootstrap, StandardErrorOfAMean) {
    const std::vector<double> values = uniforms(200, 3, 0);
    const Threads threads(2);
    const auto mean = [&](std::span<const std::uint32_t> items) { return mean_of(values, items); };
    const Bootstrapped out = bootstrap(values.size(), {.resamples = 4000}, threads, mean);
    double square = 0;
    for (const double v : values) square += (v - out.estimate) * (v - out.estimate);
    const double expected = std::sqrt(square) / 200;  // of the distribution of the sample
    EXPECT_NEAR(out.sd, expected, 0.04 * expected);
    EXPECT_NEAR(out.bias, 0, 4 * expected / std::sqrt(4000.0));
}

TEST(Bootstrap, IntervalsOfAllKindsAgreeForAMean) {
    const std::vector<double> values = uniforms(400, 4, 0);
    const Threads threads(2);
    const auto mean = [&](std::span<const std::uint32_t> items) { return mean_of(values, items); };
    const Interval normal = bootstrap(values.size(), {.resamples = 4000, .kind = IntervalKind::normal}, threads, mean).interval;
    const double width = normal.high - normal.low;
    for (const IntervalKind kind : {IntervalKind::percentile, IntervalKind::basic, IntervalKind::bca}) {
        const Interval interval = bootstrap(values.size(), {.resamples = 4000, .kind = kind}, threads, mean).interval;
        EXPECT_NEAR(interval.low, normal.low, 0.06 * width);
        EXPECT_NEAR(interval.high, normal.high, 0.06 * width);
    }
}

TEST(Bootstrap, NormalWidthsHaveTheRatioOfTheirQuantiles) {
    const std::vector<double> resampled = uniforms(99, 1, 0);
    const Interval wide = resampled_interval(IntervalKind::normal, 0.4, resampled, 0.99);
    const Interval narrow = resampled_interval(IntervalKind::normal, 0.4, resampled, 0.90);
    EXPECT_NEAR((wide.high - wide.low) / (narrow.high - narrow.low), 2.5758293035489004 / 1.6448536269514722, 1e-12);
    EXPECT_NEAR(0.5 * (wide.high + wide.low), 0.4, 1e-12);
    EXPECT_NEAR((wide.high - wide.low) / 2, 2.5758293035489004 * resampled_sd(resampled), 1e-12);
}

TEST(Bootstrap, QuantilesAreTakenOrReflected) {
    std::vector<double> resampled;
    for (int k = 100; k >= 0; --k) resampled.push_back(k);  // type 7: quantile q is 100 q
    const Interval percentile = resampled_interval(IntervalKind::percentile, 40, resampled, 0.9);
    EXPECT_NEAR(percentile.low, 5, 1e-10);
    EXPECT_NEAR(percentile.high, 95, 1e-10);
    const Interval basic = resampled_interval(IntervalKind::basic, 40, resampled, 0.9);
    EXPECT_NEAR(basic.low, 80 - 95, 1e-10);
    EXPECT_NEAR(basic.high, 80 - 5, 1e-10);
    // BCa by hand: 40 of 101 lie below 40, and half of one.
    const double bias = math::normal_quantile(40.5 / 101);
    const double z = -math::normal_quantile(0.05);
    for (const double acceleration : {0.0, 0.1}) {
        const auto limit = [&](double normal) {
            return 100 * 0.5 * std::erfc(-(bias + (bias + normal) / (1 - acceleration * (bias + normal))) / std::sqrt(2.0));
        };
        const Interval bca = resampled_interval(IntervalKind::bca, 40, resampled, 0.9, acceleration);
        EXPECT_NEAR(bca.low, limit(-z), 1e-9);
        EXPECT_NEAR(bca.high, limit(z), 1e-9);
    }
    // An unbiased, unaccelerated BCa is the percentile interval.
    const Interval plain = resampled_interval(IntervalKind::bca, 50, resampled, 0.9);
    EXPECT_NEAR(plain.low, 5, 1e-9);
    EXPECT_NEAR(plain.high, 95, 1e-9);
}

TEST(Bootstrap, AccelerationOfAMeanIsASixthOfItsSkewnessOverRootN) {
    const std::vector<double> values{1, 2, 2.5, 4, 9};
    std::vector<double> left_out;
    for (std::size_t i = 0; i < values.size(); ++i) {
        double sum = 0;
        for (std::size_t j = 0; j < values.size(); ++j) sum += j == i ? 0 : values[j];
        left_out.push_back(sum / 4);
    }
    double square = 0, cube = 0;
    for (const double v : values) {
        square += (v - 3.7) * (v - 3.7);
        cube += (v - 3.7) * (v - 3.7) * (v - 3.7);
    }
    EXPECT_NEAR(jackknife_acceleration(left_out), cube / (6 * std::pow(square, 1.5)), 1e-12);
    EXPECT_EQ(jackknife_acceleration(std::vector<double>{2, 2, 2}), 0);
}

TEST(Bootstrap, WhatIsNotDefined) {
    const std::vector<double> half{1, 2, not_defined, not_defined}, most{1, not_defined, not_defined, not_defined};
    EXPECT_FALSE(std::isnan(resampled_interval(IntervalKind::percentile, 1.5, half, 0.95).low));
    EXPECT_TRUE(std::isnan(resampled_interval(IntervalKind::percentile, 1.5, most, 0.95).low));
    EXPECT_TRUE(std::isnan(resampled_interval(IntervalKind::normal, not_defined, half, 0.95).low));
    EXPECT_TRUE(std::isnan(resampled_interval(IntervalKind::normal, 1, {}, 0.95).low));
    EXPECT_TRUE(std::isnan(resampled_sd(std::vector<double>{1})));
    const Interval point = resampled_interval(IntervalKind::bca, 3, std::vector<double>{3, 3, 3}, 0.95);
    EXPECT_EQ(point.low, 3);
    EXPECT_EQ(point.high, 3);
}

TEST(Bootstrap, OptionsThatMakeNoSense) {
    EXPECT_TRUE(faults_of({}).empty());
    EXPECT_EQ(faults_of({.confidence = 1}).size(), 1u);
    EXPECT_EQ(faults_of({.confidence = 0}).size(), 1u);
    EXPECT_EQ(faults_of({.confidence = not_defined}).size(), 1u);
}

TEST(Bootstrap, SameForAnyNumberOfThreads) {
    const std::vector<double> values = uniforms(50, 9, 0);
    const auto mean = [&](std::span<const std::uint32_t> items) { return mean_of(values, items); };
    const Bootstrapped one = bootstrap(values.size(), {.kind = IntervalKind::bca, .seed = 0}, Threads(1), mean);
    for (const int count : {2, 3}) {
        const Bootstrapped more = bootstrap(values.size(), {.kind = IntervalKind::bca, .seed = 0}, Threads(count), mean);
        EXPECT_EQ(one.interval.low, more.interval.low);
        EXPECT_EQ(one.interval.high, more.interval.high);
        EXPECT_EQ(one.sd, more.sd);
    }
}

TEST(Permutation, EveryOrderIsAsLikely) {
    std::vector<double> count(6, 0.0);
    for (std::uint64_t s = 0; s < 12000; ++s) {
        const std::vector<std::uint32_t> order = shuffled_order(2, AnalysisDraw::permutation, s, 3);
        ASSERT_EQ(order[0] + order[1] + order[2], 3u);
        ASSERT_NE(order[0], order[1]);
        count[2 * order[0] + (order[1] > order[2] ? 1 : 0)] += 1;
    }
    for (const double c : count) EXPECT_NEAR(c, 2000, 4 * std::sqrt(12000 * 5.0 / 36));
    EXPECT_EQ(shuffled_order(2, AnalysisDraw::permutation, 5, 9), shuffled_order(2, AnalysisDraw::permutation, 5, 9));
    EXPECT_TRUE(shuffled_order(2, AnalysisDraw::permutation, 5, 0).empty());
}

}  // namespace
}  // namespace enclosure::test
