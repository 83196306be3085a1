// Standardised coefficients, correlations and partial correlations against closed forms and numbers of NumPy and SciPy.
#include "analysis/sensitivity/regression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "tests/analysis/given_samples.h"

namespace enclosure::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Sample bent_sample() {
    Sample sample{{numbers("a", fractions(60, golden)), numbers("b", fractions(60, of_root_2)), numbers("c", fractions(60, of_root_3))},
                  {}};
    std::vector<double> y(60);
    for (std::size_t i = 0; i < 60; ++i) {
        const double a = sample.inputs[0].values[i], b = sample.inputs[1].values[i], c = sample.inputs[2].values[i];
        y[i] = 3 * a - 2 * b + c * c + std::exp(2 * a) * b;
    }
    sample.outcome = outcome_of(y);
    return sample;
}

TEST(Regression, AgreesWithNumPy) {
    const Sample sample = bent_sample();
    const RegressionIndices found = regression_indices(sample.inputs, sample.outcome, {}, {}, Threads(2));
    EXPECT_NEAR(found.r2, 0.9128213141678388, 1e-12);
    EXPECT_NEAR(found.adjusted_r2, 1 - (1 - 0.9128213141678388) * 59 / 56, 1e-12);
    EXPECT_NEAR(found.rank_r2, 0.939356796434473, 1e-12);
    const double src[3] = {0.9157213, 0.17471193, 0.19540543}, srrc[3] = {0.94851467, 0.09304517, 0.17000511};
    const double pcc[3] = {0.9516663730794316, 0.5085583587938038, 0.5514878015729979};
    const double pcc_p[3] = {2.1726264249749576e-30, 4.583096860628358e-05, 7.232007075343525e-06};
    const double prcc[3] = {0.9678627701986362, 0.352913320473533, 0.5677244020417875};
    const double prcc_p[3] = {2.9354884731930523e-35, 0.006583027223408924, 3.357854800840575e-06};
    const double pearson[3] = {0.9204190913873921, 0.203993374044236, 0.17570582337620122};
    const double spearman[3] = {0.95037510419561, 0.12214504028896916, 0.15615448735759938};
    const double spearman_p[3] = {4.250124323062383e-31, 0.3525181007548761, 0.2334775726735333};
    const double share[3] = {0.8369987336017524, 0.030412900668818632, 0.03810303017860339};
    for (std::size_t k = 0; k < 3; ++k) {
        const RegressionInput& input = found.inputs[k];
        EXPECT_NEAR(input.src.value, src[k], 1e-8);
        EXPECT_NEAR(input.srrc.value, srrc[k], 1e-8);
        EXPECT_NEAR(input.pcc.value, pcc[k], 1e-11);
        EXPECT_NEAR(input.pcc.p / pcc_p[k], 1, 1e-7);
        EXPECT_EQ(input.src.p, input.pcc.p);  // one test
        EXPECT_NEAR(input.prcc.value, prcc[k], 1e-11);
        EXPECT_NEAR(input.prcc.p / prcc_p[k], 1, 1e-7);
        EXPECT_NEAR(input.pearson.value, pearson[k], 1e-12);
        EXPECT_NEAR(input.spearman.value, spearman[k], 1e-12);
        EXPECT_NEAR(input.spearman.p / spearman_p[k], 1, 1e-9);
        EXPECT_NEAR(input.share, share[k], 1e-11);
        EXPECT_LT(input.src.interval.low, input.src.value);
        EXPECT_GT(input.src.interval.high, input.src.value);
    }
    EXPECT_THAT(found.warnings, IsEmpty());
}

