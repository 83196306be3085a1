#include "analysis/replicates/comparison_tests.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/mean_interval.h"
#include "analysis/replicates/signed_rank.h"
#include "analysis/replicates/split_half.h"
#include "sim/base/draws.h"
#include "sim/base/probability.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

// The worked data set of docs/compare.md; numbers by other programs.
const std::vector<double> worked_baseline{10.2, 9.8, 11.1, 10.5, 9.9, 10.7, 10.0, 10.3};
const std::vector<double> worked_policy{11.0, 10.1, 11.9, 11.2, 10.4, 11.8, 10.3, 11.1};

TEST(PairedTest, GivesTheReferenceNumbers) {
    const PairedTest s = paired_test(worked_baseline, worked_policy);
    EXPECT_EQ(s.n, 8U);
    EXPECT_NEAR(s.difference, 0.6625, 1e-10);
    EXPECT_NEAR(s.sd, 0.277424378371, 1e-10);
    EXPECT_NEAR(s.error, 0.0980843296061, 1e-10);
    EXPECT_NEAR(student_quantile(0.975, s.freedom), 2.36462425159278, 1e-12);
    EXPECT_NEAR(s.interval.low, 0.430567415569, 1e-10);
    EXPECT_NEAR(s.interval.high, 0.894432584431, 1e-10);
    EXPECT_NEAR(s.t, 6.75439188564, 1e-10);
    EXPECT_NEAR(s.p, 0.000263949888256, 1e-10);
    EXPECT_NEAR(s.effect_size, 2.38803815256, 1e-10);
    EXPECT_NEAR(s.correlation, 0.961053988331, 1e-10);
    EXPECT_NEAR(s.variance_reduction, 8.3596287703, 1e-10);
}

TEST(PairedTest, AtNinetyFivePercentIsWhatComparisonsShow) {
    const PairedTest s = paired_test(worked_baseline, worked_policy);
    const PairedStatistics shown = paired_statistics(worked_baseline, worked_policy);
    EXPECT_EQ(s.difference, shown.difference);
    EXPECT_EQ(s.sd, shown.sd);
    EXPECT_EQ(s.interval.low, shown.interval.low);
    EXPECT_EQ(s.interval.high, shown.interval.high);
    EXPECT_EQ(s.p, shown.p);
    EXPECT_EQ(s.variance_reduction, shown.variance_reduction);
}

TEST(PairedTest, ConfidenceReachesTheFormula) {
    const double narrow = paired_test(worked_baseline, worked_policy, 0.9).half_width();
    const double wide = paired_test(worked_baseline, worked_policy, 0.99).half_width();
    EXPECT_NEAR(wide / narrow, student_quantile(0.995, 7) / student_quantile(0.95, 7), 1e-12);
    EXPECT_THROW(paired_test(worked_baseline, worked_policy, 95), AnalysisError);
}

TEST(PairedTest, PairsWithoutBothValuesAreDroppedAndCounted) {
    std::vector<double> a = worked_baseline, b = worked_policy;
    a.insert(a.begin(), test::nan);
    b.insert(b.begin(), 4);
    a.push_back(1);
    b.push_back(HUGE_VAL);
    const PairedTest s = paired_test(a, b);
    EXPECT_EQ(s.n, 8U);
    EXPECT_EQ(s.dropped, 2U);
    EXPECT_EQ(s.t, paired_test(worked_baseline, worked_policy).t);
    EXPECT_THROW(paired_test(a, worked_policy), AnalysisError);
}

TEST(PairedTest, EqualArmsDifferByExactlyNothing) {
    const PairedTest s = paired_test(worked_baseline, worked_baseline);
    EXPECT_EQ(s.interval.low, 0);
    EXPECT_EQ(s.interval.high, 0);
    EXPECT_EQ(s.effect_size, 0);
    EXPECT_TRUE(std::isnan(s.p));
    EXPECT_NEAR(s.correlation, 1, 1e-12);
    EXPECT_TRUE(std::isinf(s.variance_reduction));
}

TEST(WelchTest, GivesTheReferenceNumbers) {
    const WelchTest s = welch_test(worked_baseline, worked_policy);
    EXPECT_NEAR(s.t, 2.3361071495, 1e-10);
    EXPECT_NEAR(s.freedom, 12.0601818199, 1e-10);
    EXPECT_NEAR(s.p, 0.037552996508, 1e-10);
    EXPECT_NEAR(s.interval.low, 0.0449491234866, 1e-10);
    EXPECT_NEAR(s.interval.high, 1.28005087651, 1e-10);
    EXPECT_NEAR(paired_test(worked_baseline, worked_policy).half_width() / s.half_width(), 0.3756, 5e-5);
}

