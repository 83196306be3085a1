#include "analysis/chart/heat_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/analysis/svg_reading.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

using test::nan;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

HeatMap two_by_three_map() {
    HeatMap chart;
    chart.title = "Regret";
    chart.along.names = {"None", "Subsidy"};
    chart.across.names = {"a", "b", "c"};
    chart.cells = {0, 5, 10, 2.5, nan, 7.5};
    chart.value_title = "Regret, points";
    return chart;
}

TEST(HeatMap, CellsStandInAGridAndHaveTheColoursOfTheirNumbers) {
    const std::string svg = heat_map(two_by_three_map());
    // Ten is the top of the range and zero its bottom; the middle is step 10 of 21.
    EXPECT_THAT(test::found(svg, "</title><rect class=\"([^\"]*)\""),
                ElementsAre("cell q0", "cell q10", "cell q20", "cell q5", "none", "cell q15"));
    const std::vector<double> x = test::numbers_found(svg, "</title><rect [^>]*x=\"([0-9.]+)\""),
                              y = test::numbers_found(svg, "</title><rect [^>]*y=\"([0-9.]+)\"");
    const std::vector<double> wide = test::numbers_found(svg, "</title><rect [^>]*width=\"([0-9.]+)\"");
    ASSERT_EQ(x.size(), 6U);
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(x[i], x[i % 3]);
        EXPECT_EQ(y[i], y[i < 3 ? 0 : 3]);
    }
    EXPECT_NEAR(x[1] - x[0], wide[0], 0.02);
    EXPECT_NEAR(x[2] + wide[2], 420 - 8 - 2, 0.02);
    EXPECT_GT(y[3], y[0]);  // names begin at the top
}

TEST(HeatMap, WhatHasNoValueIsHatchedAndSaysSo) {
    HeatMap chart = two_by_three_map();
    const std::string svg = heat_map(chart);
    EXPECT_EQ(test::times(svg, "<pattern id=\"picture-none\""), 1U);
    EXPECT_EQ(test::times(svg, "url(#picture-none)"), 2U);  // a cell and the legend
    EXPECT_THAT(svg, HasSubstr("<title>Subsidy, b: no data</title>"));
    EXPECT_THAT(test::described(svg), HasSubstr("Subsidy, b: no data"));
    chart.cells[4] = 1;
    EXPECT_THAT(heat_map(chart), Not(HasSubstr("url(#")));
}

TEST(HeatMap, NumbersStandInCellsIfTheyFitIntoAll) {
    HeatMap chart = two_by_three_map();
    EXPECT_THAT(test::found(heat_map(chart), "class=\"oncell [^>]*>([^<]*)<"), ElementsAre("0.0", "5.0", "10.0", "2.5", "7.5"));
    chart.form.suffix = " of a unit with a very long name";
    EXPECT_THAT(heat_map(chart), Not(HasSubstr("oncell")));
    chart.form.suffix = "";
    chart.numbers = false;
    EXPECT_THAT(heat_map(chart), Not(HasSubstr("oncell")));
}

TEST(HeatMap, DescriptionAndTableHoldTheNumbers) {
    const HeatMap chart = two_by_three_map();
    EXPECT_EQ(test::described(heat_map(chart)),
              "2 by 3 cells. Regret, points. None, a: 0; None, b: 5; None, c: 10; Subsidy, a: 2.5; Subsidy, b: no data; Subsidy, c: 7.5.");
    const auto rows = test::csv_cells(csv_of(chart));
    ASSERT_EQ(rows.size(), 7U);
    EXPECT_THAT(rows[0], ElementsAre("row", "column", "Regret, points"));
    EXPECT_THAT(rows[4], ElementsAre("Subsidy", "a", "2.5"));
    EXPECT_THAT(rows[5], ElementsAre("Subsidy", "b", ""));
}

TEST(HeatMap, BlankCellsAreNotDrawn) {
    HeatMap chart = two_by_three_map();
    chart.blank = {1, 0, 0, 1, 1, 0};
    const std::string svg = heat_map(chart);
    EXPECT_EQ(test::times(svg, "</title><rect"), 3U);
    EXPECT_THAT(svg, Not(HasSubstr("no data")));
    EXPECT_EQ(test::csv_cells(csv_of(chart)).size(), 4U);
}

