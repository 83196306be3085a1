// Sobol indices against published formulae, functions whose indices are known, and what users of other tools were bitten by.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "analysis/data/analysis_draws.h"
#include "analysis/data/analysis_error.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"
#include "tests/analysis/saltelli_outcome.h"

namespace enclosure::test {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr double nan_outcome = std::numeric_limits<double>::quiet_NaN();
constexpr SobolOptions no_interval = {.interval = SobolInterval::none};

// Numbers without a pattern that any formula knows: base row × place.
std::vector<double> scattered(std::size_t base_rows, std::size_t places) {
    std::vector<double> y;
    for (std::size_t j = 0; j < base_rows; ++j) {
        for (std::size_t p = 0; p < places; ++p) y.push_back(static_cast<double>((j * 7919 + p * 104729 + j * p * 31) % 1009) / 100);
    }
    return y;
}

bool same_index(const SobolIndex& a, const SobolIndex& b) {
    const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    return same(a.value, b.value) && same(a.error, b.error) && same(a.interval.low, b.interval.low) &&
           same(a.interval.high, b.interval.high);
}

void expect_same(const SobolIndices& a, const SobolIndices& b) {
    ASSERT_EQ(a.first.size(), b.first.size());
    ASSERT_EQ(a.second.size(), b.second.size());
    for (std::size_t i = 0; i < a.first.size(); ++i) {
        EXPECT_TRUE(same_index(a.first[i], b.first[i])) << i;
        EXPECT_TRUE(same_index(a.total[i], b.total[i])) << i;
    }
    for (std::size_t i = 0; i < a.second.size(); ++i) EXPECT_TRUE(same_index(a.second[i], b.second[i])) << i;
    EXPECT_TRUE(same_index(a.dummy_first, b.dummy_first));
    EXPECT_TRUE(same_index(a.dummy_total, b.dummy_total));
    EXPECT_TRUE(same_index(a.first_sum, b.first_sum));
    EXPECT_TRUE(same_index(a.second_sum, b.second_sum));
}

void expect_near(const std::vector<SobolIndex>& indices, const std::vector<double>& truth, double tolerance) {
    ASSERT_EQ(indices.size(), truth.size());
    for (std::size_t i = 0; i < truth.size(); ++i) EXPECT_NEAR(indices[i].value, truth[i], tolerance) << i;
}

// The formulae of SALib 1.4, and Jansen's, Sobol's and Homma's, written out in another language for six base rows.
TEST(SobolIndices, FormulaeAreThePublishedOnes) {
    const std::vector<double> y = scattered(6, 8);
    const SobolIndices got = sobol_of({3, true}, y, no_interval);
    expect_near(got.first, {-0.20753232880564298, -0.5147037233422378, -0.8218751178788327}, 1e-13);
    expect_near(got.total, {0.9230478408027076, 0.838935078340129, 1.0568638915274697}, 1e-13);
    expect_near(got.second, {2.150190867262433, 3.2604191492663213, -0.4873269002925108}, 1e-13);
    EXPECT_NEAR(got.mean, 5.9366666666666665, 1e-13);
    EXPECT_NEAR(got.variance, 6.480288888888889, 1e-13);
    EXPECT_NEAR(got.dummy_first.value, -0.0351370157304532, 1e-13);
    EXPECT_NEAR(got.dummy_total.value, 0.14791022252987973, 1e-13);
    EXPECT_NEAR(got.first_sum.value, -1.5441111700267134, 1e-13) << "not clipped";
    EXPECT_NEAR(got.second_sum.value, 4.923283116236243, 1e-13) << "not clipped";
    const SobolIndices jansen =
        sobol_of({3, true}, y, {.first = SobolFirst::jansen, .total = SobolTotal::sobol, .interval = SobolInterval::none});
    expect_near(jansen.first, {-0.19384338146790436, -0.5489677243469941, -1.2061336428760039}, 1e-13);
    expect_near(jansen.total, {1.2448780575625915, 1.1128123467575177, 0.980746635952444}, 1e-13);
    expect_near(jansen.second, values_of(got.second), 0);
    const SobolIndices homma = sobol_of({3, true}, y, {.total = SobolTotal::homma, .interval = SobolInterval::none});
    expect_near(homma.total, {0.9752574473703162, 0.8431917365652425, 0.7111260257601688}, 1e-13);
}

TEST(SobolIndices, PairsStandInTheOrderOfTheirFactors) {
    EXPECT_EQ(sobol_pair(4, 0, 1), 0u);
    EXPECT_EQ(sobol_pair(4, 0, 3), 2u);
    EXPECT_EQ(sobol_pair(4, 1, 2), 3u);
    EXPECT_EQ(sobol_pair(4, 2, 3), 5u);
    EXPECT_EQ(sobol_pair(20, 18, 19), 189u);
}

TEST(SobolIndices, IshigamiUnscrambled) {
    const std::vector<double> y = saltelli_outcome("ishigami", {.base_rows = 1024, .factors = 3, .scrambling = Scrambling::none});
    const ExactIndices exact = *exact_indices(*find_test_function("ishigami"), {{7}, {0.1}});
    // Errors of the estimator as it was first written, with the outcome as it is.
    const SobolIndices plain = sobol_of({3, false}, y, {.interval = SobolInterval::none, .centred = false});
    constexpr std::array s_off = {0.0188, -0.0011, 0.0184}, st_off = {0.0006, 0.0009, -0.0015};
    // Less its mean, 3.5 of it here, which no longer multiplies the difference of the means of AB and A.
    const SobolIndices centred = sobol_of({3, false}, y, no_interval);
    constexpr std::array centred_off = {0.019050, -0.001097, 0.018579};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(plain.first[i].value - exact.first[i], s_off[i], 1e-4);
        EXPECT_NEAR(plain.total[i].value - exact.total[i], st_off[i], 1e-4);
        EXPECT_NEAR(centred.first[i].value - exact.first[i], centred_off[i], 1e-6);
        EXPECT_NEAR(centred.total[i].value, plain.total[i].value, 1e-12);
    }
}

