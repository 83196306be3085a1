// Charts of curves: fans, loops, steps, histograms.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "analysis/chart/axes.h"
#include "analysis/chart/fan_chart.h"
#include "analysis/chart/frame.h"
#include "analysis/chart/histogram.h"
#include "analysis/chart/line_chart.h"
#include "analysis/chart/loop_chart.h"
#include "analysis/chart/step_chart.h"
#include "tests/analysis/svg_reading.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

using test::nan;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

FanChart small_fan() {
    FanChart chart;
    chart.x = {.title = "Strength", .snug = true};
    chart.y = {.range = {0, 10}};
    chart.at = {0, 1, 2, 3};
    FanSeries s{.name = "Open", .middle = {5, 5, nan, 5}};
    s.bands = {{0.5, {4, 4, nan, 4}, {6, 6, nan, 6}}, {0.95, {1, 2, nan, 3}, {9, 8, nan, 7}}};
    s.runs = {{5, 6, 7, 8}};
    chart.series = {s};
    return chart;
}

TEST(FanChart, TheWidestBandLiesAtTheBottom) {
    const std::string svg = fan_chart(small_fan());
    const std::vector<std::string> bands = test::found(svg, "class=\"band s0\" d=\"([^\"]*)\"");
    ASSERT_EQ(bands.size(), 2U);
    const double wide = test::numbers_found(bands[0], "^M[0-9.]+ ([0-9.]+)").at(0),
                 narrow = test::numbers_found(bands[1], "^M[0-9.]+ ([0-9.]+)").at(0);
    const std::vector<double> guide = {test::numbers_found(svg, "class=\"guide\" d=\"M0 ([0-9.]+)V").at(0),
                                       test::numbers_found(svg, "class=\"guide\" d=\"M0 [0-9.]+V([0-9.]+)").at(0)};
    EXPECT_NEAR(wide, guide[0] + (guide[1] - guide[0]) * 0.1, 0.02);
    EXPECT_NEAR(narrow, guide[0] + (guide[1] - guide[0]) * 0.4, 0.02);
}

TEST(FanChart, AGapIsAGapAndRunsAreThin) {
    const std::string svg = fan_chart(small_fan());
    const std::vector<std::string> line = test::found(svg, "class=\"line s0\" d=\"([^\"]*)\"");
    ASSERT_EQ(line.size(), 1U);
    EXPECT_EQ(test::times(line[0], "M"), 2U);
    EXPECT_EQ(test::times(svg, "class=\"run s0\""), 2U);  // one run and its key
    EXPECT_THAT(svg, HasSubstr(">50% of runs<"));
    EXPECT_THAT(svg, HasSubstr(">95%<"));
    EXPECT_THAT(svg, HasSubstr(">Strength<"));
    EXPECT_EQ(test::described(svg), "Open: 5 (95% from 1 to 9) at 0, 5 (95% from 3 to 7) at 3.");
}

TEST(FanChart, TheTableHasEveryBandAndRun) {
    const auto rows = test::csv_cells(csv_of(small_fan()));
    EXPECT_THAT(rows[0], ElementsAre("Strength", "Open", "Open 50% low", "Open 50% high", "Open 95% low", "Open 95% high", "Open run 1"));
    EXPECT_THAT(rows[3], ElementsAre("2", "", "", "", "", "", "7"));
    FanChart chart = small_fan();
    chart.x.kind = ScaleKind::time;
    chart.x.title = "";
    chart.at = {19358, 19389, 19417, 19448};
    EXPECT_THAT(csv_of(chart), HasSubstr("date,Open"));
    EXPECT_THAT(csv_of(chart), HasSubstr("2023-04-01,5,"));
}

LoopChart small_loop() {
    LoopChart chart;
    chart.x = {.title = "Subsidy", .snug = true};
    chart.y = {.title = "Share", .range = {0, 1}};
    for (int i = 0; i <= 10; ++i) {
        chart.at.push_back(i);
        chart.rising.values.push_back(i < 7 ? 0.2 : 0.8);
        chart.falling.values.push_back(i < 3 ? 0.2 : 0.8);
    }
    chart.thresholds = {{3, "falls"}, {7, "tips"}};
    return chart;
}

