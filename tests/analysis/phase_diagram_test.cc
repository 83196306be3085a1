#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/proportion.h"
#include "analysis/tipping/bistability.h"
#include "analysis/tipping/regimes.h"
#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

struct PlaneRuns {
    InputColumn x{.id = "coupling"}, y{.id = "field"};
    OutcomeColumn a{.id = "share"}, b{.id = "hhi"};
    void add(double at_x, double at_y, double of_a, double of_b = 0) {
        x.values.push_back(at_x);
        y.values.push_back(at_y);
        a.values.push_back(of_a);
        b.values.push_back(of_b);
    }
    std::vector<OutcomeColumn> outcomes() const { return {a, b}; }
};

const std::vector<RegimeRule> open_or_closed{{"open", {{.outcome = 0, .at_least = 0.5}}},
                                             {"concentrated", {{.outcome = 1, .at_least = 0.3}, {.outcome = 0, .below = 0.2}}}};

TEST(ParameterCells, OfAGrid) {
    PlaneRuns runs;
    for (const double y : {2.0, 1.0}) {
        for (const double x : {5.0, 3.0, 4.0, 3.0}) runs.add(x, y, 0);
    }
    const ParameterCells cells = parameter_cells(runs.x, runs.y);
    EXPECT_THAT(cells.x, testing::ElementsAre(3, 4, 5));
    EXPECT_THAT(cells.y, testing::ElementsAre(1, 2));
    EXPECT_THAT(cells.rows[cells.cell(0, 1)], testing::ElementsAre(1, 3));
    EXPECT_THAT(cells.rows[cells.cell(2, 0)], testing::ElementsAre(4));
}

TEST(ParameterCells, OfDrawnInputsNeedBins) {
    PlaneRuns runs;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        Draws draws(41, Purpose::test, i, 0);
        runs.add(draws.uniform(), 7, 0);
    }
    const ParameterCells cells = parameter_cells(runs.x, runs.y, {.x = 5, .y = 3});
    EXPECT_EQ(cells.x.size(), 5U);
    EXPECT_EQ(cells.y.size(), 1U);  // an input that does not vary has one bin
    EXPECT_EQ(cells.y[0], 7);
    std::size_t rows = 0;
    for (const auto& cell : cells.rows) rows += cell.size();
    EXPECT_EQ(rows, 1000U);
    for (const std::size_t row : cells.rows[2]) EXPECT_NEAR(runs.x.values[row], cells.x[2], 0.1001);
    runs.y.values = runs.x.values;
    EXPECT_THROW(parameter_cells(runs.x, runs.y), AnalysisError);  // a million cells
    runs.y.values.pop_back();
    EXPECT_THROW(parameter_cells(runs.x, runs.y, {.x = 2, .y = 2}), AnalysisError);
    EXPECT_THROW(parameter_cells({}, {}), AnalysisError);
}

TEST(PhaseDiagram, TheFirstRuleThatHolds) {
    PlaneRuns runs;
    runs.add(0, 0, 0.9, 0.9);        // open, although concentrated too
    runs.add(0, 0, 0.1, 0.9);        // concentrated
    runs.add(0, 0, 0.1, 0.9);        // concentrated
    runs.add(0, 0, 0.3, 0.9);        // other: not below 0.2
    runs.add(1, 0, 0.5, test::nan);  // no regime: an outcome is missing
    runs.add(1, 0, 0.5, 0);          // open: a level counts as reached
    runs.add(0, 1, 0.2, 0.9);        // other
    const std::vector<OutcomeColumn> outcomes = runs.outcomes();
    const PhaseDiagram d = phase_diagram(runs.x, runs.y, outcomes, open_or_closed);
    EXPECT_THAT(d.regimes, testing::ElementsAre("open", "concentrated", "other"));
    const RegimeCell& first = d.of_cell[d.cells.cell(0, 0)];
    EXPECT_EQ(first.n, 4U);
    EXPECT_THAT(first.share, testing::ElementsAre(0.25, 0.5, 0.25));
    EXPECT_EQ(first.regime, 1U);
    EXPECT_EQ(first.frequency, 0.5);
    EXPECT_EQ(first.interval.low, wilson_interval(2, 4).low);
    EXPECT_NEAR(first.entropy, 1.5 * std::log(2) / std::log(3), 1e-14);
    EXPECT_FALSE(first.settled);
    const RegimeCell& second = d.of_cell[d.cells.cell(1, 0)];
    EXPECT_EQ(second.n, 1U);
    EXPECT_EQ(second.dropped, 1U);
    EXPECT_EQ(second.regime, 0U);
    EXPECT_EQ(second.entropy, 0);
    EXPECT_EQ(d.of_cell[d.cells.cell(1, 1)].n, 0U);
    EXPECT_EQ(d.dropped, 1U);
    EXPECT_EQ(d.warnings.size(), 2U);
    EXPECT_THAT(d.area, testing::ElementsAre(1.0 / 3, 1.0 / 3, 1.0 / 3));
    ASSERT_EQ(d.borders.size(), 2U);  // none beside a cell without runs
    EXPECT_TRUE(d.borders[0].across_x);
    EXPECT_EQ(d.borders[0].at, 0.5);
    EXPECT_FALSE(d.borders[1].across_x);
}

