// Charts with a row for each thing: tornado, indices, estimates, boxes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analysis/chart/box_chart.h"
#include "analysis/chart/index_chart.h"
#include "analysis/chart/interval_points.h"
#include "analysis/chart/row_plot.h"
#include "analysis/chart/tornado_chart.h"
#include "tests/analysis/svg_reading.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

using test::nan;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> row_names_in(const std::string& svg) {
    return test::found(svg, "class=\"rowname\" text-anchor=\"end\">([^<]*)<");
}

TornadoChart three_factors() {
    TornadoChart chart;
    chart.x.range = {0, 10};
    chart.base = 5;
    chart.rows = {{"small", 4, 6, "", ""}, {"large", 1, 9, "3 months", "36 months"}, {"middle", 8, 6, "", ""}};
    return chart;
}

TEST(TornadoChart, TheFactorThatMovesMostIsAtTheTop) {
    EXPECT_THAT(row_names_in(tornado_chart(three_factors())), ElementsAre("large", "middle", "small"));
    TornadoChart chart = three_factors();
    chart.most_rows = 1;
    const std::string svg = tornado_chart(chart);
    EXPECT_THAT(row_names_in(svg), ElementsAre("large"));
    EXPECT_THAT(test::caption(svg), HasSubstr("The 1 factor that move it most, of 3."));
    EXPECT_EQ(test::csv_cells(csv_of(chart)).size(), 5U);
}

TEST(TornadoChart, BarsReachFromTheBaseToTheOutcome) {
    const std::string svg = tornado_chart(three_factors());
    const std::vector<double> low_x = test::numbers_found(svg, "<rect class=\"bar s0\" x=\"([0-9.]+)\""),
                              low = test::numbers_found(svg, "<rect class=\"bar s0\" x=[^>]* width=\"([0-9.]+)\"");
    const std::vector<double> high_x = test::numbers_found(svg, "<rect class=\"striped s1\" x=\"([0-9.]+)\""),
                              high = test::numbers_found(svg, "<rect class=\"striped s1\" x=[^>]* width=\"([0-9.]+)\"");
    ASSERT_EQ(low.size(), 3U);
    const double unit = low[0] / 4;  // the largest goes from five to one
    EXPECT_NEAR(high[0], 4 * unit, 0.02);
    EXPECT_NEAR(low_x[0] + low[0], high_x[0], 0.02);  // they meet at the base
    EXPECT_NEAR(low[1], 3 * unit, 0.02);
    EXPECT_NEAR(high[1], unit, 0.02);
    EXPECT_NEAR(low_x[1], high_x[1], 0.02);  // both to one side: each has half of the row
    const std::vector<double> height = test::numbers_found(svg, "<rect class=\"bar s0\" x=[^>]* height=\"([0-9.]+)\"");
    EXPECT_EQ(height[1], height[0] / 2);
    EXPECT_THAT(svg, HasSubstr(">base 5<"));
    EXPECT_THAT(test::described(svg), HasSubstr("large: 1 at the low end (3 months), 9 at the high end (36 months)"));
}

TEST(TornadoChart, TheAxisLeavesRoomForTheEndsOfTheLongestBars) {
    TornadoChart chart = three_factors();
    chart.x.range = {};
    const std::string svg = tornado_chart(chart);
    EXPECT_THAT(svg, HasSubstr(">3 months<"));
    EXPECT_THAT(svg, HasSubstr(">36 months<"));
    EXPECT_THAT(test::misplaced_texts(svg), ElementsAre());
}

TEST(TornadoChart, AnOutcomeThatIsNotDefinedHasNoBar) {
    TornadoChart chart = three_factors();
    chart.rows[1].low = nan;
    const std::string svg = tornado_chart(chart);
    EXPECT_EQ(test::times(svg, "<rect class=\"bar s0\" x="), 2U);
    EXPECT_THAT(test::described(svg), HasSubstr("large: \u2013 at the low end"));
    EXPECT_THAT(test::csv_cells(csv_of(chart))[3], ElementsAre("large", "", "9", "3 months", "36 months", "4"));
}

IndexChart three_indices() {
    IndexChart chart;
    chart.rows = {{"weak", {{0.1, {0.05, 0.15}}, {0.12, {0.1, 0.14}}}},
                  {"strong", {{0.4, {0.3, 0.5}}, {0.8, {0.7, 0.9}}}},
                  {"undefined", {{nan, {}}, {nan, {}}}}};
    chart.threshold = 0.2;
    chart.threshold_name = "dummy";
    return chart;
}