TEST(LoopChart, ArrowsPointTheWayOfEachSweep) {
    const std::string svg = loop_chart(small_loop());
    EXPECT_EQ(test::times(svg, "class=\"line s0\" d=\"M0 0"), 1U);  // the key
    EXPECT_EQ(test::times(svg, "class=\"line s1 dash1\""), 2U);
    // A head begins at its tip; its first corner lies behind. On the level first piece, rising sweeps have it at the left.
    const std::vector<std::string> rising = test::found(svg, "class=\"dot s0\" d=\"(M[^\"]*)\""),
                                   falling = test::found(svg, "class=\"dot s1\" d=\"(M[^\"]*)\"");
    ASSERT_EQ(rising.size(), 4U);
    ASSERT_EQ(falling.size(), 4U);
    EXPECT_LT(test::numbers_found(rising[1], "l(-?[0-9.]+)").at(0), 0);
    EXPECT_GT(test::numbers_found(falling[3], "l(-?[0-9.]+)").at(0), 0);
    EXPECT_EQ(test::times(svg, "class=\"event\""), 2U);
    EXPECT_EQ(test::described(svg),
              "raised: 0.2 at 0, 0.8 at 10. lowered: 0.8 at 10, 0.2 at 0. They differ most at 3, by 0.6. falls: 3. tips: 7.");
}

TEST(LoopChart, BandsAreThereWhenAskedAndInTheTable) {
    LoopChart chart = small_loop();
    EXPECT_THAT(loop_chart(chart), Not(HasSubstr("class=\"band")));
    chart.rising.low.assign(11, 0.1);
    chart.rising.high.assign(11, 0.9);
    EXPECT_THAT(loop_chart(chart), HasSubstr("class=\"band s0\""));
    EXPECT_THAT(test::csv_cells(csv_of(chart))[0], ElementsAre("Subsidy", "raised", "raised low", "raised high", "lowered"));
}

TEST(StepChart, ADistributionIsTheShareThatIsNotAbove) {
    const StepSeries s = distribution_of("a", {3, 1, nan, 2, 2, INFINITY}, 0);
    EXPECT_THAT(s.at, ElementsAre(1, 2, 3));
    EXPECT_THAT(s.value, ElementsAre(0.25, 0.75, 1));
    EXPECT_EQ(step_value(s, 0.5), 0);
    EXPECT_EQ(step_value(s, 2), 0.75);
    EXPECT_EQ(step_value(s, 99), 1);
}

TEST(StepChart, AThinnedDistributionIsOffByAtMostItsShare) {
    std::vector<double> values;
    for (int i = 0; i < 20011; ++i) values.push_back(std::sqrt((i * 7919) % 20011));
    const StepSeries whole = distribution_of("a", values, 0, 100000), thin = distribution_of("a", values, 0, 200);
    EXPECT_EQ(whole.at.size(), 20011U);
    EXPECT_LE(thin.at.size(), 202U);
    for (std::size_t i = 0; i < whole.at.size(); ++i) EXPECT_NEAR(step_value(thin, whole.at[i]), whole.value[i], 1.0 / 199);
    EXPECT_EQ(thin.value.back(), 1);
}

TEST(StepChart, StepsAreLevelAndThenUpright) {
    StepChart chart;
    chart.x.range = {0, 4};
    chart.series = {{.name = "a", .at = {1, 2}, .value = {0.5, 1}}};
    const std::string svg = step_chart(chart);
    const std::string path = test::found(svg, "class=\"line square s0\" d=\"([^\"]*)\"").at(0);
    const std::vector<double> x = test::numbers_found(path, "[ML]([0-9.]+) "), y = test::numbers_found(path, "[ML][0-9.]+ ([0-9.]+)");
    ASSERT_EQ(x.size(), 6U);
    EXPECT_EQ(y[0], y[1]);
    EXPECT_EQ(x[1], x[2]);
    EXPECT_EQ(y[2], y[3]);
    EXPECT_NEAR(y[0] - y[2], y[2] - y[4], 0.02);
    EXPECT_NEAR(x[1] - x[0], x[3] - x[2], 0.02);
    EXPECT_EQ(test::described(svg), "a: 25% at 1, 50% at 1, 75% at 2, at the end 100%.");
}