TEST(WelchTest, OfUnequalNumbersAgreesWithAnotherProgram) {
    const std::vector<double> a{1.2, 3.4, 2.2, 5.1, 4.4}, b{2.1, test::nan, 2.0, 6.3};
    const WelchTest s = welch_test(a, b, 0.9);
    EXPECT_EQ(s.n_treated, 3U);
    EXPECT_EQ(s.dropped_treated, 1U);
    EXPECT_NEAR(s.t, 0.1304110558956, 1e-12);
    EXPECT_NEAR(s.freedom, 3.033694845849, 1e-11);
    EXPECT_NEAR(s.p, 0.904409289723, 1e-11);
    EXPECT_NEAR(s.interval.high, 3.91929206962314, 1e-10);
    EXPECT_NEAR(s.interval.low, -3.50595873628980, 1e-10);
}

TEST(EquivalenceTest, GivesTheReferenceNumbers) {
    const PairedTest pairs = paired_test(worked_baseline, worked_policy);
    const EquivalenceTest wide = equivalence_test(pairs, {-1, 1});
    EXPECT_NEAR(wide.p_low, 3.0484333568e-07, 1e-10);
    EXPECT_NEAR(wide.p_low / 3.0484333568e-07, 1, 1e-9);
    EXPECT_NEAR(wide.p_high, 0.00541186619834, 1e-10);
    EXPECT_TRUE(wide.equivalent);
    EXPECT_NEAR(wide.interval.low, 0.476671527636, 1e-10);
    EXPECT_NEAR(wide.interval.high, 0.848328472364, 1e-10);
    EXPECT_FALSE(equivalence_test(pairs, {-0.5, 0.5}).equivalent);
}

TEST(EquivalenceTest, HoldsExactlyWhereTheIntervalLiesWithinTheMargins) {
    const PairedTest pairs = paired_test(worked_baseline, worked_policy);
    for (const double alpha : {0.01, 0.05, 0.1, 0.25}) {
        const Interval inner = equivalence_test(pairs, {-9, 9}, alpha).interval;
        EXPECT_TRUE(equivalence_test(pairs, {-9, inner.high + 1e-9}, alpha).equivalent) << alpha;
        EXPECT_FALSE(equivalence_test(pairs, {-9, inner.high - 1e-9}, alpha).equivalent) << alpha;
        EXPECT_TRUE(equivalence_test(pairs, {inner.low - 1e-9, 9}, alpha).equivalent) << alpha;
        EXPECT_FALSE(equivalence_test(pairs, {inner.low + 1e-9, 9}, alpha).equivalent) << alpha;
    }
    EXPECT_THROW(equivalence_test(pairs, {1, -1}), AnalysisError);
    EXPECT_THROW(equivalence_test(pairs, {-1, 1}, 0.5), AnalysisError);
}

TEST(EquivalenceTest, WithoutSpreadNothingIsUncertain) {
    const std::vector<double> a{1, 2, 3}, b{2, 3, 4};
    EXPECT_FALSE(equivalence_test(paired_test(a, b), {-1, 1}).equivalent);
    EXPECT_TRUE(equivalence_test(paired_test(a, b), {-1, 1.5}).equivalent);
    EXPECT_TRUE(equivalence_test(paired_test(a, a), {-0.1, 0.1}).equivalent);
}

TEST(SignedRank, GivesTheReferenceNumber) {
    const SignedRankTest s = signed_rank_test(paired_differences(worked_baseline, worked_policy));
    EXPECT_EQ(s.n, 8U);
    EXPECT_EQ(s.positive, 36);
    EXPECT_NEAR(s.exact_p, 0.0078125, 1e-15);
}

TEST(SignedRank, AgreesWithAnotherProgram) {
    const std::vector<double> x{1.1, -0.4, 2.5, 3.3, -1.2, 0.7, 1.9, -0.2, 2.8, 0.9, 1.6, -2.1};
    const SignedRankTest s = signed_rank_test(x);
    EXPECT_EQ(s.positive, 60);
    EXPECT_EQ(s.negative, 18);
    EXPECT_FALSE(s.ties);
    EXPECT_NEAR(s.exact_p, 0.10986328125, 1e-15);
    EXPECT_NEAR(s.normal_p, 0.107801825375366, 1e-13);
    EXPECT_NEAR(signed_rank_test(x, false).normal_p, 0.0994808807563645, 1e-13);
}

TEST(SignedRank, OfTiesAndZeros) {
    const std::vector<double> y{1, 1, 2, -1, 3, -2, 2, 4, 0, 5, 1, -3, test::nan};
    const SignedRankTest s = signed_rank_test(y);
    EXPECT_EQ(s.n, 11U);
    EXPECT_EQ(s.zeros, 1U);
    EXPECT_EQ(s.dropped, 1U);
    EXPECT_TRUE(s.ties);
    EXPECT_EQ(s.positive, 49);
    EXPECT_NEAR(s.normal_p, 0.165001161684049, 1e-13);
    EXPECT_NEAR(signed_rank_test(y, false).normal_p, 0.151790698272242, 1e-13);
    EXPECT_TRUE(std::isnan(signed_rank_test(std::vector<double>{0, 0}).exact_p));
}