/// Longley's data (J. American Stat. Assoc. 62, 1967), a standard of ill-conditioned regression: R² certified by NIST.
TEST(Regression, Longley) {
    const std::vector<std::vector<double>> columns{
        {83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9},
        {234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112, 397469, 419180, 442769, 444546, 482704, 502601, 518173, 554894},
        {2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806, 4007},
        {1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572, 2827},
        {107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219, 117388, 118734, 120445, 121950, 123366, 125368, 127852, 130081},
        {1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959, 1960, 1961, 1962}};
    const std::vector<double> employed{60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761,
                                       66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551};
    const double coefficient[6] = {15.0618722713733,  -0.358191792925910e-01, -2.02022980381683,
                                   -1.03322686717359, -0.511041056535807e-01, 1829.15146461355};
    std::vector<InputColumn> inputs;
    for (const std::vector<double>& column : columns) inputs.push_back(numbers("x" + std::to_string(inputs.size() + 1), column));
    const RegressionIndices found = regression_indices(inputs, outcome_of(employed), {}, {.bootstrap = {.resamples = 0}}, Threads(1));
    EXPECT_NEAR(found.r2, 0.995479004577296, 1e-10);
    const auto sd = [](const std::vector<double>& values) {
        double mean = 0, square = 0;
        for (const double v : values) mean += v / 16;
        for (const double v : values) square += (v - mean) * (v - mean);
        return std::sqrt(square);
    };
    for (std::size_t k = 0; k < 6; ++k)
        EXPECT_NEAR(found.inputs[k].src.value / (coefficient[k] * sd(columns[k]) / sd(employed)), 1, 1e-7) << k;
}

TEST(Regression, ALinearFunction) {
    const Sample sample = uniform_sample(500, 4, 2, [](auto x) { return x(0) - 2 * x(1) + 3 * x(2); });
    const RegressionIndices found = regression_indices(sample.inputs, sample.outcome, {}, {}, Threads(2));
    EXPECT_NEAR(found.r2, 1, 1e-12);
    // β sd(x) / sd(y) exactly, whatever the sample.
    const auto sd = [](const std::vector<double>& values) {
        double mean = 0, square = 0;
        for (const double v : values) mean += v / 500;
        for (const double v : values) square += (v - mean) * (v - mean);
        return std::sqrt(square);
    };
    const double c[4] = {1, -2, 3, 0};
    for (std::size_t k = 0; k < 4; ++k) {
        EXPECT_NEAR(found.inputs[k].src.value, c[k] * sd(sample.inputs[k].values) / sd(sample.outcome.values), 1e-12);
        if (k < 3) {
            EXPECT_EQ(found.inputs[k].pcc.value, k == 1 ? -1 : 1);
            EXPECT_NEAR(found.inputs[k].src.value * found.inputs[k].src.value, c[k] * c[k] / 14, 0.06);
        } else {
            EXPECT_TRUE(std::isnan(found.inputs[k].pcc.value));  // nothing is left to correlate with
        }
    }
}

TEST(Regression, RanksSeeAnyRisingCurve) {
    const Sample sample = uniform_sample(300, 2, 4, [](auto x) { return std::exp(20 * x(0)); });
    const RegressionIndices found = regression_indices(sample.inputs, sample.outcome, {}, {}, Threads(2));
    EXPECT_NEAR(found.inputs[0].spearman.value, 1, 1e-12);
    EXPECT_NEAR(found.inputs[0].srrc.value, 1, 1e-12);
    EXPECT_LT(found.r2, 0.5);
    EXPECT_NEAR(found.rank_r2, 1, 1e-12);
    EXPECT_THAT(found.warnings, Contains(HasSubstr("one of ranks 100 %")));
}

TEST(Regression, SaysWhenALineSaysLittle) {
    const Sample sample = uniform_sample(1000, 2, 4, [](auto x) { return (x(0) - 0.5) * (x(0) - 0.5); });
    const RegressionIndices found = regression_indices(sample.inputs, sample.outcome, {}, {}, Threads(2));
    EXPECT_LT(found.r2, 0.02);
    EXPECT_THAT(found.warnings, Contains(HasSubstr("coefficients miss the rest")));
    const RegressionIndices content = regression_indices(sample.inputs, sample.outcome, {}, {.enough = 0}, Threads(2));
    EXPECT_THAT(content.warnings, IsEmpty());
}