TEST(SobolIndices, IshigamiForAnySeed) {
    const std::map<std::string, std::vector<double>> variants[] = {{}, {{"b", {0.05}}}, {{"a", {2}}, {"b", {1}}}};
    for (const auto& set : variants) {
        const double wider = set.contains("a") ? 2 : 1;  // there x3⁴ sin x1 is all but everything, and its fourth moment large
        const TestFunction& function = *find_test_function("ishigami");
        const ExactIndices exact = *exact_indices(function, function_parameters(function, set));
        for (std::uint64_t seed = 0; seed < 6; ++seed) {
            SCOPED_TRACE(seed);
            for (const auto& [rows, tolerance] : {std::pair{std::size_t{1024}, 0.04}, std::pair{std::size_t{4096}, 0.025}}) {
                const std::vector<double> y = saltelli_outcome("ishigami", {.base_rows = rows, .factors = 3, .seed = seed}, set);
                const SobolIndices got = sobol_of({3, false}, y, no_interval);
                expect_near(got.first, exact.first, wider * tolerance);
                expect_near(got.total, exact.total, wider * tolerance);
            }
        }
    }
}

TEST(SobolIndices, SecondOrderOfIshigami) {
    const std::vector<double> y = saltelli_outcome("ishigami", {.base_rows = 8192, .factors = 3, .second_order = true, .seed = 4});
    expect_near(sobol_of({3, true}, y, no_interval).second, {0, 0.243683664062148, 0}, 0.03);
    expect_near(sobol_of({3, true}, y, {.second = false, .interval = SobolInterval::none}).first,
                values_of(sobol_of({3, true}, y, no_interval).first), 0);
    EXPECT_THAT(sobol_of({3, true}, y, {.second = false, .interval = SobolInterval::none}).second, IsEmpty());
}

TEST(SobolIndices, FunctionsThatAreSolvedByHand) {
    for (const char* name : {"product", "linear", "g_function", "prim_box", "friedman"}) {
        SCOPED_TRACE(name);
        const TestFunction& function = *find_test_function(name);
        const ExactIndices exact = *exact_indices(function, function_parameters(function));
        const std::size_t factors = exact.first.size();
        const std::vector<double> y = saltelli_outcome(name, {.base_rows = 8192, .factors = factors, .second_order = true, .seed = 1});
        const SobolIndices got = sobol_of({factors, true}, y, no_interval);
        EXPECT_NEAR(got.mean, exact.mean, 0.01 * std::sqrt(exact.variance));
        EXPECT_NEAR(got.variance / exact.variance, 1, 0.02);
        expect_near(got.first, exact.first, 0.025);
        expect_near(got.total, exact.total, 0.025);
        expect_near(got.second, exact.second, 0.05);
    }
}

