// On which parameters a claim turns, where that is known; and where there are none, how often some are named all the same.
#include "analysis/claims/claim_robustness.h"

#include <gtest/gtest.h>

#include "analysis/data/analysis_draws.h"

namespace enclosure {
namespace {

constexpr std::size_t worlds = 200;

std::vector<InputColumn> uniform_inputs(std::uint64_t seed, std::size_t number) {
    std::vector<InputColumn> inputs;
    for (std::size_t k = 0; k < number; ++k) {
        InputColumn column{.id = "x" + std::to_string(k), .title = "", .levels = {}, .values = {}};
        for (std::uint32_t r = 0; r < worlds; ++r) {
            column.values.push_back(analysis_draws(seed, AnalysisDraw::null_sample, k, r).uniform());
        }
        inputs.push_back(std::move(column));
    }
    return inputs;
}

TEST(Robustness, NamesTheParametersOnWhichItTurns) {
    const std::vector<InputColumn> inputs = uniform_inputs(1, 12);
    std::vector<double> cases;
    for (std::size_t r = 0; r < worlds; ++r) cases.push_back(inputs[3].values[r] > 0.6 && inputs[7].values[r] < 0.5 ? 1 : 0);
    const TurningBox box = turning_box(inputs, cases, Threads(1));
    EXPECT_DOUBLE_EQ(box.p, 1.0 / 200);
    EXPECT_NE(box.text.find("x3 ≥ 0.6"), std::string::npos) << box.text;
    EXPECT_NE(box.text.find("x7 ≤ 0.5"), std::string::npos) << box.text;
    EXPECT_GT(box.coverage, 0.9);
    EXPECT_GT(box.density, 0.9);
}

TEST(Robustness, NamesNoneWhereNoneMatters) {
    // Coins over twelve inputs, 40 times: each names a box with probability 5 %. More than 8 have a probability below 2e-4.
    std::size_t named = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const std::vector<InputColumn> inputs = uniform_inputs(seed, 12);
        std::vector<double> cases;
        for (std::uint32_t r = 0; r < worlds; ++r) {
            cases.push_back(analysis_draws(seed, AnalysisDraw::null_sample, 99, r).uniform() < 0.3 ? 1 : 0);
        }
        named += turning_box(inputs, cases, Threads(1)).text.empty() ? 0 : 1;
    }
    EXPECT_LE(named, 8U);
}

TEST(Robustness, FewCasesTellNothing) {
    std::vector<double> cases(worlds, 0.0);
    for (std::size_t r = 0; r < 9; ++r) cases[r] = 1;
    const TurningBox box = turning_box(uniform_inputs(1, 3), cases, Threads(1));
    EXPECT_TRUE(box.text.empty());
    EXPECT_TRUE(std::isnan(box.p));
}

TEST(Robustness, SaysWhyWorldsDoNotCount) {
    ClaimOutcomes outcomes{.sample = 200, .cells = 2, .values = {}, .missing = 0, .failed = 0, .reasons = {}};
    EXPECT_EQ(left_out_text(outcomes, 0), "");
    EXPECT_EQ(left_out_text(outcomes, 3), " 3 of 200 worlds do not count.");
    outcomes.failed = 75;
    outcomes.reasons = {"scenario: prices.markup_start = 5 is above prices.markup_max = 3"};
    EXPECT_EQ(left_out_text(outcomes, 75),
              " 75 of 200 worlds do not count, as 75 runs failed: scenario: prices.markup_start = 5 is above prices.markup_max = 3.");
}

}  // namespace
}  // namespace enclosure