TEST(StepChart, ASurvivalCurveFallsFromOneAndMarksTheCensored) {
    StepChart chart;
    StepSeries s{.name = "labs",
                 .at = {2, 5},
                 .value = {0.8, 0.4},
                 .low = {0.7, 0.2},
                 .high = {0.9, 0.6},
                 .before = 1,
                 .end = 8,
                 .censored = {3, 7}};
    chart.series = {s};
    const std::string svg = step_chart(chart);
    EXPECT_THAT(svg, HasSubstr(">censored<"));
    EXPECT_THAT(svg, HasSubstr("class=\"band s0\""));
    EXPECT_THAT(svg, HasSubstr(">0</text>"));  // the axis begins at nought, not at the first event
    EXPECT_EQ(test::times(test::found(svg, "class=\"error s0\" d=\"([^\"]*)\"").at(0), "v10"), 2U);
    EXPECT_THAT(test::described(svg), HasSubstr("25% at \u2013, 50% at 5, 75% at 5, at the end 40%."));
    const auto rows = test::csv_cells(csv_of(chart));
    EXPECT_THAT(rows[0], ElementsAre("series", "at", "value", "low", "high", "censored"));
    EXPECT_THAT(rows[1], ElementsAre("labs", "2", "0.8", "0.7", "0.9", "0"));
    EXPECT_THAT(rows[4], ElementsAre("labs", "7", "0.4", "", "", "1"));
}

TEST(Histogram, EveryValueIsInOneBin) {
    EXPECT_THAT(histogram_counts({0, 0.5, 1, 1.5, 2, 3, -1, nan}, {0, 1, 2}), ElementsAre(2U, 3U));
    EXPECT_THAT(histogram_counts({1}, {}), ElementsAre());
    for (const ScaleKind kind : {ScaleKind::linear, ScaleKind::log}) {
        std::vector<double> values;
        for (int i = 1; i <= 997; ++i) values.push_back(std::pow(1.01, (i * 37) % 997) / 3);
        const std::vector<double> edges = histogram_edges(values, kind);
        EXPECT_GE(edges.size(), 5U);
        EXPECT_LE(edges.size(), 75U);
        for (std::size_t k = 1; k < edges.size(); ++k) EXPECT_GT(edges[k], edges[k - 1]);
        std::size_t all = 0;
        for (const std::size_t n : histogram_counts(values, edges)) all += n;
        EXPECT_EQ(all, 997U);
    }
}

TEST(Histogram, BinsAreAsWideAsTheSpreadAsksAndRound) {
    std::vector<double> values;
    for (int i = 0; i < 1000; ++i) values.push_back(i / 10.0);
    // Interquartile range 50, n^(1/3) = 10: width 10.
    EXPECT_THAT(histogram_edges(values), ElementsAre(0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100));
    EXPECT_THAT(histogram_edges({5, 5, nan}), ElementsAre(2.5, 7.5));
    EXPECT_THAT(histogram_edges({nan}), ElementsAre());
}

TEST(Histogram, BarsAreAsHighAsTheirCounts) {
    HistogramChart chart;
    chart.x.title = "Months";
    chart.edges = {0, 1, 2, 3};
    chart.series = {{"", {0.5, 1.5, 1.6, nan, 9}, 0}};
    chart.marks = {{1, "here"}};
    const std::string svg = histogram_chart(chart);
    const std::vector<double> high = test::numbers_found(svg, "class=\"bar s0\" x=[^>]* height=\"([0-9.]+)\"");
    ASSERT_EQ(high.size(), 2U);
    EXPECT_NEAR(high[1], 2 * high[0], 0.02);
    EXPECT_THAT(svg, HasSubstr("<title>1 to 2: 2</title>"));
    EXPECT_THAT(test::caption(svg), HasSubstr("2 values are not in the bins"));
    EXPECT_THAT(test::described(svg), HasSubstr("4 values, 0.5 to 9, median 1.55"));
    EXPECT_EQ(csv_of(chart), "from,to,count\n0,1,1\n1,2,2\n2,3,0\n");
}