TEST(SobolIndices, NoiseIsNoEffectOfAFactorThatDoesNothing) {
    const SaltelliDesign how{.base_rows = 65536, .factors = 2, .seed = 2};
    const SobolIndices shared = sobol_of({2, false}, saltelli_outcome("noise_trap", how), no_interval);
    expect_near(shared.first, {0.5, 0}, 0.01);
    expect_near(shared.total, {0.5, 0}, 0.01);
    EXPECT_EQ(shared.total[1].value, 0) << "exactly";
    EXPECT_EQ(shared.first[1].value, 0) << "exactly";
    const SobolIndices own = sobol_of({2, false}, saltelli_outcome("noise_trap", how, {}, false), no_interval);
    expect_near(own.first, {0.5, 0}, 0.01);
    expect_near(own.total, {1, 0.5}, 0.01);
}

TEST(SobolIndices, WhatIsAddedToTheOutcomeChangesNothing) {
    std::vector<double> y = saltelli_outcome("ishigami", {.base_rows = 512, .factors = 3, .second_order = true, .seed = 3});
    const SobolIndices before = sobol_of({3, true}, y);
    for (double& v : y) v += 1e6;
    const SobolIndices after = sobol_of({3, true}, y);
    expect_near(after.first, values_of(before.first), 1e-6);
    expect_near(after.total, values_of(before.total), 1e-6);
    expect_near(after.second, values_of(before.second), 1e-6);
    EXPECT_NEAR(after.first[0].interval.low, before.first[0].interval.low, 1e-6);
    EXPECT_NEAR(after.mean, before.mean + 1e6, 1e-6);
    EXPECT_NEAR(after.variance, before.variance, 1e-6);
}

TEST(SobolIndices, UnitsOfTheOutcomeChangeNothing) {
    const std::vector<double> y = saltelli_outcome("ishigami", {.base_rows = 64, .factors = 3, .second_order = true, .seed = 3});
    const SobolIndices before = sobol_of({3, true}, y);
    for (const int exponent : {-900, -3, 700}) {
        std::vector<double> scaled = y;
        for (double& v : scaled) v = std::ldexp(v, exponent);
        expect_same(sobol_of({3, true}, scaled), before);
    }
}

TEST(SobolIndices, ConstantOutcomesHaveIndicesOf0AndAWarning) {
    for (const double value : {0.0, 0.1, -1e6}) {
        for (const SobolInterval interval : {SobolInterval::none, SobolInterval::normal, SobolInterval::percentile}) {
            const SobolIndices got = sobol_of({3, true}, std::vector<double>(8 * 100, value), {.interval = interval});
            EXPECT_THAT(values_of(got.first), ElementsAre(0, 0, 0));
            EXPECT_THAT(values_of(got.total), ElementsAre(0, 0, 0));
            EXPECT_THAT(values_of(got.second), ElementsAre(0, 0, 0));
            EXPECT_EQ(got.first[0].interval.high, 0);
            EXPECT_EQ(got.mean, value);
            EXPECT_EQ(got.variance, 0);
            EXPECT_TRUE(got.constant);
            EXPECT_THAT(got.warnings, ElementsAre(AllOf(HasSubstr("\"y\""), HasSubstr("in every run"), HasSubstr("0 by convention"))));
        }
    }
    std::vector<double> only_mixed(5 * 50, 2.0);  // the same in A and B, not in AB_2
    for (std::size_t j = 0; j < 50; ++j) only_mixed[5 * j + 2] = static_cast<double>(j);
    const SobolIndices got = sobol_of({3, false}, only_mixed);
    EXPECT_THAT(values_of(got.total), Each(0));
    EXPECT_THAT(got.warnings, ElementsAre(HasSubstr("in all runs of A and B")));
}

TEST(SobolIndices, ABaseRowWithAFailedRunIsLeftOutWhole) {
    const std::vector<double> y = saltelli_outcome("ishigami", {.base_rows = 64, .factors = 3, .second_order = true, .seed = 3});
    std::vector<double> failed = y, without;
    for (const std::size_t j : {5u, 17u, 63u}) failed[8 * j + j % 8] = j == 17 ? std::numeric_limits<double>::infinity() : nan_outcome;
    for (std::size_t j = 0; j < 64; ++j) {
        if (j != 5 && j != 17 && j != 63) without.insert(without.end(), y.data() + 8 * j, y.data() + 8 * j + 8);
    }
    const std::vector<SobolOutcome> outcomes = {{"whole", y}, {"failed", failed}};
    const std::vector<SobolIndices> got = sobol_indices({3, true}, outcomes, {}, {}, Threads(1));
    expect_same(got[1], sobol_of({3, true}, without));
    EXPECT_EQ(got[1].base_rows, 61u);
    EXPECT_EQ(got[1].dropped, 3u);
    EXPECT_THAT(got[1].warnings, ElementsAre(AllOf(HasSubstr("\"failed\""), HasSubstr("3 of 64 base rows"), HasSubstr("61 are left"))));
    expect_same(got[0], sobol_of({3, true}, y));
    EXPECT_EQ(got[0].dropped, 0u);
    EXPECT_THAT(got[0].warnings, IsEmpty());
}

