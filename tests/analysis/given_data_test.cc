// First-order indices and Borgonovo's delta from any sample: functions whose indices are known, and numbers of SALib's methods.
#include "analysis/sensitivity/given_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/data/analysis_error.h"
#include "analysis/sensitivity/input_classes.h"
#include "analysis/sensitivity/kernel_density.h"
#include "sim/study/designs/sobol.h"
#include "tests/analysis/given_samples.h"

namespace enclosure::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const GivenDataOptions without_delta{.bootstrap = {.resamples = 20}, .delta = false};

/// A function of scrambled Sobol points.
template <class Function>
Sample sobol_sample(std::size_t n, std::size_t count, std::uint64_t seed, Function function) {
    const DesignPoints points = sobol_points({.points = n, .factors = count, .seed = seed});
    Sample sample;
    for (std::size_t k = 0; k < count; ++k) {
        std::vector<double> x(n);
        for (std::size_t i = 0; i < n; ++i) x[i] = points.point(i)[k];
        sample.inputs.push_back(numbers("x" + std::to_string(k + 1), std::move(x)));
    }
    std::vector<double> y(n);
    for (std::size_t i = 0; i < n; ++i) y[i] = function(points.point(i));
    sample.outcome = outcome_of(std::move(y));
    return sample;
}

void expect_first_order(const Sample& sample, const std::vector<double>& expected, double tolerance) {
    const GivenDataIndices found = given_data_indices(sample.inputs, sample.outcome, {}, without_delta, Threads(2));
    for (std::size_t k = 0; k < expected.size(); ++k) EXPECT_NEAR(found.inputs[k].first_by_cosines.value, expected[k], tolerance) << k;
}

TEST(GivenData, Ishigami) {
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        const auto function = [](double a, double b) {
            return [a, b](std::span<const double> u) { return ishigami(u[0], u[1], u[2], a, b); };
        };
        expect_first_order(sobol_sample(1024, 3, seed, function(7, 0.1)), {0.313905191147811, 0.442411144790041, 0}, 0.04);
        expect_first_order(sobol_sample(4096, 3, seed, function(7, 0.1)), {0.313905191147811, 0.442411144790041, 0}, 0.025);
        expect_first_order(sobol_sample(4096, 3, seed, function(7, 0.05)), {0.2185185644, 0.6868946436, 0}, 0.025);
        expect_first_order(sobol_sample(4096, 3, seed, function(2, 1)), {0.3830238262, 0.0009130378385, 0}, 0.025);
    }
    // By classes the rule for 4096 rows has 12, which the waves of x2 outrun by sinc²(2 / 12) = .91.
    const Sample sample = sobol_sample(4096, 3, 1, [](std::span<const double> u) { return ishigami(u[0], u[1], u[2]); });
    const GivenDataIndices coarse = given_data_indices(sample.inputs, sample.outcome, {}, without_delta, Threads(2));
    EXPECT_EQ(coarse.inputs[1].classes, class_count(4096));
    GivenDataOptions fine = without_delta;
    fine.classes = 48;
    const GivenDataIndices many = given_data_indices(sample.inputs, sample.outcome, {}, fine, Threads(2));
    EXPECT_EQ(many.inputs[1].classes, 48u);
    EXPECT_NEAR(many.inputs[0].first_by_classes.value, 0.3139, 0.01);
    EXPECT_NEAR(many.inputs[1].first_by_classes.value, 0.4424, 0.01);
    EXPECT_NEAR(many.inputs[2].first_by_classes.value, 0, 47.0 / 4096);  // all of it taken off, of which even points have little
}