TEST(PhaseDiagram, WithoutNeedDoesNotSpeakOfOthers) {
    PlaneRuns runs;
    for (int i = 0; i < 20; ++i) runs.add(0, 0, 0.9);
    const std::vector<OutcomeColumn> outcomes = runs.outcomes();
    const PhaseDiagram d = phase_diagram(runs.x, runs.y, outcomes, open_or_closed);
    EXPECT_THAT(d.regimes, testing::ElementsAre("open", "concentrated"));
    EXPECT_TRUE(d.of_cell[0].settled);
    EXPECT_TRUE(d.warnings.empty());
    const PhaseDiagram any = phase_diagram(runs.x, runs.y, outcomes, std::vector<RegimeRule>{{"any", {}}});
    EXPECT_THAT(any.regimes, testing::ElementsAre("any"));
    EXPECT_EQ(any.of_cell[0].entropy, 0);
}

TEST(PhaseDiagram, ConfidenceReachesItsIntervals) {
    PlaneRuns runs;
    for (int i = 0; i < 20; ++i) runs.add(0, 0, i < 15 ? 0.9 : 0);
    const std::vector<OutcomeColumn> outcomes = runs.outcomes();
    EXPECT_EQ(phase_diagram(runs.x, runs.y, outcomes, open_or_closed, 0.9).of_cell[0].interval.low, wilson_interval(15, 20, 0.9).low);
    EXPECT_FALSE(phase_diagram(runs.x, runs.y, outcomes, open_or_closed, 0.999).of_cell[0].settled);
    EXPECT_TRUE(phase_diagram(runs.x, runs.y, outcomes, open_or_closed, 0.9).of_cell[0].settled);
}

TEST(PhaseDiagram, SaysAllThatIsWrong) {
    PlaneRuns runs;
    runs.add(0, 0, test::nan);
    const std::vector<OutcomeColumn> outcomes = runs.outcomes();
    const std::vector<RegimeRule> wrong{{"", {{.outcome = 4}}}, {"none", {{.outcome = 0, .at_least = 1, .below = 1}}}};
    try {
        phase_diagram(runs.x, runs.y, outcomes, wrong);
        FAIL();
    } catch (const AnalysisError& error) {
        EXPECT_EQ(error.reasons().size(), 3U);
    }
    EXPECT_THROW(phase_diagram(runs.x, runs.y, outcomes, {}), AnalysisError);
    EXPECT_THROW(phase_diagram(runs.x, runs.y, outcomes, open_or_closed), AnalysisError);  // no run has a regime
}

// Mean field of Brock and Durlauf, followed from a low and from a high start: between the spinodals it ends in two places.
double mean_field_end(double coupling, double field, double start) {
    double m = start;
    for (int i = 0; i < 20000; ++i) m = math::tanh(field + coupling * m);
    return m;
}

