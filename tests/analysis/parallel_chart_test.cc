#include "analysis/chart/parallel_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
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

ParallelChart three_axes() {
    ParallelChart chart;
    chart.axes = {
        {.title = "Lag", .values = {0, 5, 10}}, {.title = "Effect", .values = {2, nan, 4}}, {.title = "Cost", .values = {1, 2, 3}}};
    return chart;
}

TEST(ParallelChart, EveryAxisHasItsOwnScale) {
    const std::string svg = parallel_chart(three_axes());
    const std::vector<std::string> threads = test::found(svg, "class=\"thread s0\" d=\"([^\"]*)\"");
    ASSERT_EQ(threads.size(), 3U);
    const std::vector<double> lowest = test::numbers_found(threads[0], "[ML][0-9.]+ ([0-9.]+)"),
                              highest = test::numbers_found(threads[2], "[ML][0-9.]+ ([0-9.]+)");
    EXPECT_THAT(lowest, ElementsAre(lowest[0], lowest[0], lowest[0]));
    EXPECT_THAT(highest, ElementsAre(highest[0], highest[0], highest[0]));
    EXPECT_GT(lowest[0], highest[0] + 100);
    EXPECT_EQ(test::times(threads[1], "M"), 2U);  // not defined on the second axis: a gap
    const double middle = test::numbers_found(threads[1], "M[0-9.]+ ([0-9.]+)").at(0);
    EXPECT_NEAR(middle, (lowest[0] + highest[0]) / 2, 0.02);
}

TEST(ParallelChart, AnAxisMayPointDownwards) {
    ParallelChart chart = three_axes();
    chart.axes[0].downwards = true;
    const std::string svg = parallel_chart(chart);
    const std::vector<double> y =
        test::numbers_found(test::found(svg, "class=\"thread s0\" d=\"([^\"]*)\"").at(0), "[ML][0-9.]+ ([0-9.]+)");
    EXPECT_LT(y[0] + 100, y[1]);
}

TEST(ParallelChart, LimitsAreBarsOnTheirAxes) {
    ParallelChart chart = three_axes();
    chart.axes[0].box = {2.5, nan};
    const std::string svg = parallel_chart(chart);
    const std::vector<double> top = test::numbers_found(svg, "class=\"limits s0\" d=\"M[0-9.]+ ([0-9.]+)V[0-9.]+\"/>\n<text"),
                              bottom = test::numbers_found(svg, "class=\"limits s0\" d=\"M[0-9.]+ [0-9.]+V([0-9.]+)\"/>\n<text");
    ASSERT_EQ(top.size(), 1U);
    const std::vector<double> axis_top = test::numbers_found(svg, "class=\"axis\" d=\"M[0-9.]+ ([0-9.]+)V"),
                              axis_bottom = test::numbers_found(svg, "class=\"axis\" d=\"M[0-9.]+ [0-9.]+V([0-9.]+)");
    EXPECT_EQ(top[0], axis_top[0]);
    EXPECT_NEAR(bottom[0], axis_bottom[0] - (axis_bottom[0] - axis_top[0]) / 4, 0.02);
    EXPECT_THAT(svg, HasSubstr(">limits of the box<"));
    EXPECT_THAT(test::described(svg), HasSubstr("Lag: 0 to 10, box from 2.5. Effect: 2 to 4."));
}

TEST(ParallelChart, CategoriesAreNamedAndTheirRowsDoNotLieOnOneAnother) {
    ParallelChart chart = three_axes();
    chart.axes[1] = {.title = "Licence", .values = {0, 0, 1}, .levels = {"closed <x>", "open"}, .kept = {0, 1}};
    const std::string svg = parallel_chart(chart);
    EXPECT_THAT(svg, HasSubstr(">closed &lt;x&gt;<"));
    const std::vector<std::string> threads = test::found(svg, "class=\"thread s0\" d=\"([^\"]*)\"");
    EXPECT_NE(test::numbers_found(threads[0], "L[0-9.]+ ([0-9.]+)").at(0), test::numbers_found(threads[1], "L[0-9.]+ ([0-9.]+)").at(0));
    EXPECT_THAT(test::described(svg), HasSubstr("Licence: closed &lt;x&gt;, open (in the box)."));
    EXPECT_THAT(test::csv_cells(csv_of(chart))[1], ElementsAre("0", "closed <x>", "1"));
}

TEST(ParallelChart, ManyRowsAreAnEvenSampleOfEachClassAndTheCaptionSaysSo) {
    ParallelChart chart;
    chart.classes = {{"of interest", 1}, {"others", rest_colour, -1, true}};
    chart.axes.resize(2);
    for (int i = 0; i < 12000; ++i) {
        for (ParallelAxis& axis : chart.axes) axis.values.push_back(i);
        chart.class_of.push_back(i % 10 == 0 ? 0 : 1);
    }
    const std::vector<std::size_t> rows = drawn_rows(chart);
    EXPECT_EQ(rows.size(), 400U);
    EXPECT_EQ(std::count_if(rows.begin(), rows.end(), [&](std::size_t r) { return chart.class_of[r] == 0; }), 40);
    EXPECT_EQ(std::is_sorted(rows.begin(), rows.end()), true);
    EXPECT_LT(rows.front(), 100U);
    EXPECT_GT(rows.back(), 11900U);
    EXPECT_EQ(drawn_rows(chart), rows);
    const std::string svg = parallel_chart(chart);
    EXPECT_THAT(test::caption(svg), HasSubstr("400 of 12,000 lines are drawn, an even sample of each class."));
    EXPECT_EQ(test::times(svg, "class=\"thread s1"), 40U);
    EXPECT_EQ(test::times(svg, "class=\"run sr\""), 361U);  // and the key
    EXPECT_THAT(test::described(svg), HasSubstr("12,000 rows. of interest: 1200. others: 10800."));
    EXPECT_EQ(test::csv_cells(csv_of(chart)).size(), 12001U);
}

TEST(ParallelChart, ARareClassIsNotLostInTheSample) {
    ParallelChart chart;
    chart.classes = {{"rare", 1}, {"others", 0}};
    chart.axes.resize(2);
    for (int i = 0; i < 5000; ++i) {
        for (ParallelAxis& axis : chart.axes) axis.values.push_back(i);
        chart.class_of.push_back(i == 4321 ? 0 : 1);
    }
    const std::vector<std::size_t> rows = drawn_rows(chart);
    EXPECT_EQ(std::count(rows.begin(), rows.end(), 4321U), 1);
    chart.most_lines = 5000;
    EXPECT_EQ(drawn_rows(chart).size(), 5000U);
}

TEST(ParallelChart, OneAxisIsNoChart) {
    ParallelChart chart = three_axes();
    chart.axes.resize(1);
    EXPECT_THAT(parallel_chart(chart), HasSubstr("No values to show."));
}

}  // namespace
}  // namespace enclosure