TEST(Histogram, SeveralSeriesAreOutlinesWithDashes) {
    HistogramChart chart;
    chart.edges = {0, 1, 2};
    chart.shares = true;
    chart.series = {{"a", {0.5}, 0}, {"b", {1.5, 1.6}, 1}};
    const std::string svg = histogram_chart(chart);
    EXPECT_EQ(test::times(svg, "class=\"line s0\""), 2U);
    EXPECT_EQ(test::times(svg, "class=\"line s1 dash1\""), 2U);
    EXPECT_THAT(svg, Not(HasSubstr("class=\"bar")));
    EXPECT_THAT(svg, HasSubstr(">Share of values<"));
}

TEST(Axes, TicksOfAnAxisDoNotTouchAndStayInside) {
    for (const double width : {200.0, 420.0, 860.0})
        for (const ScaleKind kind : {ScaleKind::linear, ScaleKind::log, ScaleKind::time}) {
            const Frame frame =
                open_axes({.title = "Across", .kind = kind}, {1000, 400000}, {.title = "Up"}, {-5, 5}, {.width = width, .bottom = 250});
            const std::string svg = "<svg viewBox=\"0 0 " + std::to_string(width) + " 260\">" + frame.svg + "</svg>";
            EXPECT_THAT(test::misplaced_texts(svg), ElementsAre()) << width;
            EXPECT_LT(frame.left, frame.right);
            EXPECT_LT(frame.top, frame.bottom);
        }
}

TEST(Axes, WhatLiesBeyondAGivenRangeIsCutOff) {
    FanChart chart = small_fan();
    EXPECT_THAT(fan_chart(chart), Not(HasSubstr("clip")));
    chart.y.range = {4.5, 5.5};
    const std::string svg = fan_chart(chart);
    EXPECT_THAT(svg, HasSubstr("<clipPath id=\"picture-clip\">"));
    EXPECT_THAT(svg, HasSubstr("<g clip-path=\"url(#picture-clip)\">"));
    EXPECT_EQ(test::xml_fault(svg), "");
}

TEST(Axes, TicksOfImpossibleRangesAreFewAndFinite) {
    for (const ScaleKind kind : {ScaleKind::linear, ScaleKind::log, ScaleKind::time})
        for (const Extent range : {Extent{5e-324, 1e308}, Extent{-1e308, 1e308}, Extent{1e15, 1e15 + 1}, Extent{0, 5e-324}}) {
            const Frame frame = open_axes({.kind = kind}, range, {.kind = kind}, range, {.width = 420, .bottom = 250});
            EXPECT_LT(frame.svg.size(), 20000U);
            EXPECT_THAT(frame.svg, Not(HasSubstr("nan")));
            EXPECT_THAT(frame.svg, Not(HasSubstr(">inf")));
        }
    EXPECT_EQ(number_text(1e307, percent_form()), "\u2013");
}

TEST(LineChart, AnAxisThatIsNotTimeSaysWhatItMeasures) {
    Chart chart;
    chart.x_kind = ScaleKind::linear;
    chart.x_title = "Generation <n>";
    chart.x = {0, 1, 2};
    chart.lines = {{.name = "Hypervolume", .values = {0.1, 0.2, 0.3}}};
    const std::string svg = line_chart(chart);
    EXPECT_THAT(svg, HasSubstr(">Generation &lt;n&gt;</text>"));
    EXPECT_THAT(test::misplaced_texts(svg), ElementsAre());
}

}  // namespace
}  // namespace enclosure
