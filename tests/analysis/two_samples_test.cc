// Two-sample tests against enumeration of all orders, closed forms, and numbers of another program.
#include "analysis/statistics/two_samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "analysis/statistics/holm.h"
#include "analysis/statistics/kolmogorov.h"
#include "analysis/statistics/ranks.h"
#include "tests/analysis/given_samples.h"

namespace enclosure::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Shares of all ways to choose which of the pooled values are the first sample's in which D, and U, are as extreme.
struct Enumerated {
    double d = 0;
    double u = 0;
};

Enumerated enumerate(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> pooled = a;
    pooled.insert(pooled.end(), b.begin(), b.end());
    std::vector<int> first(pooled.size(), 0);
    std::fill(first.end() - static_cast<std::ptrdiff_t>(a.size()), first.end(), 1);
    const double d = kolmogorov_smirnov(a, b).d;
    const double middle = static_cast<double>(a.size() * b.size()) / 2;
    const double u = std::fabs(mann_whitney(a, b).u - middle);
    double as_far = 0, as_high = 0, all = 0;
    do {
        std::vector<double> x, y;
        for (std::size_t i = 0; i < pooled.size(); ++i) (first[i] != 0 ? x : y).push_back(pooled[i]);
        as_far += kolmogorov_smirnov(x, y, PValue::asymptotic).d > d - 1e-12 ? 1 : 0;
        as_high += std::fabs(mann_whitney(x, y, PValue::asymptotic).u - middle) > u - 1e-12 ? 1 : 0;
        all += 1;
    } while (std::next_permutation(first.begin(), first.end()));
    return {as_far / all, as_high / all};
}

TEST(TwoSamples, ReferenceNumbers) {
    const std::vector<double> a{.1, .2, .3, .4, .5}, b{.35, .45, .55, .65, .75, .85};
    const KolmogorovSmirnov ks = kolmogorov_smirnov(a, b);
    EXPECT_NEAR(ks.d, 2.0 / 3, 1e-15);
    EXPECT_NEAR(ks.p, 0.108225108225, 1e-12);
    EXPECT_TRUE(ks.exact);
    EXPECT_EQ(ks.lower, ks.d);
    EXPECT_EQ(ks.lower_at, 0.5);
    EXPECT_EQ(ks.higher, 0);
    EXPECT_TRUE(std::isnan(ks.higher_at));
    const MannWhitney mw = mann_whitney(a, b);
    EXPECT_EQ(mw.u, 3);
    EXPECT_EQ(mw.superiority, 0.1);
    EXPECT_NEAR(mw.p, 0.0303030303030, 1e-12);
    EXPECT_TRUE(mw.exact);
}

TEST(TwoSamples, ExactProbabilitiesAreThoseOfAllOrders) {
    for (const auto& sizes : std::vector<std::pair<std::size_t, std::size_t>>{{3, 4}, {5, 5}, {4, 7}, {6, 5}, {1, 8}, {8, 6}}) {
        for (std::uint64_t seed = 0; seed < 6; ++seed) {
            const std::vector<double> a = uniforms(sizes.first, seed, 0), b = uniforms(sizes.second, seed, 1);
            const Enumerated all = enumerate(a, b);
            EXPECT_NEAR(kolmogorov_smirnov(a, b).p, all.d, 1e-12) << sizes.first << " " << sizes.second << " " << seed;
            EXPECT_NEAR(mann_whitney(a, b, PValue::exact).p, std::min(1.0, all.u), 1e-12)
                << sizes.first << " " << sizes.second << " " << seed;
        }
    }
}

TEST(TwoSamples, ExactProbabilitiesGivenTiesAreThoseOfAllOrdersOfTheTiedValues) {
    const std::vector<double> a{1, 1, 2, 3, 3, 5}, b{2, 3, 4, 4, 5, 6, 6};
    const KolmogorovSmirnov given = kolmogorov_smirnov(a, b, PValue::automatic, Ties::conditional);
    EXPECT_NEAR(given.p, enumerate(a, b).d, 1e-12);
    EXPECT_TRUE(given.exact);
    EXPECT_GT(kolmogorov_smirnov(a, b).p, given.p);
    const std::vector<double> c{0, 1, 1, 1, 0}, d{1, 1, 0, 1, 1, 1};
    EXPECT_NEAR(kolmogorov_smirnov(c, d, PValue::automatic, Ties::conditional).p, enumerate(c, d).d, 1e-12);
}

