#include "sim/base/paired.h"
#include "tests/nan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

namespace enclosure {
namespace {

using test::nan;

// The worked data set; expected numbers by other programs, to 1e-10.
const std::vector<double> base{10.2, 9.8, 11.1, 10.5, 9.9, 10.7, 10.0, 10.3};
const std::vector<double> policy{11.0, 10.1, 11.9, 11.2, 10.4, 11.8, 10.3, 11.1};

TEST(Paired, ReferenceNumbers) {
    const PairedStatistics s = paired_statistics(base, policy);
    EXPECT_EQ(s.n, 8U);
    EXPECT_NEAR(s.difference, 0.6625, 1e-12);
    EXPECT_NEAR(s.treated - s.baseline, 0.6625, 1e-12);
    EXPECT_NEAR(s.sd, 0.277424378371, 1e-9);
    EXPECT_NEAR(s.interval.low, 0.430567415569, 1e-9);
    EXPECT_NEAR(s.interval.high, 0.894432584431, 1e-9);
    EXPECT_NEAR(s.inner.low, 0.476671527636, 1e-9);
    EXPECT_NEAR(s.inner.high, 0.848328472364, 1e-9);
    EXPECT_NEAR(s.t, 6.75439188564, 1e-9);
    EXPECT_NEAR(s.p, 0.000263949888256, 1e-12);
    EXPECT_NEAR(s.effect_size, 2.38803815256, 1e-9);
    EXPECT_NEAR(s.variance_reduction, 8.3596287703, 1e-8);
    EXPECT_EQ(s.higher, 8U);
    EXPECT_EQ(s.lower, 0U);
}

TEST(Paired, ReferenceEquivalence) {
    const PairedStatistics s = paired_statistics(base, policy);
    const Equivalence wide = equivalence(s, 1);
    EXPECT_NEAR(wide.p_low, 3.0484333568e-07, 1e-15);
    EXPECT_NEAR(wide.p_high, 0.00541186619834, 1e-12);
    EXPECT_TRUE(wide.holds);
    EXPECT_FALSE(equivalence(s, 0.5).holds);
    // As the 90 % interval says: it lies within ±1, not within ±0.84.
    EXPECT_FALSE(equivalence(s, 0.84).holds);
    EXPECT_TRUE(equivalence(s, 0.85).holds);
}

TEST(Paired, WhatIsUndefinedInOneArmDoesNotCount) {
    std::vector<double> a = base, b = policy;
    a.push_back(nan);
    b.push_back(3);
    a.push_back(3);
    b.push_back(nan);
    a.push_back(nan);
    b.push_back(nan);
    const PairedStatistics s = paired_statistics(a, b);
    EXPECT_EQ(s.n, 8U);
    EXPECT_EQ(s.difference, paired_statistics(base, policy).difference);
    EXPECT_EQ(s.baseline, paired_statistics(base, policy).baseline);
}

TEST(Paired, EqualArmsDifferByExactlyNothing) {
    const PairedStatistics s = paired_statistics(base, base);
    EXPECT_EQ(s.difference, 0);
    EXPECT_EQ(s.sd, 0);
    EXPECT_EQ(s.interval.low, 0);
    EXPECT_EQ(s.interval.high, 0);
    EXPECT_EQ(s.effect_size, 0);
    EXPECT_TRUE(std::isinf(s.variance_reduction));
    EXPECT_TRUE(equivalence(s, 0.01).holds);
    EXPECT_TRUE(equivalence(s, 0).holds);
}

TEST(Paired, AConstantShiftIsCertain) {
    const std::vector<double> a{1, 2, 3}, b{2, 3, 4};
    const PairedStatistics s = paired_statistics(a, b);
    EXPECT_EQ(s.interval.low, 1);
    EXPECT_EQ(s.interval.high, 1);
    EXPECT_FALSE(equivalence(s, 1).holds);
    EXPECT_FALSE(equivalence(s, 0.5).holds);
    EXPECT_TRUE(equivalence(s, 1.5).holds);
}

TEST(Paired, FewPairs) {
    EXPECT_EQ(paired_statistics({}, {}).n, 0U);
    EXPECT_TRUE(std::isnan(paired_statistics({}, {}).difference));
    const std::vector<double> one{1}, two{3};
    const PairedStatistics s = paired_statistics(one, two);
    EXPECT_EQ(s.difference, 2);
    EXPECT_TRUE(std::isnan(s.interval.low));
    EXPECT_FALSE(equivalence(s, 10).holds);
    EXPECT_THROW(paired_statistics(base, one), std::invalid_argument);
}

TEST(Paired, QuantilesAreOfTypeSeven) {
    const std::vector<double> values{16, 1, nan, 8, 2, 4};
    EXPECT_DOUBLE_EQ(quantile(values, 0.10), 1.4);
    EXPECT_DOUBLE_EQ(quantile(values, 0.25), 2);
    EXPECT_DOUBLE_EQ(quantile(values, 0.50), 4);
    EXPECT_DOUBLE_EQ(quantile(values, 0.90), 12.8);
    EXPECT_DOUBLE_EQ(quantile(values, 1), 16);
    EXPECT_TRUE(std::isnan(quantile({}, 0.5)));
}

TEST(Bootstrap, ResamplesTakeEachItemEquallyOften) {
    constexpr std::size_t n = 7, resamples = 20000;
    const Resampling how(5, n, resamples);
    std::vector<double> count(n, 0);
    for (std::size_t b = 0; b < resamples; ++b) {
        ASSERT_EQ(how.row(b).size(), n);
        for (const std::uint32_t i : how.row(b)) {
            ASSERT_LT(i, n);
            count[i] += 1;
        }
    }
    // Binomial with mean 20000 and sd 131.
    for (const double c : count) EXPECT_NEAR(c, resamples, 5 * 131);
}

TEST(Bootstrap, TheFirstResamplesOfManyAreThoseOfFew) {
    const Resampling few(5, 9, 10), many(5, 9, 50);
    for (std::size_t b = 0; b < 10; ++b) EXPECT_THAT(few.row(b), testing::ElementsAreArray(many.row(b)));
}

TEST(Bootstrap, AgreesWithTheNormalLimitForManyValues) {
    // Symmetric values: bias and acceleration vanish, so the interval is mean ± 1.96 sd/√n up to its own noise of some per cent.
    std::vector<double> values;
    for (int i = -500; i <= 500; ++i) values.push_back(3 + i / 500.0);
    const Interval b = bootstrap_interval(values, Resampling(1, values.size(), 4000));
    const double half = 1.959963985 * std::sqrt((1001.0 * 1001 - 1) / 12) / 500 / std::sqrt(1001.0);
    EXPECT_NEAR(b.low, 3 - half, 0.08 * half);
    EXPECT_NEAR(b.high, 3 + half, 0.08 * half);
}

TEST(Bootstrap, SkewShiftsTheIntervalToTheLongTail) {
    std::vector<double> values;
    for (int i = 1; i <= 30; ++i) values.push_back(-std::log(i / 31.0));
    const Interval b = bootstrap_interval(values, Resampling(2, values.size(), 4000));
    double mean = 0;
    for (const double v : values) mean += v / 30;
    EXPECT_GT(b.high - mean, 1.15 * (mean - b.low));
}

TEST(Bootstrap, OfTheReferenceDataLiesNearTheTInterval) {
    const std::vector<double> d = paired_differences(base, policy);
    const Interval b = bootstrap_interval(d, Resampling(1, d.size(), 2000));
    EXPECT_GT(b.low, 0.40);
    EXPECT_LT(b.low, 0.58);
    EXPECT_GT(b.high, 0.76);
    EXPECT_LT(b.high, 0.92);
}

TEST(Bootstrap, FewOrEqualValues) {
    const std::vector<double> four{1, 2, 3, 4}, equal{2, 2, 2, 2, 2};
    EXPECT_TRUE(std::isnan(bootstrap_interval(four, Resampling(1, 4, 100)).low));
    const Interval b = bootstrap_interval(equal, Resampling(1, 5, 100));
    EXPECT_EQ(b.low, 2);
    EXPECT_EQ(b.high, 2);
}

}  // namespace
}  // namespace enclosure