TEST(HeatMap, ValuesBeyondTheRangeHaveTheColourOfItsEnd) {
    HeatMap chart = two_by_three_map();
    chart.range = {2, 8};
    const std::string svg = heat_map(chart);
    EXPECT_THAT(svg, HasSubstr(">\u2264\u202f2<"));
    EXPECT_THAT(svg, HasSubstr(">\u2265\u202f8<"));
    EXPECT_THAT(svg, HasSubstr("<title>None, c: 10</title><rect class=\"cell q20\""));
}

TEST(HeatMap, ADivergingMapHasItsMiddleAtGrey) {
    HeatMap chart = two_by_three_map();
    chart.colours = ColourKind::diverging;
    chart.cells = {-1, 0, 4, 2, -4, 0};
    EXPECT_THAT(test::found(heat_map(chart), "</title><rect class=\"([^\"]*)\""),
                ElementsAre("cell d7", "cell d10", "cell d20", "cell d15", "cell d0", "cell d10"));
    chart.flipped = true;
    EXPECT_THAT(heat_map(chart), HasSubstr("<title>None, c: 4</title><rect class=\"cell d0\""));
}

TEST(HeatMap, ANumberedAxisRisesUpwards) {
    HeatMap chart = two_by_three_map();
    chart.along = {.title = "Strength", .values = {0.5, 1}};
    const std::string svg = heat_map(chart);
    const std::vector<double> y = test::numbers_found(svg, "</title><rect [^>]*y=\"([0-9.]+)\"");
    EXPECT_GT(y[0], y[3]);
    EXPECT_THAT(svg, HasSubstr("<title>0.5, a: 0</title>"));
}

TEST(HeatMap, ClassesHaveShapesAndTheirAreaIsTheShare) {
    HeatMap chart = two_by_three_map();
    chart.classes = {{"Commons", 0}, {"Enclosure", 1}};
    chart.cells = {0, 1, 0, 1, nan, 0};
    chart.shares = {1, 1, 0.25, 0.5, nan, nan};
    const std::string svg = heat_map(chart);
    EXPECT_THAT(svg, HasSubstr("<title>None, b: Enclosure, share of runs 100%</title><rect class=\"tint s1\""));
    // Circles of the first row: a quarter of the area is half of the radius.
    const std::vector<double> radius =
        test::numbers_found(svg, "</title><rect class=\"tint s0\"[^>]*/>\n<path class=\"point s0\" d=\"M[0-9.]+ [0-9.]+a([0-9.]+)");
    ASSERT_EQ(radius.size(), 3U);
    EXPECT_NEAR(radius[1], radius[0] / 2, 0.01);
    EXPECT_THAT(test::caption(svg), HasSubstr("Area of the signs: share of runs."));
    EXPECT_THAT(test::csv_cells(csv_of(chart))[2], ElementsAre("None", "b", "Enclosure", "1"));
}

TEST(HeatMap, ManyColumnsAreDrawnAsMeansOfNeighboursAndTheCaptionSaysSo) {
    HeatMap chart;
    chart.along.names = {"One", "Two"};
    chart.across.count = 10000;
    for (int i = 0; i < 20000; ++i) chart.cells.push_back(i % 2 == 0 ? 0 : 10);
    chart.cells[0] = chart.cells[1] = nan;
    const std::string svg = heat_map(chart);
    const std::vector<double> merged = test::numbers_found(svg, "mean of up to ([0-9]+) neighbouring");
    ASSERT_EQ(merged.size(), 1U);
    EXPECT_GE(merged[0], 10000 / 400.0);
    EXPECT_THAT(test::caption(svg), HasSubstr("there are 10,000."));
    EXPECT_LT(svg.size(), 400000U);
    EXPECT_EQ(test::csv_cells(csv_of(chart)).size(), 20001U);
    EXPECT_THAT(test::described(svg), HasSubstr("2 cells have no data."));
}

TEST(HeatMap, AVeryLargeMapOfNoiseStaysSmall) {
    HeatMap chart;
    chart.width = 860;
    for (int i = 0; i < 60; ++i) chart.along.names.push_back("Row");
    chart.across.count = 3000;
    for (std::size_t i = 0; i < 180000; ++i) chart.cells.push_back(static_cast<double>((i * 7919) % 1009));
    EXPECT_LT(heat_map(chart).size(), 450000U);
}

}  // namespace
}  // namespace enclosure