// Samples that any language can make; D and p by SciPy 1.10.
TEST(TwoSamples, AgreesWithSciPy) {
    struct Case {
        std::size_t n, m;
        double power, d, p, u, normal_p, exact_p;
    };
    for (const Case& of : {Case{5, 6, 1.3, 0.26666666666666666, 0.9653679653679655, 18, 0.6480768681391461, 0.6623376623376623},
                           Case{7, 7, 2, 0.42857142857142855, 0.5751748251748252, 33, 0.30668506590418065, 0.31759906759906764},
                           Case{20, 30, 1.5, 0.2, 0.6789136721225938, 365, 0.20149976615171283, 0.20351735307791496},
                           Case{50, 50, 1.6, 0.18, 0.3959398631708505, 1535, 0.049844998595555634, 0.04954772359884634},
                           Case{100, 73, 1.4, 0.14205479452054795, 0.32224195964550306, 4241, 0.06952529584378432, 0.0694509556391073},
                           Case{400, 600, 1.1, 0.04, 0.8268364895675857, 126059, 0.17572204355773546, -1},
                           Case{1000, 1000, 1.1, 0.037, 0.5005673707894058, 523967, 0.06345738210832114, -1},
                           Case{10000, 9000, 1.03, 0.011044444444444445, 0.6053596635677465, 45659210, 0.08076879269264681, -1}}) {
        const std::vector<double> a = fractions(of.n, golden);
        std::vector<double> b = fractions(of.m, of_root_2);
        for (double& v : b) v = std::pow(v, of.power);
        const KolmogorovSmirnov ks = kolmogorov_smirnov(a, b);
        EXPECT_NEAR(ks.d, of.d, 1e-14) << of.n;
        EXPECT_NEAR(ks.p, of.p, 1e-10) << of.n;
        EXPECT_TRUE(ks.exact);
        const MannWhitney mw = mann_whitney(a, b, PValue::asymptotic);
        EXPECT_EQ(mw.u, of.u) << of.n;
        EXPECT_NEAR(mw.p, of.normal_p, 1e-12) << of.n;
        if (of.exact_p > 0) {
            EXPECT_NEAR(mann_whitney(a, b, PValue::exact).p, of.exact_p, 1e-12) << of.n;
        }
        EXPECT_EQ(mann_whitney(a, b).exact, of.n <= 8);
    }
    std::vector<double> b = fractions(1000, of_root_2);
    for (double& v : b) v = std::pow(v, 1.2);
    EXPECT_NEAR(mann_whitney(fractions(8, golden), b).p, 0.4615178999036038, 1e-10);
    EXPECT_TRUE(mann_whitney(fractions(8, golden), b).exact);
}

TEST(TwoSamples, SmallProbabilitiesKeepTheirDigits) {
    std::vector<double> b = fractions(40, golden), c = fractions(1000, golden);
    for (double& v : b) v += 0.7;
    for (double& v : c) v += 0.3;
    EXPECT_NEAR(kolmogorov_smirnov(fractions(60, golden), b).p / 2.3806645374116232e-12, 1, 1e-9);
    EXPECT_NEAR(kolmogorov_smirnov(fractions(1000, golden), c).p / 1.222371081395849e-40, 1, 1e-9);
    // Apart: two orders of C(n + m, n).
    std::vector<double> apart = fractions(20, golden);
    for (double& v : apart) v += 2;
    EXPECT_NEAR(kolmogorov_smirnov(fractions(10, golden), apart).p / (2 / 30045015.0), 1, 1e-12);
    EXPECT_NEAR(mann_whitney(fractions(10, golden), apart, PValue::exact).p / (2 / 30045015.0), 1, 1e-12);
}

/// Gnedenko and Korolyuk: P(D >= k/n) = 2 Σ (-1)^(i-1) C(2n, n - ik) / C(2n, n) for samples of n each.
TEST(TwoSamples, EqualSizesFollowTheClosedForm) {
    for (const std::size_t n : {9u, 40u, 333u}) {
        for (std::size_t k = 1; k < n; k += 1 + n / 20) {
            double p = 0;
            for (std::size_t i = 1; i * k <= n; ++i) {
                double ratio = 1;  // C(2n, n - ik) / C(2n, n)
                for (std::size_t j = 1; j <= i * k; ++j) ratio *= static_cast<double>(n - i * k + j) / static_cast<double>(n + j);
                p += (i % 2 == 1 ? 2 : -2) * ratio;
            }
            EXPECT_NEAR(smirnov_at_least(n, n, k * n), p, 1e-11) << n << " " << k;
        }
    }
}