// Resamples drawn here by their definition, and indices by the formulae, base row by base row.
TEST(SobolIndices, ErrorsAreThoseOfResampledBaseRows) {
    constexpr std::size_t n = 50, k = 2, places = 6, resamples = 20;
    const std::vector<double> y = scattered(n, places);
    double mean = 0;
    for (const double v : y) mean += v / static_cast<double>(y.size());
    std::vector<double> first, total, second;
    for (std::size_t b = 0; b < resamples; ++b) {
        double sum = 0, square = 0, s0 = 0, s1 = 0, t1 = 0, pair = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const Draws draw = analysis_draws(9, AnalysisDraw::bootstrap, b, static_cast<std::uint32_t>(i / 4));
            const double* row = y.data() + places * whole_below(n, draw.word(i % 4));
            const double va = row[0] - mean, ab0 = row[1] - mean, ab1 = row[2] - mean, ba0 = row[3] - mean, vb = row[5] - mean;
            sum += va + vb;
            square += va * va + vb * vb;
            s0 += vb * (ab0 - va);
            s1 += vb * (ab1 - va);
            t1 += (va - ab1) * (va - ab1);
            pair += ba0 * ab1 - va * vb;
        }
        const double variance = square / (2 * n) - sum / (2 * n) * (sum / (2 * n));
        first.push_back(s0 / n / variance);
        total.push_back(t1 / (2 * n) / variance);
        second.push_back((pair - s0 - s1) / n / variance);
    }
    const SobolIndices got = sobol_of({k, true}, y, {.resamples = resamples, .seed = 9});
    EXPECT_NEAR(got.first[0].error, spread_of_estimates(first).sd, 1e-12);
    EXPECT_NEAR(got.total[1].error, spread_of_estimates(total).sd, 1e-12);
    EXPECT_NEAR(got.second[0].error, spread_of_estimates(second).sd, 1e-12);
    EXPECT_EQ(got.resamples, resamples);
    const SobolIndices percentile =
        sobol_of({k, true}, y, {.interval = SobolInterval::percentile, .resamples = resamples, .confidence = 0.8, .seed = 9});
    EXPECT_NEAR(percentile.total[1].interval.low, quantile(total, 0.1), 1e-12);
    EXPECT_NEAR(percentile.total[1].interval.high, quantile(total, 0.9), 1e-12);
}

TEST(SobolIndices, EveryIntegerIsASeed) {
    const std::vector<double> y = scattered(64, 5);
    std::vector<double> errors;
    for (const std::uint64_t seed : {0u, 1u, 2u}) {
        errors.push_back(sobol_of({3, false}, y, {.seed = seed}).first[0].error);
        EXPECT_EQ(sobol_of({3, false}, y, {.seed = seed}).first[0].error, errors.back());
    }
    EXPECT_NE(errors[0], errors[1]);
    EXPECT_NE(errors[1], errors[2]);
}

TEST(SobolIndices, TheConfidenceReachesTheFormula) {
    const std::vector<double> y = scattered(64, 5);
    const auto width = [](const SobolIndex& index) { return index.interval.high - index.interval.low; };
    const SobolIndices narrow = sobol_of({3, false}, y, {.confidence = 0.9}), wide = sobol_of({3, false}, y, {.confidence = 0.99});
    const double z = math::normal_quantile(0.95) / math::normal_quantile(0.995);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(width(narrow.first[i]) / width(wide.first[i]), z, 1e-12);
        EXPECT_NEAR(width(narrow.total[i]) / width(wide.total[i]), z, 1e-12);
    }
    std::vector<std::uint32_t> replication(64);
    for (std::size_t j = 0; j < 64; ++j) replication[j] = static_cast<std::uint32_t>(j / 8);
    const SobolInterval by_replications = SobolInterval::replications;
    const SobolIndices t90 = sobol_of({3, false}, y, {.interval = by_replications, .confidence = 0.9}, replication);
    const SobolIndices t99 = sobol_of({3, false}, y, {.interval = by_replications, .confidence = 0.99}, replication);
    EXPECT_NEAR(width(t90.total[2]) / width(t99.total[2]), student_quantile(0.95, 7) / student_quantile(0.995, 7), 1e-12);
    const SobolIndices p90 = sobol_of({3, false}, y, {.interval = SobolInterval::percentile, .confidence = 0.9});
    const SobolIndices p99 = sobol_of({3, false}, y, {.interval = SobolInterval::percentile, .confidence = 0.99});
    EXPECT_LT(width(p90.total[2]), width(p99.total[2]));
}