TEST(IndexChart, StandsSideBySideTheStrongestFirst) {
    const std::string svg = index_chart(three_indices());
    EXPECT_THAT(row_names_in(svg), ElementsAre("strong", "weak", "undefined"));
    EXPECT_THAT(svg, HasSubstr(">0.4 / 0.8<"));
    EXPECT_THAT(svg, HasSubstr(">\u2013 / \u2013<"));
    const std::vector<double> first = test::numbers_found(svg, "</title><rect class=\"bar s0\" x=[^>]* width=\"([0-9.]+)\""),
                              total = test::numbers_found(svg, "</title><rect class=\"striped s1\" x=[^>]* width=\"([0-9.]+)\"");
    ASSERT_EQ(first.size(), 2U);
    EXPECT_NEAR(total[0], 2 * first[0], 0.03);
    EXPECT_NEAR(first[1], first[0] / 4, 0.03);
    EXPECT_EQ(test::times(svg, "class=\"whisker\""), 4U);
    EXPECT_EQ(test::times(svg, "class=\"reference\""), 1U);
    EXPECT_THAT(test::described(svg), HasSubstr("strong: First order 0.4 (0.3 to 0.5), Total 0.8 (0.7 to 0.9)"));
    EXPECT_THAT(test::csv_cells(csv_of(three_indices()))[1], ElementsAre("weak", "0.1", "0.05", "0.15", "0.12", "0.1", "0.14"));
}

TEST(IndexChart, AnIndexBelowZeroGoesToTheLeft) {
    IndexChart chart = three_indices();
    chart.rows = {{"a", {{-0.1, {}}, {0.3, {}}}}};
    chart.sorted = false;
    const std::string svg = index_chart(chart);
    const double x_first = test::numbers_found(svg, "</title><rect class=\"bar s0\" x=\"([0-9.]+)\"").at(0);
    const double wide = test::numbers_found(svg, "</title><rect class=\"bar s0\" x=[^>]* width=\"([0-9.]+)\"").at(0);
    const double x_total = test::numbers_found(svg, "</title><rect class=\"striped s1\" x=\"([0-9.]+)\"").at(0);
    EXPECT_NEAR(x_first + wide, x_total, 0.02);
}

TEST(IntervalPoints, PointsAndIntervalsFollowTheScale) {
    IntervalPoints chart;
    chart.x.range = {-10, 10};
    chart.series = {{"all", 0}, {"box", 1}};
    chart.rows = {{"a", {{0, {-5, 5}}, {nan, {}}}, ""}, {"b", {{10, {}}, {-10, {-10, 0}}}, "a note"}};
    chart.reference = 0;
    chart.reference_name = "no effect";
    const std::string svg = interval_points(chart);
    const std::vector<double> low = test::numbers_found(svg, "class=\"error s0\" d=\"M([0-9.]+) "),
                              high = test::numbers_found(svg, "class=\"error s0\" d=\"M[0-9.]+ [0-9.]+H([0-9.]+)");
    const double reference = test::numbers_found(svg, "class=\"reference\" d=\"M([0-9.]+) ").at(0);
    ASSERT_EQ(low.size(), 1U);
    EXPECT_NEAR((low[0] + high[0]) / 2, reference, 0.02);
    const double point = test::numbers_found(svg, "class=\"error s0\"[^>]*/>\n<path class=\"point s0\" d=\"M([0-9.]+)").at(0);
    EXPECT_NEAR(point + 4, reference, 0.02);
    EXPECT_EQ(test::times(svg, "class=\"point s1\""), 2U);  // one is not defined, one is the key
    EXPECT_THAT(svg, HasSubstr("<title>a note</title>"));
    EXPECT_THAT(test::described(svg), HasSubstr("a: all 0 (\u22125 to 5), box \u2013; b: all 10, box \u221210 (\u221210 to 0)."));
    EXPECT_THAT(test::csv_cells(csv_of(chart))[2], ElementsAre("b", "10", "", "", "-10", "-10", "0"));
}

TEST(IntervalPoints, OnALogarithmicAxisAnIntervalToZeroBeginsWhereTheAxisDoes) {
    IntervalPoints chart;
    chart.x = {.kind = ScaleKind::log, .range = {1, 100}};
    chart.rows = {{"a", {{10, {-3, 100}}}, ""}};
    const std::string svg = interval_points(chart);
    const double low = test::numbers_found(svg, "class=\"error s0\" d=\"M([0-9.]+) ").at(0),
                 high = test::numbers_found(svg, "class=\"error s0\" d=\"M[0-9.]+ [0-9.]+H([0-9.]+)").at(0);
    const double point = test::numbers_found(svg, "class=\"point s0\" d=\"M([0-9.]+)").at(0) + 4;
    EXPECT_NEAR(point, (low + high) / 2, 0.02);  // ten is in the middle of one and a hundred
}