// All 2^n signs, one by one.
TEST(SignedRank, ExactIsTheCountOfAllSignsAlsoUnderTies) {
    const std::vector<double> sizes{1, 1, 2, 3, 3, 3, 4, 5, 5};
    const std::vector<double> ranks{1.5, 1.5, 3, 5, 5, 5, 7, 8.5, 8.5};
    std::vector<double> observed = sizes;
    for (const std::size_t i : {1U, 3U, 4U}) observed[i] = -observed[i];
    const SignedRankTest s = signed_rank_test(observed);
    int below = 0, above = 0;
    for (unsigned signs = 0; signs < 512; ++signs) {
        double sum = 0;
        for (unsigned i = 0; i < 9; ++i) sum += (signs >> i & 1) != 0 ? ranks[i] : 0;
        below += sum <= s.positive ? 1 : 0;
        above += sum >= s.positive ? 1 : 0;
    }
    EXPECT_NEAR(s.exact_p, 2 * std::min(below, above) / 512.0, 1e-14);
}

TEST(SignedRank, NormalLimitComesNearTheExactLaw) {
    std::vector<double> d;
    for (int i = 1; i <= 250; ++i) d.push_back(i % 9 < 5 ? i + 0.25 : -i);
    const SignedRankTest s = signed_rank_test(d);
    EXPECT_GT(s.exact_p, 0.001);
    EXPECT_NEAR(s.normal_p / s.exact_p, 1, 0.005);
}

TEST(SplitHalf, HalvesAreRandomAndKeyed) {
    const std::vector<bool> half = random_half(11, 4, 7);
    EXPECT_EQ(std::count(half.begin(), half.end(), true), 5);
    EXPECT_EQ(half, random_half(11, 4, 7));
    EXPECT_NE(half, random_half(11, 0, 7));
    std::vector<int> times(11, 0);
    for (std::uint64_t s = 0; s < 11000; ++s) {
        const std::vector<bool> h = random_half(11, 3, s);
        for (std::size_t i = 0; i < 11; ++i) times[i] += h[i] ? 1 : 0;
    }
    for (const int t : times) EXPECT_NEAR(t, 5000, 5 * 53);  // binomial, sd 52
}

// The halves' means differ by a normal variable of sd 2 sd / √n: its median is 0.6745, its 95 % point 1.96 of that.
TEST(SplitHalf, GapIsThatOfTheNormalLimit) {
    std::vector<double> values;
    for (std::uint32_t i = 0; i < 400; ++i) values.push_back(Draws(8, Purpose::test, i, 0).normal());
    values.push_back(test::nan);
    const double scale = 2 * mean_interval(values).sd / 20;
    const SplitHalf s = split_half(values, 1, 4000);
    EXPECT_EQ(s.n, 400U);
    EXPECT_EQ(s.dropped, 1U);
    EXPECT_NEAR(s.gap / scale, 0.6745, 0.05);
    EXPECT_NEAR(s.wide_gap / scale, 1.96, 0.12);
}

TEST(SplitHalf, ALargeEffectIsSeenInBothHalvesANoneIsNot) {
    std::vector<double> none, large;
    for (std::uint32_t i = 0; i < 60; ++i) {
        const double noise = Draws(9, Purpose::test, i, 0).normal();
        none.push_back(noise);
        large.push_back(noise + 2);
    }
    EXPECT_EQ(split_half(large, 1).same_sign, 1);
    EXPECT_EQ(split_half(large, 1).same_verdict, 1);
    EXPECT_LT(split_half(none, 1).same_sign, 0.8);
    EXPECT_TRUE(std::isnan(split_half(std::vector<double>{1, 2, 3}, 1).gap));
}

TEST(SplitHalf, RankingIsStableWhereMeansAreFarApart) {
    std::vector<std::vector<double>> far(3), near(3);
    for (std::uint32_t i = 0; i < 40; ++i) {
        for (std::uint32_t k = 0; k < 3; ++k) {
            const double noise = Draws(10, Purpose::test, i, 0, k).normal();
            far[k].push_back(5.0 * k + noise);
            near[k].push_back(noise);
        }
    }
    far[1][5] = test::nan;
    const SplitHalfRanking stable = split_half_ranking(far, true, 2, 500);
    EXPECT_EQ(stable.worlds, 39U);
    EXPECT_EQ(stable.dropped, 1U);
    EXPECT_EQ(stable.same_first, 1);
    EXPECT_EQ(stable.rank_correlation, 1);
    EXPECT_GT(stable.reliability, 0.99);
    EXPECT_EQ(stable.first, (std::vector<double>{0, 0, 1}));
    EXPECT_EQ(split_half_ranking(far, false, 2, 500).first, (std::vector<double>{1, 0, 0}));
    EXPECT_LT(split_half_ranking(near, true, 2, 500).same_first, 0.8);
}

}  // namespace
}  // namespace enclosure