TEST(SobolIndices, IntervalsFromReplications) {
    // Scrambles that stand one after another, and the same ones row by row in turn.
    constexpr std::size_t scrambles = 5, rows = 32, places = 8;
    std::vector<double> y, mixed(scrambles * rows * places), first, second;
    std::vector<std::uint32_t> replication, mixed_replication(scrambles * rows);
    for (std::uint32_t r = 0; r < scrambles; ++r) {
        const std::vector<double> own =
            saltelli_outcome("ishigami", {.base_rows = rows, .factors = 3, .second_order = true, .seed = 100 + r});
        y.insert(y.end(), own.begin(), own.end());
        replication.insert(replication.end(), rows, 7 * r);
        const SobolIndices alone = sobol_of({3, true}, own, no_interval);
        first.push_back(alone.first[1].value);
        second.push_back(alone.second[1].value);
        for (std::size_t j = 0; j < rows; ++j) {
            std::copy_n(own.data() + places * j, places, mixed.data() + places * (scrambles * j + r));
            mixed_replication[scrambles * j + r] = r;
        }
    }
    const SobolIndices got = sobol_of({3, true}, y, {.interval = SobolInterval::replications}, replication);
    for (const auto& [index, estimates] : {std::pair{got.first[1], first}, std::pair{got.second[1], second}}) {
        const EstimateSpread spread = spread_of_estimates(estimates);
        const double half = student_quantile(0.975, 4) * spread.sd / std::sqrt(5.0);
        EXPECT_NEAR(index.error, spread.sd / std::sqrt(5.0), 1e-14);
        EXPECT_NEAR(index.interval.low, spread.mean - half, 1e-13);
        EXPECT_NEAR(index.interval.high, spread.mean + half, 1e-13);
    }
    EXPECT_EQ(got.resamples, scrambles);
    expect_near(got.first, values_of(sobol_of({3, true}, y, no_interval).first), 0);
    const SobolIndices turned = sobol_of({3, true}, mixed, {.interval = SobolInterval::replications}, mixed_replication);
    EXPECT_NEAR(turned.first[1].interval.low, got.first[1].interval.low, 1e-13);
}

TEST(SobolIndices, AnyNumberOfThreadsGivesTheSameBits) {
    const std::vector<double> y = saltelli_outcome("g_function", {.base_rows = 300, .factors = 8, .second_order = true, .seed = 3});
    const std::vector<double> z = scattered(300, 18);
    const std::vector<SobolOutcome> outcomes = {{"y", y}, {"z", z}};
    std::vector<std::uint32_t> replication(300);
    for (std::size_t j = 0; j < 300; ++j) replication[j] = static_cast<std::uint32_t>(j % 4);
    for (const SobolInterval interval : {SobolInterval::normal, SobolInterval::replications}) {
        const auto with = [&](int count) {
            return sobol_indices({8, true}, outcomes, replication, {.interval = interval}, Threads(count));
        };
        const std::vector<SobolIndices> one = with(1);
        for (const int count : {2, 3}) {
            const std::vector<SobolIndices> many = with(count);
            for (std::size_t o = 0; o < 2; ++o) expect_same(many[o], one[o]);
        }
    }
}

TEST(SobolIndices, ConvergenceIsTheIndicesOfTheFirstRows) {
    const std::vector<double> y = saltelli_outcome("ishigami", {.base_rows = 256, .factors = 3, .seed = 6});
    const std::vector<SobolIndices> path = sobol_convergence({3, false}, {"y", y}, {}, Threads(2));
    ASSERT_THAT(path, SizeIs(4));
    for (std::size_t s = 0; s < 4; ++s) {
        EXPECT_EQ(path[s].base_rows, 32u << s);
        expect_same(path[s], sobol_of({3, false}, std::vector<double>(y.begin(), y.begin() + 5 * (32 << s))));
    }
    std::vector<double> failed = y;
    for (std::size_t i = 0; i < 5 * 31; ++i) failed[i] = nan_outcome;  // one row of the first 32 is left
    EXPECT_THAT(sobol_convergence({3, false}, {"y", failed}, {}, Threads(1)), SizeIs(3));
}

