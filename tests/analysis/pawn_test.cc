// PAWN: numbers of SALib's method, known distances, dummies, categories.
#include "analysis/sensitivity/pawn.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/data/analysis_error.h"
#include "tests/analysis/given_samples.h"

namespace enclosure::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

// Numbers of pawn.analyze of SALib 1.5 on the even sample, S = 10.
TEST(Pawn, AgreesWithSALib) {
    const Sample sample = even_ishigami_sample(500);
    const PawnIndices open = pawn_indices(sample.inputs, sample.outcome, {}, {.open_end = true}, Threads(2));
    const double expected[3][5] = {{0.175183673469, 0.244118367347, 0.257000000000, 0.334000000000, 0.225931045593},
                                   {0.242000000000, 0.368914285714, 0.397000000000, 0.520000000000, 0.267433579091},
                                   {0.076000000000, 0.120453061224, 0.101000000000, 0.230530612245, 0.395604925464}};
    for (std::size_t k = 0; k < 3; ++k) {
        for (std::size_t q = 0; q < 4; ++q) EXPECT_NEAR(open.inputs[k].statistics[q].value, expected[k][q], 1e-11) << k << " " << q;
        EXPECT_NEAR(open.inputs[k].cv, expected[k][4], 1e-11);
    }
    // With the largest value in the last slide, all rows are in one.
    const PawnIndices closed = pawn_indices(sample.inputs, sample.outcome, {}, {}, Threads(2));
    EXPECT_NEAR(closed.inputs[0].index(PawnStatistic::mean).value, 0.2442, 1e-12);
    EXPECT_NEAR(closed.inputs[1].index(PawnStatistic::mean).value, 0.3692, 1e-12);
    EXPECT_NEAR(closed.inputs[2].index(PawnStatistic::mean).value, 0.1218, 1e-12);
    EXPECT_NEAR(closed.inputs[2].cv, 0.417313070872, 1e-11);
    std::size_t rows = 0;
    for (const PawnSlide& slide : closed.inputs[0].slides) {
        EXPECT_EQ(slide.rows, 50u);
        rows += slide.rows;
    }
    EXPECT_EQ(rows, 500u);
}

/// y = x: given x in slide s of S the distance is max((s - 1)/S, 1 - s/S), from 0 to 1.
TEST(Pawn, DistancesOfALine) {
    Sample sample{{numbers("x", fractions(1000, golden))}, outcome_of(fractions(1000, golden))};
    const PawnInput input = pawn_indices(sample.inputs, sample.outcome, {}, {}, Threads(1)).inputs[0];
    ASSERT_THAT(input.slides, SizeIs(10));
    for (std::size_t s = 0; s < 10; ++s) {
        const double expected = std::max(static_cast<double>(s), 9 - static_cast<double>(s)) / 10;
        EXPECT_NEAR(input.slides[s].distance, expected, 1e-12) << s;
    }
    EXPECT_NEAR(input.index(PawnStatistic::median).value, 0.7, 1e-12);
    EXPECT_NEAR(input.index(PawnStatistic::maximum).value, 0.9, 1e-12);
    EXPECT_NEAR(input.index(PawnStatistic::minimum).value, 0.5, 1e-12);
}

TEST(Pawn, DoesNotChangeUnderIncreasingFunctions) {
    const Sample sample = ishigami_sample(400, 3);
    Sample bent = sample;
    for (double& y : bent.outcome.values) y = std::exp(y / 3);
    for (double& x : bent.inputs[1].values) x = x * x * x;
    const PawnIndices a = pawn_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
    const PawnIndices b = pawn_indices(bent.inputs, bent.outcome, {}, {}, Threads(1));
    for (std::size_t k = 0; k < 3; ++k) {
        for (std::size_t q = 0; q < 4; ++q) EXPECT_EQ(a.inputs[k].statistics[q].value, b.inputs[k].statistics[q].value);
        EXPECT_EQ(a.inputs[k].index(PawnStatistic::median).interval.high, b.inputs[k].index(PawnStatistic::median).interval.high);
    }
}