TEST(TwoSamples, ProbabilityIsTheSameWithTheSamplesExchanged) {
    for (const std::uint64_t h : {1u, 7u, 30u, 61u, 200u, 1000u}) {
        EXPECT_NEAR(smirnov_at_least(40, 25, h), smirnov_at_least(25, 40, h), 1e-12) << h;
        EXPECT_NEAR(smirnov_at_least(3, 90, h), smirnov_at_least(90, 3, h), 1e-12) << h;
    }
    EXPECT_EQ(smirnov_at_least(40, 25, 0), 1);
    EXPECT_NEAR(smirnov_at_least(40, 25, 1), 1, 1e-12);  // every path leaves the diagonal
}

TEST(TwoSamples, GoesOverToTheLimitForLargeSamples) {
    const std::vector<double> a = uniforms(12000, 1, 0), b = uniforms(12000, 1, 1);
    const KolmogorovSmirnov large = kolmogorov_smirnov(a, b);
    EXPECT_FALSE(large.exact);
    EXPECT_NEAR(large.p, kolmogorov_above(large.d * std::sqrt(6000.0)), 1e-14);
    const KolmogorovSmirnov counted = kolmogorov_smirnov(a, b, PValue::exact);
    EXPECT_TRUE(counted.exact);
    EXPECT_NEAR(large.p, counted.p, 1e-3 * counted.p);
    EXPECT_EQ(kolmogorov_smirnov_p(large.d, 12000, 12000), large.p);
    // 10^8 pairs are counted, and it does not matter which sample is which.
    const std::vector<double> few(b.begin(), b.begin() + 8000);
    const KolmogorovSmirnov unequal = kolmogorov_smirnov(a, few);
    EXPECT_TRUE(unequal.exact);
    EXPECT_EQ(kolmogorov_smirnov_p(unequal.d, 12000, 8000), unequal.p);
    EXPECT_NEAR(kolmogorov_smirnov(few, a).p, unequal.p, 1e-12);
    const double limit = kolmogorov_above(unequal.d * std::sqrt(4800.0));
    EXPECT_NEAR(limit, unequal.p, 0.03 * unequal.p);
}

TEST(TwoSamples, LimitOfKolmogorov) {
    // SciPy's special.kolmogorov; the two series meet at 1.
    EXPECT_NEAR(kolmogorov_above(0.3), 0.9999906941986655, 1e-14);
    EXPECT_NEAR(kolmogorov_above(0.5), 0.9639452436648751, 1e-14);
    EXPECT_NEAR(kolmogorov_above(0.99), 0.2808738392255489, 1e-14);
    EXPECT_NEAR(kolmogorov_above(1), 0.26999967167735456, 1e-14);
    EXPECT_NEAR(kolmogorov_above(1.358), 0.05002679733444698, 1e-14);
    EXPECT_NEAR(kolmogorov_above(5) / 3.8574996959278356e-22, 1, 1e-12);
    EXPECT_NEAR(kolmogorov_above(15) / 7.387766136974512e-196, 1, 1e-12);
    EXPECT_EQ(kolmogorov_above(0), 1);
    EXPECT_NEAR(kolmogorov_above(1 - 1e-12), kolmogorov_above(1), 1e-11);
}

TEST(TwoSamples, Kuiper) {
    // Critical values (Stephens 1970, table 1): 10 %, 5 %, 1 %.
    EXPECT_NEAR(kuiper_above(1.620), 0.10, 3e-4);
    EXPECT_NEAR(kuiper_above(1.747), 0.05, 2e-4);
    EXPECT_NEAR(kuiper_above(2.001), 0.01, 1e-4);
    EXPECT_EQ(kuiper_above(0.1), 1);
    // The same mean, another spread: Kuiper sees both ends.
    std::vector<double> narrow = fractions(200, golden);
    for (double& v : narrow) v = 0.5 + 0.5 * (v - 0.5);
    const std::vector<double> wide = fractions(200, of_root_2);
    const Kuiper spread = kuiper(narrow, wide);
    EXPECT_NEAR(spread.v, 0.5, 0.02);
    EXPECT_LT(spread.p, 1e-8);
    EXPECT_GT(kuiper(fractions(200, golden), wide).p, 0.9);
}

TEST(TwoSamples, TiesInRankSums) {
    const std::vector<double> a{1, 1, 2, 2, 3, 3, 3, 5, 5, 6}, b{2, 3, 3, 4, 4, 5, 6, 6, 6, 6, 7, 7};
    const MannWhitney mw = mann_whitney(a, b);
    EXPECT_EQ(mw.u, 26);
    EXPECT_NEAR(mw.p, 0.02499797930449604, 1e-12);
    EXPECT_FALSE(mw.exact);
    EXPECT_NEAR(kolmogorov_smirnov(a, b).d, 0.45, 1e-15);
    EXPECT_NEAR(kolmogorov_smirnov(a, b).p, 0.15975974489906378, 1e-12);
    const std::vector<double> same(12, 3.0);
    EXPECT_EQ(mann_whitney(same, same).p, 1);
    EXPECT_EQ(kolmogorov_smirnov(same, same).d, 0);
    EXPECT_EQ(kolmogorov_smirnov(same, same).p, 1);
}