TEST(Regression, Categories) {
    const std::size_t n = 600;
    const std::vector<double> u = uniforms(n, 5, 0);
    InputColumn two{.id = "two", .levels = {"off", "on"}, .values = std::vector<double>(n)};
    InputColumn three{.id = "three", .levels = {"a", "b", "never", "c"}, .values = std::vector<double>(n)};
    std::vector<double> y(n);
    for (std::size_t i = 0; i < n; ++i) {
        two.values[i] = static_cast<double>(i % 2);
        three.values[i] = i / 2 % 3 == 0 ? 0 : i / 2 % 3 == 1 ? 1 : 3;
        y[i] = (i % 2 == 1 ? 0.5 : 0) + (i / 2 % 3 == 0 ? 1 : i / 2 % 3 == 1 ? -1 : 0.2) + u[i];
    }
    const std::vector<InputColumn> inputs{two, three, numbers("u", u)};
    const RegressionIndices found = regression_indices(inputs, outcome_of(y), {}, {}, Threads(2));
    EXPECT_NEAR(found.r2, 1, 1e-10);
    double mean = 0, variance = 0;
    for (const double v : y) mean += v / static_cast<double>(n);
    for (const double v : y) variance += (v - mean) * (v - mean) / static_cast<double>(n);
    EXPECT_NEAR(found.inputs[0].src.value, 0.5 * 0.5 / std::sqrt(variance), 1e-10);
    EXPECT_TRUE(std::isnan(found.inputs[1].src.value));
    EXPECT_TRUE(std::isnan(found.inputs[1].prcc.value));
    EXPECT_TRUE(std::isnan(found.inputs[1].spearman.p));
    const double between = (1 + 1 + 0.04) / 3 - (0.2 / 3) * (0.2 / 3);
    EXPECT_NEAR(found.inputs[1].share, between / variance, 0.01);  // u is nearly uncorrelated with it
    EXPECT_GT(found.inputs[1].share, found.inputs[0].share);
    // Which level comes first does not matter to what an input explains.
    std::vector<InputColumn> turned = inputs;
    for (double& v : turned[1].values) v = v == 0 ? 3 : v == 3 ? 0 : 1;
    EXPECT_NEAR(regression_indices(turned, outcome_of(y), {}, {}, Threads(2)).inputs[1].share, found.inputs[1].share, 1e-10);
}

TEST(Regression, InputsThatDependOnEachOther) {
    Sample sample = uniform_sample(200, 3, 7, [](auto x) { return x(0) + x(1) + 0.3 * x(2) * x(2); });
    sample.inputs.push_back(numbers("sum", sample.inputs[0].values));
    for (std::size_t i = 0; i < 200; ++i) sample.inputs[3].values[i] = 2 - sample.inputs[0].values[i] - 3 * sample.inputs[1].values[i];
    const RegressionIndices found = regression_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
    EXPECT_TRUE(std::isnan(found.inputs[0].src.value));
    EXPECT_TRUE(std::isnan(found.inputs[1].pcc.value));
    EXPECT_TRUE(std::isnan(found.inputs[3].share));
    EXPECT_FALSE(std::isnan(found.inputs[0].pearson.value));
    EXPECT_THAT(found.warnings, Contains(HasSubstr("x1, x2, sum are linear functions of each other")));
    // The one that is free is what it is without the last.
    const std::vector<InputColumn> fewer(sample.inputs.begin(), sample.inputs.begin() + 3);
    const RegressionIndices without = regression_indices(fewer, sample.outcome, {}, {}, Threads(1));
    EXPECT_NEAR(found.inputs[2].src.value, without.inputs[2].src.value, 1e-9);
    EXPECT_NEAR(found.r2, without.r2, 1e-9);
    EXPECT_THAT(without.warnings, Not(Contains(HasSubstr("linear functions"))));
}

TEST(Regression, ConstantOutcomeAndConstantInput) {
    Sample sample = uniform_sample(50, 2, 1, [](auto) { return 4.0; });
    const RegressionIndices constant = regression_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
    for (const RegressionInput& input : constant.inputs) {
        for (const LinearIndex& index : {input.src, input.srrc, input.pearson, input.spearman, input.pcc, input.prcc}) {
            EXPECT_EQ(index.value, 0);
            EXPECT_EQ(index.interval.high, 0);
            EXPECT_EQ(index.p, 1);
        }
    }
    EXPECT_EQ(constant.r2, 0);
    EXPECT_THAT(constant.warnings, SizeIs(1));
    sample = uniform_sample(50, 2, 1, [](auto x) { return x(1); });
    sample.inputs[0].values.assign(50, 2.5);
    const RegressionIndices fixed = regression_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
    EXPECT_EQ(fixed.inputs[0].src.value, 0);
    EXPECT_EQ(fixed.inputs[0].spearman.value, 0);
    EXPECT_EQ(fixed.inputs[0].src.interval.low, 0);
    EXPECT_NEAR(fixed.inputs[1].src.value, 1, 1e-12);
    EXPECT_THAT(fixed.warnings, Contains(HasSubstr("x1 has one value only")));
}