// S1 and delta of delta.analyze of SALib 1.5, each of the sample itself instead of its random draw.
TEST(GivenData, AgreesWithSALib) {
    const Sample sample = even_ishigami_sample(500);
    const GivenDataIndices found = given_data_indices(sample.inputs, sample.outcome, {}, {}, Threads(2));
    const double first[3] = {0.276468014054, 0.228981817728, 0.000273688761}, delta[3] = {0.179912395299, 0.213325438038, 0.148056751888};
    const double cosines[3] = {0.315595762472, 0.441552974121, 0.001632937083};
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_EQ(found.inputs[k].classes, 5u);
        EXPECT_NEAR(found.inputs[k].first_by_classes.uncorrected, first[k], 1e-11);
        EXPECT_NEAR(found.inputs[k].first_by_cosines.uncorrected, cosines[k], 1e-11);  // SciPy's dct, 10 harmonics
        EXPECT_NEAR(found.inputs[k].first_by_cosines.value, 1 - (1 - cosines[k]) * 499 / 489, 1e-11);
        EXPECT_NEAR(found.inputs[k].first_by_classes.value, 1 - (1 - first[k]) * 499 / 495, 1e-11);
        EXPECT_NEAR(found.inputs[k].delta.uncorrected, delta[k], 3e-5);
    }
    const GivenDataIndices eleven = given_data_indices(sample.inputs, sample.outcome, {}, {.classes = 11}, Threads(2));
    const double first_of_11[3] = {0.320770155580, 0.424919313914, 0.001245569421};
    const double delta_of_11[3] = {0.202820222294, 0.314945504198, 0.137880515243};
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_NEAR(eleven.inputs[k].first_by_classes.uncorrected, first_of_11[k], 1e-11);
        EXPECT_NEAR(eleven.inputs[k].delta.uncorrected, delta_of_11[k], 3e-5);
    }
}

TEST(GivenData, DeltaOfIshigami) {
    const Sample sample = ishigami_sample(4000, 5);
    const GivenDataIndices found = given_data_indices(sample.inputs, sample.outcome, {}, {.classes = 24}, Threads(2));
    EXPECT_NEAR(found.inputs[0].delta.value, 0.21, 0.02);
    EXPECT_NEAR(found.inputs[1].delta.value, 0.36, 0.03);
    EXPECT_NEAR(found.inputs[2].delta.value, 0.16, 0.02);
    EXPECT_NEAR(found.inputs[0].first_by_classes.value, 0.31, 0.03);
    EXPECT_NEAR(found.inputs[1].first_by_classes.value, 0.44, 0.03);
    EXPECT_NEAR(found.inputs[2].first_by_classes.value, 0, 0.02);
    for (const GivenDataInput& input : found.inputs) {
        EXPECT_LT(input.delta.value, input.delta.uncorrected);
        EXPECT_GT(input.delta.uncorrected, input.delta_dummy.high);
    }
    EXPECT_FALSE(found.counted);
}

TEST(GivenData, ClassesOfPlischkeBorgonovoAndSmith) {
    EXPECT_EQ(class_count(10), 2u);
    EXPECT_EQ(class_count(500), 5u);
    EXPECT_EQ(class_count(1000), 6u);
    EXPECT_EQ(class_count(10007), 22u);
    EXPECT_EQ(class_count(100000), 47u);
    EXPECT_EQ(class_count(10000000), 48u);
}

TEST(GivenData, ALinearFunction) {
    const double c[4] = {1, 2, 3, 0};
    const Sample sample = sobol_sample(4096, 4, 3, [&](std::span<const double> u) { return c[0] * u[0] + c[1] * u[1] + c[2] * u[2]; });
    expect_first_order(sample, {1.0 / 14, 4.0 / 14, 9.0 / 14, 0}, 0.01);
}

TEST(GivenData, AProduct) {
    expect_first_order(sobol_sample(4096, 2, 3, [](std::span<const double> u) { return u[0] * u[1]; }), {3.0 / 7, 3.0 / 7}, 0.01);
}

TEST(GivenData, AnInputAlone) {
    // y = x: within one of M classes of a uniform law 1/M² of the variance is left.
    const Sample line{{numbers("x", fractions(1000, golden))}, outcome_of(fractions(1000, golden))};
    const GivenDataIndices found = given_data_indices(line.inputs, line.outcome, {}, {.classes = 10}, Threads(1));
    EXPECT_NEAR(found.inputs[0].first_by_classes.uncorrected, 0.99, 1e-4);
    EXPECT_NEAR(found.inputs[0].first_by_cosines.uncorrected, 1, 2e-4);  // Σ 96 / (π k)⁴ over odd k up to 9
    EXPECT_GT(found.inputs[0].delta.uncorrected, 0.8);
    EXPECT_LE(found.inputs[0].delta.uncorrected, 1);
}

