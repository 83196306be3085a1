#include "analysis/tipping/bimodality.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

// Quality of 63 statistics departments, the example of Hartigan and Hartigan (1985).
const std::vector<double> faculty_quality{30, 33, 35, 36, 37, 37, 39, 39, 39, 39, 39, 40, 40, 40, 40, 41, 42, 43, 43, 43, 44,
                                          44, 45, 45, 46, 46, 47, 47, 48, 48, 48, 49, 50, 50, 51, 52, 52, 53, 53, 53, 53, 53,
                                          54, 54, 57, 57, 59, 60, 60, 60, 61, 61, 61, 61, 62, 62, 62, 62, 63, 66, 70, 72, 72};

// Minutes that eruptions of the Old Faithful geyser last (Azzalini and Bowman, Applied Statistics 39, 1990).
const std::vector<double> geyser_eruptions{
    3.6,   1.8,   3.333, 2.283, 4.533, 2.883, 4.7,   3.6,   1.95,  4.35,  1.833, 3.917, 4.2,   1.75,  4.7,   2.167, 1.75,  4.8,   1.6,
    4.25,  1.8,   1.75,  3.45,  3.067, 4.533, 3.6,   1.967, 4.083, 3.85,  4.433, 4.3,   4.467, 3.367, 4.033, 3.833, 2.017, 1.867, 4.833,
    1.833, 4.783, 4.35,  1.883, 4.567, 1.75,  4.533, 3.317, 3.833, 2.1,   4.633, 2,     4.8,   4.716, 1.833, 4.833, 1.733, 4.883, 3.717,
    1.667, 4.567, 4.317, 2.233, 4.5,   1.75,  4.8,   1.817, 4.4,   4.167, 4.7,   2.067, 4.7,   4.033, 1.967, 4.5,   4,     1.983, 5.067,
    2.017, 4.567, 3.883, 3.6,   4.133, 4.333, 4.1,   2.633, 4.067, 4.933, 3.95,  4.517, 2.167, 4,     2.2,   4.333, 1.867, 4.817, 1.833,
    4.3,   4.667, 3.75,  1.867, 4.9,   2.483, 4.367, 2.1,   4.5,   4.05,  1.867, 4.7,   1.783, 4.85,  3.683, 4.733, 2.3,   4.9,   4.417,
    1.7,   4.633, 2.317, 4.6,   1.817, 4.417, 2.617, 4.067, 4.25,  1.967, 4.6,   3.767, 1.917, 4.5,   2.267, 4.65,  1.867, 4.167, 2.8,
    4.333, 1.833, 4.383, 1.883, 4.933, 2.033, 3.733, 4.233, 2.233, 4.533, 4.817, 4.333, 1.983, 4.633, 2.017, 5.1,   1.8,   5.033, 4,
    2.4,   4.6,   3.567, 4,     4.5,   4.083, 1.8,   3.967, 2.2,   4.15,  2,     3.833, 3.5,   4.583, 2.367, 5,     1.933, 4.617, 1.917,
    2.083, 4.583, 3.333, 4.167, 4.333, 4.5,   2.417, 4,     4.167, 1.883, 4.583, 4.25,  3.767, 2.033, 4.433, 4.083, 1.833, 4.417, 2.183,
    4.8,   1.833, 4.8,   4.1,   3.966, 4.233, 3.5,   4.366, 2.25,  4.667, 2.1,   4.35,  4.133, 1.867, 4.6,   1.783, 4.367, 3.85,  1.933,
    4.5,   2.383, 4.7,   1.867, 3.833, 3.417, 4.233, 2.4,   4.8,   2,     4.15,  1.867, 4.267, 1.75,  4.483, 4,     4.117, 4.083, 4.267,
    3.917, 4.55,  4.083, 2.417, 4.183, 2.217, 4.45,  1.883, 1.85,  4.283, 3.95,  2.333, 4.15,  2.35,  4.933, 2.9,   4.583, 3.833, 2.083,
    4.367, 2.133, 4.35,  2.2,   4.45,  3.567, 4.5,   4.15,  3.817, 3.917, 4.45,  2,     4.283, 4.767, 4.533, 1.85,  4.25,  1.983, 2.25,
    4.75,  4.117, 2.15,  4.417, 1.817, 4.467};

