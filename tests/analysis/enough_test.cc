#include "analysis/replicates/enough.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/math/distributions/non_central_t.hpp>
#include <cmath>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/noncentral_t.h"
#include "analysis/replicates/power.h"
#include "analysis/replicates/proportion.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

const std::vector<double> ten_runs{4, 6, 5, 7, 3, 5.5, 4.5, 6.5, 3.5, 5};

TEST(EnoughRuns, PathOfTheCoefficientOfVariation) {
    const VariationPath path = variation_path(ten_runs);
    const std::vector<double> expected{
        0.282842712475, 0.2,           0.234726263407, 0.316227766017, 0.281088986877, 0.264575131106, 0.257278994025,
        0.273861278753, 0.258198889747};
    ASSERT_EQ(path.variation.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(path.variation[i], expected[i], 1e-10) << i;
}

TEST(EnoughRuns, SmallestNumberAfterWhichVariationStays) {
    const VariationPath path = variation_path(ten_runs);
    EXPECT_EQ(enough_by_variation(path, 0.03).n, 6U);
    EXPECT_NEAR(enough_by_variation(path, 0.03).later_gap, 0.0238, 5e-5);
    EXPECT_EQ(enough_by_variation(path, 0.01).n, 7U);
    EXPECT_NEAR(enough_by_variation(path, 0.01).later_gap, 0.0093, 5e-5);
    // The last number has nothing after it, and does not count.
    EXPECT_EQ(enough_by_variation(path, 0.001).n, std::nullopt);
    EXPECT_TRUE(std::isnan(path.later_gap.back()));
    EXPECT_THROW(enough_by_variation(path, 0), AnalysisError);
}

TEST(EnoughRuns, GapsAreThoseOfAllPairs) {
    std::vector<double> values;
    for (int i = 0; i < 60; ++i) values.push_back(3 + std::sin(7.0 * i * i));
    values[17] = test::nan;
    const VariationPath path = variation_path(values);
    EXPECT_EQ(path.dropped, 1U);
    ASSERT_EQ(path.variation.size(), 58U);
    for (std::size_t i = 0; i + 1 < 58; ++i) {
        double gap = 0;
        for (std::size_t m = i + 1; m < 58; ++m) gap = std::max(gap, std::fabs(path.variation[i] - path.variation[m]));
        EXPECT_EQ(path.later_gap[i], gap);
    }
}

TEST(EnoughRuns, VariationOfNegativeAndZeroMeans) {
    std::vector<double> negative;
    for (const double v : ten_runs) negative.push_back(-v);
    EXPECT_EQ(variation_path(negative).variation, variation_path(ten_runs).variation);
    const std::vector<double> around{-1, 1, 2, 2};
    const VariationPath path = variation_path(around);
    EXPECT_TRUE(std::isnan(path.variation[0]));
    EXPECT_FALSE(std::isnan(path.later_gap[1]));
    const std::vector<double> late{1, 2, 3, -6, 5, 6};
    EXPECT_TRUE(std::isnan(variation_path(late).later_gap[0]));
}

TEST(EnoughRuns, ForAHalfWidth) {
    EXPECT_EQ(runs_for_half_width(0.8, 0.2), 64U);
    EXPECT_NEAR(normal_runs_for_half_width(0.8, 0.2), 61.46, 0.005);
    EXPECT_EQ(runs_for_half_width(1, 0.5), 18U);
    EXPECT_EQ(runs_for_half_width(2, 0.1), 1540U);
    EXPECT_EQ(runs_for_half_width(0, 0.1), 2U);
    EXPECT_EQ(runs_for_half_width(1, 1e-6), std::nullopt);
    EXPECT_THROW(runs_for_half_width(1, 0), AnalysisError);
    for (const double confidence : {0.8, 0.9, 0.99}) {
        const std::uint64_t n = runs_for_half_width(1, 0.3, confidence).value();
        EXPECT_LE(interval_half_width(1, n, confidence), 0.3);
        EXPECT_GT(interval_half_width(1, n - 1, confidence), 0.3);
    }
}

TEST(EnoughRuns, HalfWidthsAgainstTheirNumber) {
    const std::vector<double> path = half_width_path(ten_runs, 0.9);
    ASSERT_EQ(path.size(), 9U);
    for (std::size_t n = 2; n <= 10; ++n) {
        EXPECT_NEAR(path[n - 2], mean_interval(std::span(ten_runs).first(n), 0.9).half_width(), 1e-12);
    }
    EXPECT_NEAR(half_width_path(ten_runs, 0.99)[4] / path[4], student_quantile(0.995, 5) / student_quantile(0.95, 5), 1e-12);
}

TEST(EnoughRuns, IntervalForASpreadAgreesWithAnotherProgram) {
    const Interval interval = sd_interval(2, 12);
    EXPECT_NEAR(interval.low, 1.41679030172453, 1e-10);
    EXPECT_NEAR(interval.high, 3.39575603544801, 1e-10);
}

TEST(Power, OfPairsByTheReferenceNumbers) {
    EXPECT_EQ(pairs_for_power(0.5, 0.8), 34U);
    EXPECT_NEAR(paired_power(0.5, 34), 0.8077775013, 1e-10);
    EXPECT_LT(paired_power(0.5, 33), 0.8);
    EXPECT_EQ(pairs_for_power(0.2, 0.95), 327U);
    EXPECT_NEAR(paired_power(0.2, 327), 0.950117059, 5e-10);
    EXPECT_EQ(pairs_for_power(-0.5, 0.8), 34U);
}

TEST(Power, AgreesWithAnotherProgram) {
    EXPECT_NEAR(paired_power(1, 10, 0.01), 0.504106730701871, 1e-11);
    EXPECT_NEAR(paired_power(3, 2), 0.260770714229384, 1e-11);
    EXPECT_NEAR(two_arm_power(0.5, 64), 0.801459557922328, 1e-11);
    EXPECT_EQ(runs_per_arm_for_power(0.5), 64U);
    EXPECT_NEAR(detectable_effect(20), 0.660441654622837, 1e-9);
}

TEST(Power, WithoutAnEffectIsTheLevelOfTheTest) {
    for (const double alpha : {0.01, 0.05, 0.2}) EXPECT_NEAR(paired_power(0, 12, alpha), alpha, 1e-13);
    EXPECT_EQ(pairs_for_power(0), std::nullopt);
    EXPECT_EQ(pairs_for_power(1e-5), std::nullopt);
    EXPECT_EQ(pairs_for_power(HUGE_VAL), 2U);
    EXPECT_EQ(pairs_for_power(1e9), 2U);
    EXPECT_TRUE(std::isnan(paired_power(1, 1)));
    EXPECT_THROW(pairs_for_power(1, 0.04), AnalysisError);
    EXPECT_THROW(paired_power(1, 5, 0), AnalysisError);
}

TEST(Power, OfTheDetectableEffectIsThePowerAskedFor) {
    for (const std::uint64_t n : {2U, 5U, 40U, 1000U}) {
        EXPECT_NEAR(paired_power(detectable_effect(n, 0.9, 0.1), n, 0.1), 0.9, 1e-10) << n;
    }
}

TEST(NoncentralT, AgreesWithAnotherLibrary) {
    for (const double freedom : {1.0, 2.5, 7.0, 60.0, 900.0}) {
        for (const double shift : {-3.0, -0.2, 0.5, 2.0, 8.0, 35.0}) {
            const boost::math::non_central_t_distribution<double> law(freedom, shift);
            for (const double part : {-0.5, 0.2, 0.9, 1.0, 1.1, 2.0, 6.0}) {
                const double t = part * shift + 0.3;
                EXPECT_NEAR(noncentral_t_probability(t, freedom, shift), cdf(law, t), 1e-11) << freedom << " " << shift << " " << t;
            }
        }
    }
}

TEST(NoncentralT, AgreesWithAThirdProgram) {
    EXPECT_NEAR(noncentral_t_probability(1.5, 10, 1), 0.669516848215277, 1e-12);
    EXPECT_NEAR(noncentral_t_probability(-0.5, 3, 2), 0.00780030107644403, 1e-12);
    EXPECT_NEAR(noncentral_t_probability(20, 5, 15), 0.726614686300338, 1e-12);
    EXPECT_NEAR(noncentral_t_probability(30, 200, 30), 0.489785752001639, 1e-11);
    EXPECT_NEAR(noncentral_t_probability(2, 7.5, -1.2), 0.997641114182845, 1e-12);
    EXPECT_EQ(noncentral_t_probability(2, 9, 500), 0);
    EXPECT_EQ(noncentral_t_probability(2, 9, -500), 1);
    // Far out Z does not matter: it is the probability that χ² is above its mean.
    EXPECT_NEAR(noncentral_t_probability(300, 50, 300), incomplete_gamma_above(25, 25), 1e-3);
}

TEST(Shares, WilsonAndClopperPearsonAgreeWithAnotherProgram) {
    EXPECT_NEAR(wilson_interval(7, 20).low, 0.181191824101082, 1e-12);
    EXPECT_NEAR(wilson_interval(7, 20).high, 0.567145723314764, 1e-12);
    EXPECT_EQ(wilson_interval(0, 20, 0.9).low, 0);
    EXPECT_NEAR(wilson_interval(0, 20, 0.9).high, 0.119157837360964, 1e-12);
    EXPECT_EQ(wilson_interval(20, 20).high, 1);
    EXPECT_NEAR(clopper_pearson_interval(7, 20).low, 0.153909204784541, 1e-12);
    EXPECT_NEAR(clopper_pearson_interval(7, 20).high, 0.592188534532828, 1e-12);
    EXPECT_EQ(clopper_pearson_interval(0, 20, 0.9).low, 0);
    EXPECT_NEAR(clopper_pearson_interval(0, 20, 0.9).high, 0.139108340668265, 1e-12);
    EXPECT_NEAR(clopper_pearson_interval(19, 20, 0.99).low, 0.682858265242905, 1e-12);
    EXPECT_NEAR(clopper_pearson_interval(19, 20, 0.99).high, 0.999749404313168, 1e-12);
    EXPECT_TRUE(std::isnan(wilson_interval(0, 0).low));
    EXPECT_THROW(wilson_interval(3, 2), AnalysisError);
}

OutcomeColumn advised_column(std::vector<double> values) {
    OutcomeColumn column{.id = "hhi", .title = "Concentration"};
    column.values = std::move(values);
    return column;
}

TEST(ReplicateAdvice, OfDifferencesHasPower) {
    std::vector<double> values;
    for (const double v : ten_runs) values.push_back(v - 5);
    const ReplicateAdvice a = replicate_advice(advised_column(values), true, {.half_width = 0.5, .smallest_effect = 1});
    const double sd = a.mean.sd;
    EXPECT_EQ(a.mean.n, 10U);
    EXPECT_EQ(a.for_half_width, runs_for_half_width(sd, 0.5));
    EXPECT_EQ(a.for_power, pairs_for_power(1 / sd));
    EXPECT_EQ(a.power, paired_power(1 / sd, 10));
    EXPECT_NEAR(paired_power(a.detectable / sd, 10), 0.8, 1e-10);
    EXPECT_EQ(a.enough, false);
    const ReplicateAdvice modest = replicate_advice(advised_column(values), true, {.half_width = 1, .smallest_effect = 1.5});
    EXPECT_EQ(modest.enough, true);
    const ReplicateAdvice narrow = replicate_advice(advised_column(values), true, {.half_width = 0.9, .smallest_effect = 1.5});
    EXPECT_EQ(narrow.enough, false);
}

TEST(ReplicateAdvice, OfAColumnTakesItsOwnSmallestEffect) {
    OutcomeColumn column = advised_column(ten_runs);
    column.smallest_effect = 2;
    const ReplicateAdvice a = replicate_advice(column, true);
    EXPECT_EQ(a.power, paired_power(2 / a.mean.sd, 10));
    EXPECT_EQ(a.by_variation.n, 7U);
    EXPECT_NEAR(a.variation, 0.258198889747, 1e-10);
    const ReplicateAdvice level = replicate_advice(column, false);
    EXPECT_TRUE(std::isnan(level.power));
    EXPECT_EQ(level.enough, std::nullopt);
}

TEST(ReplicateAdvice, OfEqualValuesNeedsNoMoreThanTwo) {
    const ReplicateAdvice a = replicate_advice(advised_column({3, 3, 3}), true, {.half_width = 0.1, .smallest_effect = 0.1});
    EXPECT_EQ(a.for_half_width, 2U);
    EXPECT_EQ(a.for_power, 2U);
    EXPECT_EQ(a.enough, true);
}

TEST(ReplicateAdvice, SaysAllThatIsWrong) {
    try {
        replicate_advice(advised_column({3, test::nan}), true, {.confidence = 2, .half_width = -1});
        FAIL();
    } catch (const AnalysisError& error) {
        ASSERT_EQ(error.reasons().size(), 3U);
        EXPECT_THAT(error.what(), testing::HasSubstr("Concentration is defined in 1 of 2 runs"));
    }
}

TEST(ReplicateAdvice, OfArmsAndTheirDifferences) {
    std::vector<ArmOutcomes> arms{{"baseline", {advised_column({1, 2, 3, 4})}}, {"tax", {advised_column({2, 2, 5, test::nan})}}};
    const std::vector<AdvisedColumn> table = replicate_advice(arms);
    ASSERT_EQ(table.size(), 3U);
    EXPECT_EQ(table[1].advice.mean.n, 3U);
    EXPECT_TRUE(table[2].difference);
    EXPECT_EQ(table[2].arm, "tax");
    EXPECT_EQ(table[2].advice.mean.mean, 1);
    EXPECT_EQ(table[2].advice.mean.dropped, 1U);
    arms[1].outcomes[0].values = std::vector<double>(4, test::nan);
    EXPECT_EQ(replicate_advice(arms)[0].warning, "");
    EXPECT_THAT(replicate_advice(arms)[2].warning, testing::HasSubstr("0 of 4"));
    arms[1].outcomes[0].values.pop_back();
    EXPECT_THROW(replicate_advice(arms), AnalysisError);
}

}  // namespace
}  // namespace enclosure