TEST(GivenData, AnInputThatDoesNothing) {
    const Sample sample = uniform_sample(3000, 6, 8, [](auto x) { return x(0) + x(1) * x(1); });
    const GivenDataIndices found = given_data_indices(sample.inputs, sample.outcome, {}, {.bootstrap = {.confidence = 0.99}}, Threads(2));
    double classes = 0, cosines = 0;
    for (std::size_t k = 2; k < 6; ++k) {
        const GivenDataInput& input = found.inputs[k];
        classes += input.first_by_classes.value / 4;
        cosines += input.first_by_cosines.value / 4;
        EXPECT_NEAR(input.first_by_classes.value, 0, 0.01);
        EXPECT_NEAR(input.first_by_cosines.value, 0, 0.01);
        EXPECT_LT(input.delta.uncorrected, 1.15 * input.delta_dummy.high);
        EXPECT_LT(input.delta.value, input.delta.uncorrected);
        EXPECT_EQ(input.delta_dummy.high, found.inputs[0].delta_dummy.high);  // classes of the same sizes
    }
    EXPECT_NEAR(classes, 0, 0.003);
    EXPECT_NEAR(cosines, 0, 0.003);
    for (std::size_t k = 0; k < 2; ++k) EXPECT_GT(found.inputs[k].delta.uncorrected, 2 * found.inputs[k].delta_dummy.high);
}

TEST(GivenData, Categories) {
    // Levels with outcomes 0, 1 and 5 plus noise of variance 1/12, in equal shares, with names in any order.
    const std::size_t n = 3000;
    std::vector<double> y = fractions(n, golden), rule(n);
    for (std::size_t i = 0; i < n; ++i) {
        rule[i] = i % 3 == 0 ? 2 : i % 3 == 1 ? 0 : 3;
        y[i] += i % 3 == 0 ? 0 : i % 3 == 1 ? 1 : 5;
    }
    std::vector<InputColumn> inputs{{.id = "rule", .levels = {"a", "b", "c", "d"}, .values = rule}, numbers("number", rule)};
    const GivenDataIndices found = given_data_indices(inputs, outcome_of(y), {}, {}, Threads(1));
    EXPECT_EQ(found.inputs[0].classes, 3u);
    const double between = 26.0 / 3 - 4;
    EXPECT_NEAR(found.inputs[0].first_by_classes.value, between / (between + 1.0 / 12), 1e-3);
    EXPECT_EQ(found.inputs[0].first_by_cosines.value, found.inputs[0].first_by_classes.value);
    EXPECT_GT(found.inputs[0].delta.value, 0.5);
    // Numbers with no more values than classes have a class for each too.
    EXPECT_EQ(found.inputs[1].first_by_classes.value, found.inputs[0].first_by_classes.value);
    EXPECT_EQ(found.inputs[1].delta.uncorrected, found.inputs[0].delta.uncorrected);
    EXPECT_EQ(found.inputs[1].delta_dummy.high, found.inputs[0].delta_dummy.high);
}