TEST(Regression, ACommonLevelAndAScaleDoNotMatter) {
    const Sample sample = bent_sample();
    Sample moved = sample;
    for (double& y : moved.outcome.values) y = 1e6 + 1000 * y;
    for (double& x : moved.inputs[1].values) x = 1e6 - x;
    const RegressionIndices a = regression_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
    const RegressionIndices b = regression_indices(moved.inputs, moved.outcome, {}, {}, Threads(1));
    EXPECT_NEAR(a.inputs[0].src.value, b.inputs[0].src.value, 1e-8);
    EXPECT_NEAR(a.inputs[1].src.value, -b.inputs[1].src.value, 1e-8);
    EXPECT_NEAR(a.inputs[1].src.interval.low, -b.inputs[1].src.interval.high, 1e-8);
    EXPECT_NEAR(a.inputs[1].prcc.value, -b.inputs[1].prcc.value, 1e-8);
}

TEST(Regression, IntervalsFollowTheConfidenceForAnyNumberOfThreads) {
    const Sample sample = bent_sample();
    const auto run = [&](double confidence, int threads) {
        return regression_indices(sample.inputs, sample.outcome, {}, {.bootstrap = {.confidence = confidence}}, Threads(threads));
    };
    const RegressionIndices wide = run(0.99, 1), narrow = run(0.9, 1);
    for (std::size_t k = 0; k < 3; ++k) {
        const Interval a = wide.inputs[k].prcc.interval, b = narrow.inputs[k].prcc.interval;
        EXPECT_NEAR((a.high - a.low) / (b.high - b.low), 2.5758293035489004 / 1.6448536269514722, 1e-9);
        for (const int count : {2, 3}) {
            EXPECT_EQ(run(0.99, count).inputs[k].prcc.interval.low, a.low);
            EXPECT_EQ(run(0.99, count).inputs[k].src.interval.high, wide.inputs[k].src.interval.high);
        }
    }
}

TEST(Regression, BlocksThatRepeatARowAreNotMoreRows) {
    const Sample once = bent_sample();
    Sample often = once;
    std::vector<std::uint64_t> block;
    for (std::size_t copy = 0; copy < 4; ++copy) {
        for (std::size_t i = 0; i < 60; ++i) {
            block.push_back(i);
            if (copy == 0) continue;
            for (std::size_t k = 0; k < 3; ++k) often.inputs[k].values.push_back(once.inputs[k].values[i]);
            often.outcome.values.push_back(once.outcome.values[i]);
        }
    }
    const double sd = regression_indices(once.inputs, once.outcome, {}, {}, Threads(1)).inputs[1].src.sd;
    EXPECT_NEAR(regression_indices(often.inputs, often.outcome, block, {}, Threads(1)).inputs[1].src.sd, sd, 1e-9);
    EXPECT_LT(regression_indices(often.inputs, often.outcome, {}, {}, Threads(1)).inputs[1].src.sd, 0.75 * sd);
    often.outcome.values[61] = not_defined;
    const RegressionIndices dropped = regression_indices(often.inputs, often.outcome, block, {}, Threads(1));
    EXPECT_EQ(dropped.rows, 236u);
    EXPECT_EQ(dropped.dropped_blocks, 1u);
}

TEST(Regression, RefusesWhatItCannotDo) {
    const Sample sample = uniform_sample(5, 3, 1, [](auto x) { return x(0); });
    EXPECT_THROW(regression_indices(sample.inputs, sample.outcome, {}, {}, Threads(1)), AnalysisError);
    EXPECT_THROW(regression_indices({}, sample.outcome, {}, {}, Threads(1)), AnalysisError);
    EXPECT_THROW(regression_indices(sample.inputs, outcome_of({1, 2}), {}, {}, Threads(1)), AnalysisError);
}

}  // namespace
}  // namespace enclosure::test