std::vector<double> normal_sample(std::size_t n, std::uint64_t seed, double upper_share = 0, double distance = 0) {
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i) {
        Draws draws(seed, Purpose::test, i, 0);
        const bool upper = draws.uniform() < upper_share;
        values.push_back(draws.normal() + (upper ? distance : 0));
    }
    return values;
}

OutcomeColumn outcome_of(std::vector<double> values) {
    OutcomeColumn column{.id = "share", .title = "Share of open models"};
    column.values = std::move(values);
    return column;
}

TEST(Dip, OfThePapersExample) {
    const Dip d = dip_statistic(faculty_quality);
    EXPECT_EQ(d.n, 63U);
    EXPECT_NEAR(d.dip, 0.0595238095238095, 1e-14);
    // 0.0860 by 200,000 uniform samples of another program, to 0.0006.
    EXPECT_NEAR(dip_test(faculty_quality, 1, 10000, Threads(2)).p, 0.0860, 4 * 0.0029);
}

TEST(Dip, AgreesWithAnotherProgram) {
    EXPECT_NEAR(dip_statistic(geyser_eruptions).dip, 0.0923810263068759, 1e-14);
    EXPECT_LT(dip_test(geyser_eruptions, 1, 1000, Threads(2)).p, 0.001);
    EXPECT_EQ(dip_statistic(std::vector<double>{0, 0, 0, 1, 1, 1}).dip, 0.25);
    EXPECT_EQ(dip_statistic(std::vector<double>(10, 5.0)).dip, 0.05);
}

TEST(Dip, OfEquallySpacedValuesIsTheLeast) {
    for (const std::size_t n : {1U, 2U, 3U, 4U, 50U}) {
        std::vector<double> values;
        for (std::size_t i = 0; i < n; ++i) values.push_back(static_cast<double>(i));
        EXPECT_DOUBLE_EQ(dip_statistic(values).dip, 0.5 / static_cast<double>(n)) << n;
    }
}

// By hand: a half at either point is 1/4 from the nearest distribution with one mode; the mode may be an atom, another value may not.
TEST(Dip, OfAtoms) {
    EXPECT_DOUBLE_EQ(dip_statistic(std::vector<double>{0, 5, 5, 5, 5, 5, 5, 5, 5, 10}).dip, 0.05);
    EXPECT_DOUBLE_EQ(dip_statistic(std::vector<double>{0, 0, 1, 1, 1, 1, 1, 1, 1, 1}).dip, 0.1);
}

TEST(Dip, DoesNotChangeWithUnitSignOrOrder) {
    std::vector<double> values = normal_sample(301, 5, 0.4, 3), moved, mirrored;
    for (const double v : values) {
        moved.push_back(7 + 1024 * v);
        mirrored.push_back(-v);
    }
    const double dip = dip_statistic(values).dip;
    EXPECT_NEAR(dip_statistic(moved).dip, dip, 1e-13);
    EXPECT_NEAR(dip_statistic(mirrored).dip, dip, 1e-13);
    std::reverse(values.begin(), values.end());
    EXPECT_EQ(dip_statistic(values).dip, dip);
}

TEST(Dip, DropsWhatIsNotFinite) {
    std::vector<double> values = faculty_quality;
    values.insert(values.begin() + 7, {test::nan, HUGE_VAL});
    EXPECT_EQ(dip_statistic(values).dropped, 2U);
    EXPECT_EQ(dip_statistic(values).dip, dip_statistic(faculty_quality).dip);
    EXPECT_TRUE(std::isnan(dip_statistic(std::vector<double>{test::nan}).dip));
    EXPECT_TRUE(std::isnan(dip_test(std::vector<double>{1, 2, 3}, 1, 100, Threads(1)).p));
}

TEST(Dip, TestDoesNotDependOnThreadsAndExtends) {
    const double p = dip_test(faculty_quality, 0, 999, Threads(1)).p;
    EXPECT_EQ(dip_test(faculty_quality, 0, 999, Threads(2)).p, p);
    EXPECT_EQ(dip_test(faculty_quality, 0, 999, Threads(3)).p, p);
    EXPECT_NE(dip_test(faculty_quality, 1, 999, Threads(1)).p, p);
}