TEST(GivenData, OutcomesThatAreCounted) {
    // P(y = 1 | x) = x: delta = E |x - 1/2| = 1/4; S = Var x / (1/4) = 1/3.
    const std::size_t n = 6000;
    const std::vector<double> x = uniforms(n, 1, 0), u = uniforms(n, 1, 1), v = uniforms(n, 1, 2);
    std::vector<double> y(n), thousands(n);
    for (std::size_t i = 0; i < n; ++i) y[i] = u[i] < x[i] ? 1 : 0;
    const std::vector<InputColumn> inputs{numbers("x", x), numbers("v", v)};
    const GivenDataIndices found = given_data_indices(inputs, outcome_of(y), {}, {}, Threads(2));
    EXPECT_TRUE(found.counted);
    EXPECT_NEAR(found.inputs[0].delta.value, 0.25, 0.02);
    EXPECT_NEAR(found.inputs[1].delta.value, 0, 0.02);
    EXPECT_NEAR(found.inputs[0].first_by_cosines.value, 1.0 / 3, 0.03);
    // A name for each value: which numbers they are does not matter.
    for (double& value : y) value = value == 1 ? -7 : 300;
    EXPECT_NEAR(given_data_indices(inputs, outcome_of(y), {}, {}, Threads(2)).inputs[0].delta.value, found.inputs[0].delta.value, 1e-12);
    EXPECT_FALSE(given_data_indices(inputs, outcome_of(y), {}, {.outcome = OutcomeKind::density}, Threads(2)).counted);
    // Ten rows with ten values are not categories.
    const Sample small = uniform_sample(10, 1, 1, [](auto at) { return at(0); });
    EXPECT_FALSE(given_data_indices(small.inputs, small.outcome, {}, {}, Threads(1)).counted);
}

TEST(GivenData, ConstantOutcomeAndConstantInput) {
    Sample sample = uniform_sample(50, 2, 1, [](auto) { return 1e6; });
    const GivenDataIndices constant = given_data_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
    EXPECT_THAT(constant.warnings, SizeIs(1));
    for (const GivenDataInput& input : constant.inputs) {
        for (const GivenDataIndex& index : {input.first_by_classes, input.first_by_cosines, input.delta}) {
            EXPECT_EQ(index.value, 0);
            EXPECT_EQ(index.uncorrected, 0);
            EXPECT_EQ(index.interval.low, 0);
            EXPECT_EQ(index.interval.high, 0);
        }
    }
    sample = uniform_sample(50, 2, 1, [](auto x) { return x(1); });
    sample.inputs[0].values.assign(50, 2.5);
    const GivenDataIndices fixed = given_data_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
    EXPECT_EQ(fixed.inputs[0].first_by_classes.value, 0);
    EXPECT_EQ(fixed.inputs[0].first_by_cosines.value, 0);
    EXPECT_EQ(fixed.inputs[0].delta.value, 0);
    EXPECT_THAT(fixed.warnings, Contains(HasSubstr("x1 has one value only")));
}

TEST(GivenData, ACommonLevelAndAScaleDoNotMatter) {
    const Sample sample = ishigami_sample(1000, 6);
    const GivenDataIndices plain = given_data_indices(sample.inputs, sample.outcome, {}, {}, Threads(2));
    for (const double scale : {1.0, -1000.0}) {
        Sample moved = sample;
        for (double& y : moved.outcome.values) y = scale * y + 1e6;
        const GivenDataIndices found = given_data_indices(moved.inputs, moved.outcome, {}, {}, Threads(2));
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_NEAR(found.inputs[k].first_by_classes.value, plain.inputs[k].first_by_classes.value, 1e-6);
            EXPECT_NEAR(found.inputs[k].first_by_cosines.value, plain.inputs[k].first_by_cosines.value, 1e-6);
            EXPECT_NEAR(found.inputs[k].first_by_cosines.interval.high, plain.inputs[k].first_by_cosines.interval.high, 1e-6);
            EXPECT_NEAR(found.inputs[k].delta.value, plain.inputs[k].delta.value, scale > 0 ? 1e-6 : 1e-4);
        }
    }
}

TEST(GivenData, DoesNotDependOnTheOrderOfRows) {
    Sample sample = ishigami_sample(700, 6);
    for (double& x : sample.inputs[1].values) x = std::floor(25 * x);  // ties
    const GivenDataIndices forward = given_data_indices(sample.inputs, sample.outcome, {}, {}, Threads(2));
    std::reverse(sample.outcome.values.begin(), sample.outcome.values.end());
    for (InputColumn& input : sample.inputs) std::reverse(input.values.begin(), input.values.end());
    const GivenDataIndices backward = given_data_indices(sample.inputs, sample.outcome, {}, {}, Threads(2));
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_NEAR(forward.inputs[k].first_by_classes.value, backward.inputs[k].first_by_classes.value, 1e-12);
        EXPECT_NEAR(forward.inputs[k].first_by_cosines.value, backward.inputs[k].first_by_cosines.value, 1e-12);
        EXPECT_NEAR(forward.inputs[k].delta.uncorrected, backward.inputs[k].delta.uncorrected, 1e-12);
    }
}