TEST(Pawn, ADummyLooksLikeAnInputThatDoesNothing) {
    const Sample sample = uniform_sample(1000, 6, 12, [](auto x) { return x(0) + x(1); });
    const PawnIndices found =
        pawn_indices(sample.inputs, sample.outcome, {}, {.bootstrap = {.resamples = 300, .confidence = 0.99}}, Threads(2));
    double mean = 0;
    for (std::size_t k = 2; k < 6; ++k) {
        const PawnIndex& median = found.inputs[k].index(PawnStatistic::median);
        EXPECT_LT(median.value, median.dummy.high) << k;
        mean += median.value / 4;
    }
    EXPECT_NEAR(mean, found.inputs[2].index(PawnStatistic::median).dummy.mean, 0.012);
    for (std::size_t k = 0; k < 2; ++k) {
        const PawnIndex& median = found.inputs[k].index(PawnStatistic::median);
        EXPECT_GT(median.value, 2 * median.dummy.high);
        EXPECT_EQ(median.dummy.mean, found.inputs[5].index(PawnStatistic::median).dummy.mean);  // slides of the same sizes
    }
}

TEST(Pawn, ASlideForEachLevel) {
    // y is uniform on (0, 1), (0, 2), (0, 4) for the levels of a category that occurs equally often.
    std::vector<double> u = fractions(3000, golden), y(3000), rule(3000), whole(3000);
    for (std::size_t i = 0; i < 3000; ++i) {
        rule[i] = static_cast<double>(i % 3);
        whole[i] = rule[i] + 5;
        y[i] = u[i] * (i % 3 == 0 ? 1 : i % 3 == 1 ? 2 : 4);
    }
    const std::vector<InputColumn> inputs{{.id = "rule", .levels = {"a", "b", "c", "never"}, .values = rule}, numbers("whole", whole)};
    const PawnIndices found = pawn_indices(inputs, outcome_of(y), {}, {}, Threads(1));
    ASSERT_THAT(found.inputs[0].slides, SizeIs(3));
    // F = (F1 + F2 + F3)/3 is (1 + 1/2 + 1/4)/3 at 1, (1 + 1 + 1/2)/3 at 2.
    EXPECT_NEAR(found.inputs[0].slides[0].distance, 1 - 1.75 / 3, 0.003);
    EXPECT_NEAR(found.inputs[0].slides[1].distance, 1 - 2.5 / 3, 0.003);
    EXPECT_NEAR(found.inputs[0].slides[2].distance, 1.75 / 3 - 0.25, 0.003);
    EXPECT_EQ(found.inputs[0].slides[1].rows, 1000u);
    EXPECT_EQ(found.inputs[0].slides[2].low, 2);
    // Whole numbers, no more of them than slides, are treated alike.
    EXPECT_EQ(found.inputs[0].index(PawnStatistic::median).value, found.inputs[1].index(PawnStatistic::median).value);
}

TEST(Pawn, TiedInputsStayTogether) {
    std::vector<double> x(1200), y = uniforms(1200, 3, 0);
    for (std::size_t i = 0; i < 1200; ++i) x[i] = static_cast<double>(i % 12);
    const PawnInput input = pawn_indices(std::vector<InputColumn>{numbers("x", x)}, outcome_of(y), {}, {}, Threads(1)).inputs[0];
    std::size_t rows = 0;
    for (const PawnSlide& slide : input.slides) {
        EXPECT_EQ(slide.rows % 100, 0u);
        rows += slide.rows;
    }
    EXPECT_EQ(rows, 1200u);
    EXPECT_EQ(input.slides.back().high, 11);
}

TEST(Pawn, ConstantOutcomeAndConstantInput) {
    Sample sample = uniform_sample(50, 2, 1, [](auto) { return 4.0; });
    const PawnIndices constant = pawn_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
    for (const PawnInput& input : constant.inputs) {
        for (const PawnIndex& index : input.statistics) {
            EXPECT_EQ(index.value, 0);
            EXPECT_EQ(index.interval.low, 0);
            EXPECT_EQ(index.interval.high, 0);
            EXPECT_EQ(index.dummy.high, 0);
        }
    }
    EXPECT_THAT(constant.warnings, Contains(HasSubstr("the same in all 50 rows")));
    sample = uniform_sample(50, 2, 1, [](auto x) { return x(1); });
    sample.inputs[0].values.assign(50, 2.5);
    const PawnIndices fixed = pawn_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
    EXPECT_EQ(fixed.inputs[0].index(PawnStatistic::maximum).value, 0);
    EXPECT_THAT(fixed.warnings, Contains(HasSubstr("x1 has one value only")));
}