TEST(Dip, OfALargeSampleIsComparedAfterScaling) {
    std::vector<double> uniform;
    for (std::uint32_t i = 0; i < 20000; ++i) uniform.push_back(Draws(3, Purpose::test, i, 0).uniform());
    const DipTest t = dip_test(uniform, 1, 300, Threads(2));
    EXPECT_EQ(t.null_size, most_null_values);
    EXPECT_GT(t.p, 0.02);
    EXPECT_LT(dip_test(normal_sample(20000, 3, 0.5, 3), 1, 300, Threads(2)).p, 0.004);
}

TEST(SampleShape, AgreesWithAnotherProgram) {
    const SampleShape s = sample_shape(faculty_quality);
    EXPECT_NEAR(s.skewness, 0.255407172628234, 1e-12);
    EXPECT_NEAR(s.kurtosis, -0.720680526719860, 1e-12);
    EXPECT_NEAR(s.bimodality, 0.438342317081462, 1e-12);
}

TEST(SampleShape, OfKnownLaws) {
    std::vector<double> uniform, normal;
    for (int i = 0; i < 20000; ++i) {
        uniform.push_back((i + 0.5) / 20000);
        normal.push_back(math::normal_quantile(uniform.back()));
    }
    EXPECT_NEAR(sample_shape(uniform).bimodality, uniform_bimodality, 2e-4);
    EXPECT_NEAR(sample_shape(normal).bimodality, 1.0 / 3, 1e-3);
    std::vector<double> two(20000, 0.0);
    std::fill(two.begin(), two.begin() + 10000, 1.0);
    EXPECT_NEAR(sample_shape(two).bimodality, 1, 1e-3);
    EXPECT_TRUE(std::isnan(sample_shape(std::vector<double>(9, 2.0)).bimodality));
    EXPECT_TRUE(std::isnan(sample_shape(std::vector<double>{1, 2, 3}).bimodality));
}

TEST(TwoComponents, AgreeWithAnotherProgram) {
    const TwoComponents c = two_components(geyser_eruptions);
    EXPECT_TRUE(c.converged);
    EXPECT_NEAR(c.weight[0], 0.348404634014752, 1e-4);
    EXPECT_NEAR(c.mean[0], 2.018607817062885, 1e-4);
    EXPECT_NEAR(c.mean[1], 4.273343421191893, 1e-4);
    EXPECT_NEAR(c.sd[0], 0.235621771456731, 1e-4);
    EXPECT_NEAR(c.sd[1], 0.437063146222862, 1e-4);
    EXPECT_NEAR(c.separation, 6.421926459428605, 1e-3);
    EXPECT_NEAR(c.bic_gain, 273.296565044828981, 1e-5);
}

TEST(TwoComponents, AreFoundWhereTheyAreAndNotWhereTheyAreNot) {
    const TwoComponents apart = two_components(normal_sample(2000, 6, 0.3, 6));
    EXPECT_NEAR(apart.weight[1], 0.3, 0.04);
    EXPECT_NEAR(apart.mean[1], 6, 0.2);
    EXPECT_NEAR(apart.separation, 6, 0.3);
    EXPECT_GT(apart.bic_gain, 100);
    EXPECT_LT(two_components(normal_sample(2000, 6)).bic_gain, 0);
    // Neighbours share a weight in large samples, which changes next to nothing: every value twice, and one that shifts all pairs.
    std::vector<double> many = normal_sample(3999, 6, 0.3, 6);
    const TwoComponents few = two_components(many);
    const std::vector<double> once = many;
    many.insert(many.end(), once.begin(), once.end());
    many.push_back(*std::min_element(once.begin(), once.end()) - 0.01);
    const TwoComponents grouped = two_components(many);
    EXPECT_NEAR(grouped.separation, few.separation, 0.01);
    EXPECT_NEAR(grouped.weight[1], few.weight[1], 1e-3);
}

TEST(TwoComponents, OfTwoPointsAreInfinitelyFarApart) {
    const TwoComponents c = two_components(std::vector<double>{1, 0, 0, 1, 0});
    EXPECT_EQ(c.mean[0], 0);
    EXPECT_EQ(c.mean[1], 1);
    EXPECT_NEAR(c.weight[1], 0.4, 1e-15);
    EXPECT_TRUE(std::isinf(c.separation));
    EXPECT_TRUE(std::isnan(two_components(std::vector<double>(8, 3.0)).separation));
}