TEST(GivenData, SameForAnyNumberOfThreads) {
    const Sample sample = ishigami_sample(300, 4);
    const GivenDataIndices one = given_data_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
    for (const int count : {2, 3}) {
        const GivenDataIndices more = given_data_indices(sample.inputs, sample.outcome, {}, {}, Threads(count));
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_EQ(one.inputs[k].first_by_classes.interval.low, more.inputs[k].first_by_classes.interval.low);
            EXPECT_EQ(one.inputs[k].first_by_cosines.interval.high, more.inputs[k].first_by_cosines.interval.high);
            EXPECT_EQ(one.inputs[k].delta.interval.low, more.inputs[k].delta.interval.low);
            EXPECT_EQ(one.inputs[k].delta_dummy.high, more.inputs[k].delta_dummy.high);
        }
    }
}

TEST(GivenData, IntervalsFollowTheConfidence) {
    const Sample sample = ishigami_sample(300, 4);
    const auto run = [&](double confidence, IntervalKind kind) {
        return given_data_indices(sample.inputs, sample.outcome, {}, {.bootstrap = {.confidence = confidence, .kind = kind}}, Threads(2))
            .inputs[0];
    };
    const GivenDataInput wide = run(0.99, IntervalKind::normal), narrow = run(0.9, IntervalKind::normal);
    const auto ratio = [](const GivenDataIndex& a, const GivenDataIndex& b) {
        return (a.interval.high - a.interval.low) / (b.interval.high - b.interval.low);
    };
    constexpr double expected = 2.5758293035489004 / 1.6448536269514722;
    EXPECT_NEAR(ratio(wide.first_by_classes, narrow.first_by_classes), expected, 1e-9);
    EXPECT_NEAR(ratio(wide.first_by_cosines, narrow.first_by_cosines), expected, 1e-9);
    EXPECT_NEAR(ratio(wide.delta, narrow.delta), expected, 1e-9);
    EXPECT_NEAR(wide.delta.interval.high - wide.delta.value, 2.5758293035489004 * wide.delta.sd, 1e-12);
    for (const IntervalKind kind : {IntervalKind::percentile, IntervalKind::basic, IntervalKind::bca})
        EXPECT_GT(ratio(run(0.99, kind).delta, run(0.9, kind).delta), 1);
}

TEST(GivenData, DropsWholeBlocksAndResamplesThem) {
    Sample sample = ishigami_sample(400, 2);
    std::vector<std::uint64_t> block;
    for (std::size_t copy = 0; copy < 3; ++copy) {
        for (std::size_t i = 0; i < 400; ++i) block.push_back(1000 - i);
    }
    Sample often = sample;
    for (std::size_t i = 400; i < 1200; ++i) {
        for (InputColumn& input : often.inputs) input.values.push_back(input.values[i - 400]);
        often.outcome.values.push_back(often.outcome.values[i - 400]);
    }
    const GivenDataIndices once = given_data_indices(sample.inputs, sample.outcome, {}, without_delta, Threads(1));
    const GivenDataIndices thrice = given_data_indices(often.inputs, often.outcome, block, without_delta, Threads(1));
    const GivenDataIndices as_rows = given_data_indices(often.inputs, often.outcome, {}, without_delta, Threads(1));
    EXPECT_EQ(thrice.blocks, 400u);
    EXPECT_EQ(thrice.rows, 1200u);
    EXPECT_NEAR(thrice.inputs[0].first_by_cosines.sd / once.inputs[0].first_by_cosines.sd, 1, 0.05);
    EXPECT_LT(as_rows.inputs[0].first_by_cosines.sd, 0.8 * once.inputs[0].first_by_cosines.sd);
    often.outcome.values[401] = not_defined;
    const GivenDataIndices dropped = given_data_indices(often.inputs, often.outcome, block, without_delta, Threads(1));
    EXPECT_EQ(dropped.rows, 1197u);
    EXPECT_EQ(dropped.dropped_rows, 3u);
    EXPECT_EQ(dropped.dropped_blocks, 1u);
}