TEST(SobolIndices, AGroupThatIsExchangedTogetherIsOneFactor) {
    // Of x1 x2 + x3, the group of x1 and x2 and x3 alone: an additive outcome of two factors with variances 7/144 and 1/12.
    const DesignPoints points = sobol_points({.points = 4096, .factors = 6, .seed = 1});
    std::vector<double> y;
    for (std::size_t j = 0; j < points.size(); ++j) {
        const std::span<const double> u = points.point(j);
        const double a = u[0] * u[1], b = u[3] * u[4];
        for (const double v : {a + u[2], b + u[2], a + u[5], b + u[5]}) y.push_back(v);
    }
    const SobolIndices got = sobol_of({2, false}, y, no_interval);
    const double share = 7.0 / 144 / (7.0 / 144 + 1.0 / 12);
    expect_near(got.first, {share, 1 - share}, 0.02);
    expect_near(got.total, {share, 1 - share}, 0.02);
}

TEST(SobolIndices, TheDummyIsTheLevelOfNoise) {
    std::vector<double> size;
    for (const std::size_t rows : {64u, 4096u}) {
        const SobolIndices got = sobol_of({3, false}, saltelli_outcome("ishigami", {.base_rows = rows, .factors = 3, .seed = 2}));
        size.push_back(std::fabs(got.dummy_total.value));
        EXPECT_GT(got.dummy_total.error, 0);
        EXPECT_LT(std::fabs(got.dummy_first.value), 0.01);
    }
    EXPECT_LT(size[1], size[0]);
    EXPECT_LT(size[1], 0.02);
}

TEST(SobolIndices, ResamplesWithoutVarianceDoNotCount) {
    std::vector<double> rare(5 * 40, 0.0);  // one base row in forty: a resample misses it with probability 0.36
    for (std::size_t p = 0; p < 5; ++p) rare[5 * 7 + p] = 1 + static_cast<double>(p);
    const SobolIndices got = sobol_of({3, false}, rare, {.resamples = 200});
    EXPECT_LT(got.resamples, 160u);
    EXPECT_GT(got.resamples, 90u);
    EXPECT_TRUE(std::isfinite(got.total[0].error));
    EXPECT_THAT(got.warnings, ElementsAre(HasSubstr("of 200 resamples have no variance")));
}

TEST(SobolIndices, SaysEveryReasonAtOnce) {
    const std::vector<double> odd(11, 1.0), missing(15, nan_outcome);
    const std::vector<SobolOutcome> outcomes = {{"odd", odd}, {"missing", missing}};
    try {
        sobol_indices({3, false}, outcomes, {}, {.resamples = 1, .confidence = 1}, Threads(1));
        FAIL() << "accepted";
    } catch (const AnalysisError& error) {
        EXPECT_THAT(error.reasons(), ElementsAre(HasSubstr("confidence"), HasSubstr("2 resamples"),
                                                 AllOf(HasSubstr("\"odd\" has 11 values"), HasSubstr("the 5 runs of a base row")),
                                                 AllOf(HasSubstr("\"missing\""), HasSubstr("0 of its 3 base rows"))));
    }
    const std::vector<double> y = scattered(8, 5);
    const std::vector<SobolOutcome> one = {{"y", y}};
    EXPECT_THROW(sobol_indices({0, false}, one, {}, {}, Threads(1)), AnalysisError);
    const std::vector<std::uint32_t> same(8, 3), few = {1, 2};
    EXPECT_THROW(sobol_indices({3, false}, one, same, {.interval = SobolInterval::replications}, Threads(1)), AnalysisError);
    EXPECT_THROW(sobol_indices({3, false}, one, few, {.interval = SobolInterval::replications}, Threads(1)), AnalysisError);
    EXPECT_NO_THROW(sobol_indices({3, false}, one, {}, {.interval = SobolInterval::none, .resamples = 0}, Threads(1)));
}

TEST(SobolIndices, SaysTheNearestPowersOf2AndTheirCost) {
    EXPECT_EQ(power_of_two_advice(1024, {3, true}), "");
    EXPECT_THAT(power_of_two_advice(1000, {3, true}),
                AllOf(HasSubstr("1000 base rows"), HasSubstr("512 (4096 runs)"), HasSubstr("1024 (8192 runs)")));
}

}  // namespace
}  // namespace enclosure::test