TEST(KernelModes, AgreeWithAnotherProgram) {
    EXPECT_NEAR(rule_of_thumb_bandwidth(faculty_quality), 3.97644373679705, 1e-12);
    EXPECT_NEAR(rule_of_thumb_bandwidth(geyser_eruptions), 0.334777034463943, 1e-12);
    const KernelModes modes = kernel_modes(geyser_eruptions);
    ASSERT_EQ(modes.modes.size(), 2U);
    ASSERT_EQ(modes.antimodes.size(), 1U);
    EXPECT_NEAR(modes.modes[0], 1.98124205240479, 0.01);
    EXPECT_NEAR(modes.modes[1], 4.37303726697411, 0.01);
    EXPECT_NEAR(modes.antimodes[0], 2.99015454448971, 0.01);
}

TEST(KernelModes, CriticalBandwidthsAgreeWithAnotherProgram) {
    EXPECT_NEAR(critical_bandwidth(faculty_quality, 1), 3.97347417717425, 0.003);
    EXPECT_NEAR(critical_bandwidth(faculty_quality, 2), 2.93242527487758, 0.003);
    EXPECT_NEAR(critical_bandwidth(faculty_quality, 3), 2.75184415617237, 0.003);
    EXPECT_NEAR(critical_bandwidth(geyser_eruptions, 1), 0.830597054353438, 0.001);
    EXPECT_NEAR(critical_bandwidth(geyser_eruptions, 2), 0.127566666527531, 0.0005);
}

// Two values make one peak from half of their distance on.
TEST(KernelModes, CriticalBandwidthOfTwoValues) {
    EXPECT_NEAR(critical_bandwidth(std::vector<double>{0, 2}, 1), 1, 0.002);
    EXPECT_TRUE(std::isnan(critical_bandwidth(std::vector<double>{2, 2}, 1)));
}

TEST(KernelModes, DensityIntegratesToOneAndIsThatOfTheKernel) {
    const KernelModes modes = kernel_modes(faculty_quality, 2.0);
    double sum = 0;
    for (const double d : modes.curve.density) sum += d * modes.curve.step;
    EXPECT_NEAR(sum, 1, 0.003);  // a little lies beyond three bandwidths
    for (const std::size_t k : {100U, 300U}) {
        const double at = modes.curve.from + modes.curve.step * static_cast<double>(k);
        double density = 0;
        for (const double v : faculty_quality) density += std::exp(-0.5 * (v - at) * (v - at) / 4) / (2 * std::sqrt(2 * M_PI) * 63);
        EXPECT_NEAR(modes.curve.density[k] / density, 1, 0.003);
    }
}

TEST(KernelModes, BorderOfAGapIsItsMiddleAndSmallPeaksDoNotCount) {
    const std::vector<double> apart{0, 0.1, 0.2, 9.8, 9.9, 10};
    EXPECT_NEAR(kernel_modes(apart, 0.1).antimodes.at(0), 5, 0.02);
    std::vector<double> with_outlier = normal_sample(400, 9);
    with_outlier.push_back(9);
    EXPECT_EQ(kernel_modes(with_outlier).modes.size(), 1U);
    EXPECT_EQ(kernel_modes(with_outlier, {}, 0).modes.back() > 8, true);
    EXPECT_EQ(kernel_modes(std::vector<double>(5, 3.0)).modes, std::vector<double>{3});
    EXPECT_THROW(kernel_modes(apart, 0.0), AnalysisError);
}

TEST(CountModes, OfOneTwoAndThree) {
    const Threads threads(2);
    EXPECT_EQ(count_modes(normal_sample(300, 11), 1, 200, threads).back().modes, 1U);
    EXPECT_EQ(count_modes(geyser_eruptions, 1, 200, threads).back().modes, 2U);
    std::vector<double> three = normal_sample(300, 12, 0.5, 8);
    for (const double v : normal_sample(150, 13)) three.push_back(v - 8);
    EXPECT_EQ(count_modes(three, 1, 200, threads).back().modes, 3U);
    EXPECT_EQ(silverman_test(geyser_eruptions, 2, 5, 200, Threads(1)).p, silverman_test(geyser_eruptions, 2, 5, 200, Threads(3)).p);
}

