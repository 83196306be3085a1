// Scenario discovery at the size of a large study, and how often it finds what is not there.
#include "analysis/discovery/prim.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <string>

#include "sim/base/draws.h"

namespace enclosure::test {
namespace {

double drawn(std::uint64_t seed, std::size_t row, std::size_t column) {
    return Draws(seed, Purpose::analysis, row, 98, static_cast<std::uint32_t>(column)).uniform();
}

struct LargeStudy {
    std::vector<InputColumn> inputs = {};
    std::vector<double> outcome = {};
};

// A fifth of the inputs are whole numbers, a fifth categories; four of them make a box of density 0.9 among 0.1.
LargeStudy large_study(std::size_t rows, std::size_t columns) {
    LargeStudy study{.inputs = std::vector<InputColumn>(columns)};
    for (std::size_t c = 0; c < columns; ++c) {
        InputColumn& input = study.inputs[c];
        input.id = "x" + std::to_string(c);
        if (c % 5 == 4) input.levels = {"north", "south", "east", "west", "up", "down"};
        for (std::size_t i = 0; i < rows; ++i) {
            const double u = drawn(7, i, c);
            input.values.push_back(c % 5 == 4 ? std::floor(6 * u) : c % 5 == 3 ? std::floor(20 * u) : u);
        }
    }
    for (std::size_t i = 0; i < rows; ++i) {
        const auto x = [&](std::size_t c) { return study.inputs[c].values[i]; };
        const bool in = x(0) < 0.5 && x(1) > 0.4 && x(3) >= 5 && (x(4) == 1 || x(4) == 2 || x(4) == 5);
        study.outcome.push_back(drawn(7, i, columns) < (in ? 0.9 : 0.1) ? 1 : 0);
    }
    return study;
}

TEST(PrimAtScale, FindsTheBoxInAHundredThousandRowsOfThirtyInputsWithinTwentySeconds) {
    const LargeStudy study = large_study(100000, 30);
    const PrimRequest request{.resampling = {.resamples = 0}};
    const auto start = std::chrono::steady_clock::now();
    const PrimResult result = prim(study.inputs, study.outcome, {}, request, Threads(2));
    EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 20);
    const PrimFound& found = result.boxes[0];
    const PrimBox& box = found.simplified().box;
    ASSERT_EQ(box.limits.size(), 4U);
    EXPECT_EQ(box.limits[0].input, 0U);
    EXPECT_NEAR(box.limits[0].high, 0.5, 0.05);
    EXPECT_EQ(box.limits[1].input, 1U);
    EXPECT_NEAR(box.limits[1].low, 0.4, 0.05);
    EXPECT_EQ(box.limits[2], (PrimLimit{.input = 3, .low = 5}));
    EXPECT_EQ(box.limits[3].levels, (std::vector<std::uint32_t>{1, 2, 5}));
    EXPECT_EQ(prim(study.inputs, study.outcome, {}, request, Threads(3)).boxes[0].trajectory, found.trajectory);
}

// Of a box that was not fitted, and an outcome that knows nothing of the inputs, quasi-p values are p-values, and on the safe side: the
// rows of the box are among those that the probability is estimated from. So p <= 0.05 is at most as frequent as that, up to 4 standard
// errors of 2000 seeds, and not never.
TEST(PrimAtScale, QuasiPValuesOfAFixedBoxHoldTheirLevel) {
    constexpr std::uint64_t seeds = 2000;
    PrimBox box;
    box.limits = {{.input = 0, .high = 0.4}, {.input = 1, .low = 0.3}};
    double significant = 0;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        std::vector<InputColumn> columns(2);
        std::vector<double> outcome;
        for (std::size_t i = 0; i < 300; ++i) {
            for (std::size_t c = 0; c < 2; ++c) columns[c].values.push_back(drawn(seed, i, c));
            outcome.push_back(drawn(seed, i, 10) < 0.3 ? 1 : 0);
        }
        const PrimSample sample = prim_sample(columns, outcome);
        if (prim_significance(box, sample.columns, sample.rows)[0].p <= 0.05) significant += 1;
    }
    const double share = significant / static_cast<double>(seeds);
    EXPECT_LT(share, 0.05 + 4 * std::sqrt(0.05 * 0.95 / static_cast<double>(seeds)));
    EXPECT_GT(share, 0.002);
}

}  // namespace
}  // namespace enclosure::test