TEST(TwoStartMap, FindsTheCuspOfTheMeanField) {
    InputColumn x{.id = "coupling"}, y{.id = "field"};
    OutcomeColumn low{.id = "m"}, high{.id = "m"};
    const std::vector<double> couplings{0.5, 0.9, 1.5, 2, 3}, spinodal{0, 0, 0.207546455322, 0.5328399753536, 1.303273908003};
    for (const double coupling : couplings) {
        for (int k = -15; k <= 15; ++k) {
            x.values.push_back(coupling);
            y.values.push_back(0.1 * k);
            low.values.push_back(mean_field_end(coupling, 0.1 * k, -1));
            high.values.push_back(mean_field_end(coupling, 0.1 * k, 1));
        }
    }
    const TwoStartMap map = two_start_map(x, y, low, high, 1e-6);
    for (std::size_t i = 0; i < couplings.size(); ++i) {
        for (std::size_t j = 0; j < map.cells.y.size(); ++j) {
            EXPECT_EQ(map.of_cell[map.cells.cell(i, j)].bistable, std::fabs(map.cells.y[j]) < spinodal[i])
                << couplings[i] << " " << map.cells.y[j];
        }
    }
    EXPECT_NEAR(map.share, (0.0 + 0 + 5 + 11 + 27) / 155, 1e-12);
}

TEST(TwoStartMap, SharesHaveIntervals) {
    PlaneRuns runs;
    OutcomeColumn high{.id = "share"};
    for (int i = 0; i < 40; ++i) {
        runs.add(1, 1, 0);
        high.values.push_back(i == 0 ? test::nan : i < 31 ? 1 : 0.01);
    }
    const TwoStartCell cell = two_start_map(runs.x, runs.y, runs.a, high, 0.1, 0.9).of_cell[0];
    EXPECT_EQ(cell.n, 39U);
    EXPECT_EQ(cell.dropped, 1U);
    EXPECT_EQ(cell.different, 30U);
    EXPECT_EQ(cell.interval.low, wilson_interval(30, 39, 0.9).low);
    EXPECT_TRUE(cell.bistable);
    EXPECT_TRUE(cell.settled);
    EXPECT_NEAR(cell.difference.mean, (30 + 0.09) / 39, 1e-12);
    EXPECT_EQ(two_start_map(runs.x, runs.y, runs.a, high, 0.001).of_cell[0].different, 39U);
    EXPECT_THROW(two_start_map(runs.x, runs.y, runs.a, high, -1), AnalysisError);
    high.values.assign(40, test::nan);
    EXPECT_THROW(two_start_map(runs.x, runs.y, runs.a, high, 0), AnalysisError);
}

TEST(BimodalityMap, FindsCellsWithTwoFutures) {
    PlaneRuns runs;
    for (std::uint32_t k = 0; k < 4; ++k) {
        for (std::uint32_t r = 0; r < 60; ++r) {
            Draws draws(42, Purpose::test, r, k);
            const bool high = draws.uniform() < 0.3;
            runs.add(k % 2, k / 2, 0.02 * draws.normal() + (high && k == 3 ? 0.9 : 0.1));
        }
    }
    runs.add(7, 0, 1);
    runs.a.values[0] = test::nan;
    const BimodalityMap map = bimodality_map(runs.x, runs.y, runs.a, {.confidence = 0.99}, Threads(2));
    EXPECT_FALSE(map.of_cell[map.cells.cell(0, 0)].bimodal);
    EXPECT_EQ(map.of_cell[map.cells.cell(0, 0)].dropped, 1U);
    EXPECT_TRUE(map.of_cell[map.cells.cell(1, 1)].bimodal);
    EXPECT_NEAR(map.of_cell[map.cells.cell(1, 1)].upper_share, 0.3, 4 * 0.06);
    EXPECT_EQ(map.share, 0.25);
    EXPECT_TRUE(std::isnan(map.of_cell[map.cells.cell(2, 0)].p));
    EXPECT_EQ(map.warnings.size(), 2U);
    for (const int threads : {1, 3}) {
        EXPECT_EQ(bimodality_map(runs.x, runs.y, runs.a, {.confidence = 0.99}, Threads(threads)).of_cell[3].p, map.of_cell[3].p);
    }
    PlaneRuns few;
    few.add(0, 0, 1);
    EXPECT_THROW(bimodality_map(few.x, few.y, few.a, {}, Threads(1)), AnalysisError);
}

}  // namespace
}  // namespace enclosure