TEST(Bimodality, NeedsBothADipAndComponentsApart) {
    const Threads threads(2);
    EXPECT_TRUE(bimodality(outcome_of(geyser_eruptions), {}, threads).bimodal);
    EXPECT_FALSE(bimodality(outcome_of(faculty_quality), {}, threads).bimodal);
}

// Few whole numbers dip, each being an atom; spread as if they had not been rounded, they do not, unless they are two groups.
TEST(Bimodality, OfCountsNeedsTheirResolution) {
    const Threads threads(2);
    std::vector<double> one, two;
    for (const double v : normal_sample(400, 14)) one.push_back(std::round(1.5 * v));
    for (const double v : normal_sample(400, 14, 0.5, 8)) two.push_back(std::round(1.5 * v));
    const Bimodality rounded = bimodality(outcome_of(one), {}, threads);
    EXPECT_LT(rounded.dip.p, 0.01);
    EXPECT_THAT(rounded.warnings, testing::ElementsAre(testing::HasSubstr("different values in 400 runs")));
    const Bimodality spread = bimodality(outcome_of(one), {.resolution = 1}, threads);
    EXPECT_GT(spread.dip.p, 0.1);
    EXPECT_FALSE(spread.bimodal);
    EXPECT_TRUE(spread.warnings.empty());
    EXPECT_TRUE(bimodality(outcome_of(two), {.resolution = 1}, threads).bimodal);
    EXPECT_THAT(spread_ties(std::vector<double>{3, 1, 3, test::nan}, 1), testing::ElementsAre(1, 2.75, 3.25));
    EXPECT_THROW(spread_ties(one, 0), AnalysisError);
}

TEST(Bimodality, SaysWhatIsMissing) {
    const Threads threads(1);
    const Bimodality constant = bimodality(outcome_of(std::vector<double>(8, 1.0)), {}, threads);
    EXPECT_FALSE(constant.bimodal);
    EXPECT_EQ(constant.dip.p, 1);
    EXPECT_THAT(constant.warnings, testing::ElementsAre("Share of open models is the same in all runs."));
    EXPECT_THAT(bimodality(outcome_of({1, 2, test::nan, 3, 4}), {}, threads).warnings,
                testing::ElementsAre(testing::HasSubstr("1 of 5 runs")));
    try {
        bimodality(outcome_of({1, 2, test::nan, 3}), {}, threads);
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("Share of open models is defined in 3 of 4 runs"));
    }
}

TEST(BasinShares, ByGivenBorders) {
    const std::vector<double> values{0.1, 0.2, 0.5, 0.9, test::nan, 0.95, 1}, borders{0.5, 0.9};
    const Basins b = basin_shares(values, borders);
    EXPECT_EQ(b.n, 6U);
    EXPECT_EQ(b.dropped, 1U);
    ASSERT_EQ(b.basins.size(), 3U);
    EXPECT_EQ(b.basins[0].runs, 2U);
    EXPECT_EQ(b.basins[1].runs, 1U);  // a value on a border lies above it
    EXPECT_EQ(b.basins[2].runs, 3U);
    EXPECT_DOUBLE_EQ(b.basins[2].mean, 0.95);
    EXPECT_EQ(b.basins[0].low, -std::numeric_limits<double>::infinity());
    EXPECT_EQ(b.basins[1].high, 0.9);
    EXPECT_EQ(b.basins[2].interval.low, share_interval(3, 6).low);
    const Basins exact = basin_shares(values, borders, 0.9, ShareInterval::clopper_pearson);
    EXPECT_EQ(exact.basins[2].interval.low, share_interval(3, 6, 0.9, ShareInterval::clopper_pearson).low);
    EXPECT_THROW(basin_shares(values, std::vector<double>{1, 0}), AnalysisError);
    EXPECT_THROW(basin_shares(std::vector<double>{test::nan}, borders), AnalysisError);
}

TEST(BasinShares, ByTheModesOfTheSample) {
    const std::vector<double> values = normal_sample(500, 15, 0.25, 8);
    const Basins b = basin_shares(values, kernel_modes(values).antimodes);
    ASSERT_EQ(b.basins.size(), 2U);
    EXPECT_NEAR(b.basins[1].share, 0.25, 4 * 0.0194);
    EXPECT_NEAR(b.basins[1].mean, 8, 0.4);
}

}  // namespace
}  // namespace enclosure