TEST(TwoSamples, WhatIsUndefinedDoesNotCount) {
    const std::vector<double> a{.1, not_defined, .2, .3, .4, .5}, b{.35, .45, .55, not_defined, .65, .75, .85};
    EXPECT_NEAR(kolmogorov_smirnov(a, b).p, 0.108225108225, 1e-12);
    EXPECT_EQ(mann_whitney(a, b).u, 3);
    EXPECT_TRUE(std::isnan(kolmogorov_smirnov({}, b).d));
    EXPECT_TRUE(std::isnan(kolmogorov_smirnov({}, b).p));
    EXPECT_TRUE(std::isnan(mann_whitney(a, {}).p));
    EXPECT_TRUE(std::isnan(kuiper(a, {}).v));
    EXPECT_EQ(kolmogorov_smirnov(std::vector<double>{infinity, 1}, std::vector<double>{-infinity, 0}).d, 1);
}

TEST(TwoSamples, Categories) {
    const std::vector<double> a{10, 20, 30}, b{6, 9, 17};
    const CategoryDifference three = category_difference(a, b);
    EXPECT_NEAR(three.chi_square, 0.27157465150403504, 1e-12);
    EXPECT_NEAR(three.p, 0.873028283380073, 1e-12);
    EXPECT_EQ(three.freedom, 2u);
    EXPECT_NEAR(three.smallest_expected, 5.56521739, 1e-8);
    EXPECT_NEAR(three.total_variation,
                0.5 * (std::fabs(10.0 / 60 - 6.0 / 32) + std::fabs(20.0 / 60 - 9.0 / 32) + std::fabs(0.5 - 17.0 / 32)), 1e-15);
    const std::vector<double> c{12, 5}, d{9, 20};
    EXPECT_NEAR(category_difference(c, d).chi_square, 6.758041147493481, 1e-12);
    EXPECT_NEAR(category_difference(c, d).p, 0.009332615276831177, 1e-12);
    EXPECT_NEAR(category_difference(c, d, true).chi_square, 5.257853762194534, 1e-12);
    EXPECT_NEAR(category_difference(c, d, true).p, 0.021847945168840775, 1e-12);
    // A level that never occurs changes nothing; one level alone differs in nothing.
    EXPECT_EQ(category_difference(std::vector<double>{12, 0, 5}, std::vector<double>{9, 0, 20}).p, category_difference(c, d).p);
    const CategoryDifference single = category_difference(std::vector<double>{4, 0}, std::vector<double>{9, 0});
    EXPECT_EQ(single.p, 1);
    EXPECT_EQ(single.total_variation, 0);
    EXPECT_EQ(category_difference(std::vector<double>{4, 0}, std::vector<double>{0, 3}).total_variation, 1);
    EXPECT_TRUE(std::isnan(category_difference(std::vector<double>{0, 0}, std::vector<double>{0, 3}).p));
    EXPECT_THROW(category_difference(a, c), std::invalid_argument);
}

TEST(Holm, StepsDown) {
    const std::vector<double> p = holm_adjusted(std::vector<double>{0.01, 0.04, 0.03, not_defined, 0.005});
    EXPECT_NEAR(p[0], 0.03, 1e-15);
    EXPECT_NEAR(p[1], 0.06, 1e-15);
    EXPECT_NEAR(p[2], 0.06, 1e-15);
    EXPECT_TRUE(std::isnan(p[3]));
    EXPECT_NEAR(p[4], 0.02, 1e-15);
    EXPECT_EQ(holm_adjusted(std::vector<double>{0.6, 0.7})[0], 1);
    EXPECT_TRUE(holm_adjusted({}).empty());
}

TEST(Ranks, TiesShareTheirMean) {
    EXPECT_EQ(mean_ranks(std::vector<double>{3, 1, 3, 2, 3}), (std::vector<double>{4, 1, 4, 2, 4}));
    EXPECT_EQ(ascending_order(std::vector<double>{3, 1, 3, 2}), (std::vector<std::uint32_t>{1, 3, 0, 2}));
}

}  // namespace
}  // namespace enclosure::test