TEST(GivenData, SeedsAndResamples) {
    const Sample sample = ishigami_sample(200, 4);
    const auto sd = [&](std::uint64_t seed) {
        return given_data_indices(sample.inputs, sample.outcome, {}, {.bootstrap = {.seed = seed}, .delta = false}, Threads(2))
            .inputs[0]
            .first_by_cosines.sd;
    };
    EXPECT_EQ(sd(0), sd(0));
    EXPECT_NE(sd(0), sd(1));
    const GivenDataIndices none = given_data_indices(sample.inputs, sample.outcome, {}, {.bootstrap = {.resamples = 0}}, Threads(1));
    EXPECT_EQ(none.inputs[0].delta.value, none.inputs[0].delta.uncorrected);
    EXPECT_TRUE(std::isnan(none.inputs[0].delta.interval.low));
    EXPECT_TRUE(std::isnan(none.inputs[0].delta_dummy.high));
}

TEST(GivenData, RefusesWhatItCannotDo) {
    const Sample sample = ishigami_sample(9, 4);
    try {
        given_data_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_THAT(error.reasons(), SizeIs(1));
        EXPECT_THAT(error.reasons()[0], HasSubstr("outcome y is there for 9 usable rows; the analysis needs at least 10"));
    }
    try {
        given_data_indices({}, sample.outcome, {}, {.bootstrap = {.confidence = 1.5}, .classes = 1, .harmonics = 0}, Threads(1));
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_THAT(error.reasons(), SizeIs(4));
    }
    const OutcomeColumn nowhere = outcome_of(std::vector<double>(9, not_defined));
    EXPECT_THROW(given_data_indices(sample.inputs, nowhere, {}, {}, Threads(1)), AnalysisError);
    std::vector<InputColumn> odd = ishigami_sample(20, 4).inputs;
    odd[0].levels = {"a", "b"};
    EXPECT_THROW(given_data_indices(odd, ishigami_sample(20, 4).outcome, {}, {}, Threads(1)), AnalysisError);
}

TEST(KernelDensity, IsTheSumOfKernels) {
    const std::vector<double> u = fractions(120, golden);
    for (const double spread : {0.3, 2.0, 11.0, 90.0}) {
        std::vector<double> place, density(100);
        std::vector<std::uint32_t> weight;
        double sum = 0, square = 0, n = 0;
        for (std::size_t i = 0; i < u.size(); ++i) {
            place.push_back(5 + spread * u[i] * u[i]);
            weight.push_back(static_cast<std::uint32_t>(i % 3));
            n += weight[i];
            sum += weight[i] * place[i];
        }
        for (std::size_t i = 0; i < u.size(); ++i) square += weight[i] * (place[i] - sum / n) * (place[i] - sum / n);
        const double bandwidth = std::max(0.5, std::sqrt(square / (n - 1)) * std::pow(0.75 * n, -0.2));
        KernelScratch scratch;
        EXPECT_TRUE(kernel_density(place, weight, scratch, density));
        double highest = 0;
        for (std::size_t j = 0; j < 100; ++j) highest = std::max(highest, density[j]);
        for (std::size_t j = 0; j < 100; ++j) {
            double exact = 0;
            for (std::size_t i = 0; i < u.size(); ++i) {
                const double away = (static_cast<double>(j) - place[i]) / bandwidth;
                exact += weight[i] * std::exp(-away * away / 2) / (n * bandwidth * std::sqrt(2 * M_PI));
            }
            EXPECT_NEAR(density[j], exact, 2e-4 * highest) << spread << " " << j;
        }
    }
    std::vector<double> density(100, 7.0);
    KernelScratch scratch;
    EXPECT_FALSE(kernel_density(std::vector<double>{3, 3, 8}, std::vector<std::uint32_t>{2, 5, 0}, scratch, density));
    EXPECT_EQ(density[3], 0);
}

}  // namespace
}  // namespace enclosure::test