TEST(RowPlot, BarsAndIntervalsEndWhereTheAxisEnds) {
    IndexChart chart = three_indices();
    chart.x.range = {0, 0.4};
    const std::string svg = index_chart(chart);
    const double right = test::numbers_found(svg, "class=\"grid\" d=\"M([0-9.]+) ").back();
    const double x = test::numbers_found(svg, "</title><rect class=\"striped s1\" x=\"([0-9.]+)\"").at(0),
                 wide = test::numbers_found(svg, "</title><rect class=\"striped s1\" x=[^>]* width=\"([0-9.]+)\"").at(0);
    EXPECT_NEAR(x + wide, right, 0.02);
    IntervalPoints points;
    points.x.range = {0, 1};
    points.rows = {{"a", {{3, {0.5, 4}}}, ""}};
    EXPECT_THAT(interval_points(points), Not(HasSubstr("class=\"point s0\"")));
    EXPECT_THAT(interval_points(points), HasSubstr(">3<"));
}

TEST(RowPlot, LongNamesHaveTwoLinesAndNoMore) {
    EXPECT_THAT(two_lines("short", 13, 100), ElementsAre("short"));
    const std::vector<std::string> lines = two_lines("a name that needs many more words than two lines can ever hold", 13, 100);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_THAT(lines[1], HasSubstr("\u2026"));
}

TEST(BoxChart, LimitsAreDrawnOverTheRangeAndWritten) {
    BoxChart chart;
    chart.inputs = {{.title = "Lag, months", .full = {0, 100}, .limits = {25, 75}, .quasi_p = 0.012},
                    {.title = "Effect", .full = {0, 100}, .limits = {nan, 50}}};
    const std::string svg = box_chart(chart);
    const std::vector<double> left = test::numbers_found(svg, "class=\"track\" d=\"M([0-9.]+) "),
                              right = test::numbers_found(svg, "class=\"track\" d=\"M[0-9.]+ [0-9.]+H([0-9.]+)");
    const std::vector<double> low = test::numbers_found(svg, "class=\"limits s0\" d=\"M([0-9.]+) "),
                              high = test::numbers_found(svg, "class=\"limits s0\" d=\"M[0-9.]+ [0-9.]+H([0-9.]+)");
    ASSERT_EQ(low.size(), 2U);
    EXPECT_NEAR(low[0], left[0] + (right[0] - left[0]) / 4, 0.02);
    EXPECT_NEAR(high[0], left[0] + (right[0] - left[0]) * 0.75, 0.02);
    EXPECT_EQ(low[1], left[1]);
    EXPECT_THAT(test::found(svg, "class=\"strong\" text-anchor=\"middle\">([^<]*)<"), ElementsAre("25", "75", "50"));
    EXPECT_THAT(svg, HasSubstr(">quasi-p 0.012<"));
    EXPECT_EQ(test::described(svg), "Lag, months: 25 to 75, of 0 to 100, quasi-p 0.012; Effect: at most 50, of 0 to 100.");
    EXPECT_THAT(test::csv_cells(csv_of(chart))[2], ElementsAre("Effect", "", "0", "100", "", "50", "", ""));
}

TEST(BoxChart, CategoriesAreFilledAndTickedOrEmpty) {
    BoxChart chart;
    chart.inputs = {{.title = "Licence", .levels = {"closed", "open"}, .kept = {0, 1}, .quasi_p = 1e-9}};
    const std::string svg = box_chart(chart);
    EXPECT_EQ(test::times(svg, "class=\"chip\""), 1U);
    EXPECT_EQ(test::times(svg, "class=\"chip kept s0\""), 1U);
    EXPECT_EQ(test::times(svg, "class=\"tickmark s0\""), 1U);
    EXPECT_THAT(svg, HasSubstr(">quasi-p &lt; 0.001<"));
    EXPECT_THAT(test::described(svg), HasSubstr("Licence: open, quasi-p"));
    EXPECT_THAT(test::csv_cells(csv_of(chart))[1], ElementsAre("Licence", "closed", "", "", "", "", "0", "1e-09"));
}

}  // namespace
}  // namespace enclosure