TEST(Pawn, DropsWholeBlocks) {
    Sample sample = ishigami_sample(60, 2);
    sample.outcome.values[10] = not_defined;
    sample.outcome.values[31] = std::numeric_limits<double>::infinity();
    const PawnIndices rows = pawn_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
    EXPECT_EQ(rows.rows, 58u);
    EXPECT_EQ(rows.dropped_rows, 2u);
    EXPECT_EQ(rows.dropped_blocks, 2u);
    std::vector<std::uint64_t> block(60);
    for (std::size_t i = 0; i < 60; ++i) block[i] = i / 5;
    const PawnIndices blocks = pawn_indices(sample.inputs, sample.outcome, block, {}, Threads(1));
    EXPECT_EQ(blocks.rows, 50u);
    EXPECT_EQ(blocks.blocks, 10u);
    EXPECT_EQ(blocks.dropped_rows, 10u);
    EXPECT_EQ(blocks.dropped_blocks, 2u);
    // As if those rows had never been there.
    Sample rest = sample;
    for (InputColumn& input : rest.inputs) input.values.erase(input.values.begin() + 30, input.values.begin() + 35);
    for (InputColumn& input : rest.inputs) input.values.erase(input.values.begin() + 10, input.values.begin() + 15);
    rest.outcome.values.erase(rest.outcome.values.begin() + 30, rest.outcome.values.begin() + 35);
    rest.outcome.values.erase(rest.outcome.values.begin() + 10, rest.outcome.values.begin() + 15);
    EXPECT_EQ(pawn_indices(rest.inputs, rest.outcome, {}, {}, Threads(1)).inputs[1].index(PawnStatistic::mean).value,
              blocks.inputs[1].index(PawnStatistic::mean).value);
}

TEST(Pawn, SameForAnyNumberOfThreadsAndLikeWithFewerResamples) {
    const Sample sample = ishigami_sample(300, 4);
    const PawnIndices one = pawn_indices(sample.inputs, sample.outcome, {}, {}, Threads(1));
    for (const int count : {2, 3}) {
        const PawnIndices more = pawn_indices(sample.inputs, sample.outcome, {}, {}, Threads(count));
        for (std::size_t k = 0; k < 3; ++k) {
            for (std::size_t q = 0; q < 4; ++q) {
                EXPECT_EQ(one.inputs[k].statistics[q].interval.low, more.inputs[k].statistics[q].interval.low);
                EXPECT_EQ(one.inputs[k].statistics[q].interval.high, more.inputs[k].statistics[q].interval.high);
                EXPECT_EQ(one.inputs[k].statistics[q].dummy.high, more.inputs[k].statistics[q].dummy.high);
            }
        }
    }
    const PawnIndices none = pawn_indices(sample.inputs, sample.outcome, {}, {.bootstrap = {.resamples = 0}}, Threads(1));
    EXPECT_EQ(none.inputs[0].index(PawnStatistic::median).value, one.inputs[0].index(PawnStatistic::median).value);
    EXPECT_TRUE(std::isnan(none.inputs[0].index(PawnStatistic::median).interval.low));
    EXPECT_TRUE(std::isnan(none.inputs[0].index(PawnStatistic::median).dummy.high));
}

TEST(Pawn, RefusesWhatItCannotDo) {
    const Sample sample = ishigami_sample(30, 4);
    EXPECT_THROW(pawn_indices(sample.inputs, sample.outcome, {}, {.slides = 1}, Threads(1)), AnalysisError);
    EXPECT_THROW(pawn_indices(sample.inputs, sample.outcome, {}, {.slides = 31}, Threads(1)), AnalysisError);
    EXPECT_THROW(pawn_indices({}, sample.outcome, {}, {}, Threads(1)), AnalysisError);
    EXPECT_THROW(pawn_indices(sample.inputs, outcome_of(std::vector<double>(30, not_defined)), {}, {}, Threads(1)), AnalysisError);
    EXPECT_THROW(pawn_indices(sample.inputs, sample.outcome, {}, {.bootstrap = {.confidence = 0}}, Threads(1)), AnalysisError);
}

}  // namespace
}  // namespace enclosure::test
