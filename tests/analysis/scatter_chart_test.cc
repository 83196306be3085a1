#include "analysis/chart/scatter_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "analysis/chart/pareto_chart.h"
#include "analysis/chart/point_labels.h"
#include "analysis/chart/scatter_cells.h"
#include "analysis/chart/trajectory_chart.h"
#include "tests/analysis/svg_reading.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

using test::nan;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Ten by ten, so that places are tenths of the plot.
ScatterChart square_scatter() {
    ScatterChart chart;
    chart.x = {.title = "Lag", .range = {0, 10}};
    chart.y = {.title = "Effect", .range = {0, 10}};
    return chart;
}

/// Edges of the plot: where the first and the last grid line are.
struct PlotEdges {
    double left, right, top, bottom;
};

PlotEdges plot_edges(const std::string& svg) {
    const std::vector<double> x = test::numbers_found(svg, "class=\"grid\" d=\"M([0-9.]+) [0-9.]+V"),
                              y = test::numbers_found(svg, "class=\"(?:grid|axis)\" d=\"M[0-9.]+ ([0-9.]+)H");
    return {x.front(), x.back(), y.back(), y.front()};
}

TEST(ScatterChart, PointsStandWhereTheScalesSay) {
    ScatterChart chart = square_scatter();
    chart.at_x = {0, 5, 10};
    chart.at_y = {0, 2.5, 10};
    const std::string svg = scatter_chart(chart);
    const PlotEdges plot = plot_edges(svg);
    std::vector<double> x, y;
    const std::vector<std::string> path = test::found(svg, "class=\"point s0\" d=\"([^\"]*)\"");
    ASSERT_EQ(path.size(), 1U);
    for (const double left : test::numbers_found(path[0], "M([0-9.]+) [0-9.]+a"))
        x.push_back(left + 4);  // circles begin at their left, four from the middle
    for (const double v : test::numbers_found(path[0], "M[0-9.]+ ([0-9.]+)a")) y.push_back(v);
    ASSERT_EQ(x.size(), 3U);
    EXPECT_NEAR(x[0], plot.left, 0.02);
    EXPECT_NEAR(x[1], (plot.left + plot.right) / 2, 0.02);
    EXPECT_NEAR(x[2], plot.right, 0.02);
    EXPECT_NEAR(y[0], plot.bottom, 0.02);
    EXPECT_NEAR(y[1], plot.bottom + (plot.top - plot.bottom) / 4, 0.02);
    EXPECT_NEAR(y[2], plot.top, 0.02);
}

TEST(ScatterChart, CountsWhatItCannotShow) {
    ScatterChart chart = square_scatter();
    chart.at_x = {1, nan, 3, 20, 5};
    chart.at_y = {1, 2, INFINITY, 4, 5};
    const std::string svg = scatter_chart(chart);
    EXPECT_THAT(test::caption(svg), HasSubstr("2 points without a value are left out. 1 point lies outside the axes."));
    EXPECT_THAT(test::described(svg), HasSubstr("2 points over Lag (1 to 5), Effect (1 to 5)"));
    chart.x = {.kind = ScaleKind::log};
    chart.at_x = {0, -1, 3, 20, 5};
    EXPECT_THAT(test::caption(scatter_chart(chart)), HasSubstr("3 points without a value are left out."));
    EXPECT_EQ(test::csv_cells(csv_of(chart)).size(), 6U);
}

TEST(ScatterChart, ABoxIsARectangleAndAnOpenSideReachesTheEdge) {
    ScatterChart chart = square_scatter();
    chart.at_x = {1};
    chart.at_y = {1};
    chart.boxes = {{"box", {5, nan}, {2, 4}}};
    const std::string svg = scatter_chart(chart);
    const PlotEdges plot = plot_edges(svg);
    const auto value = [&](const char* name) {
        return test::numbers_found(svg, std::string("class=\"outline\"[^>]* ") + name + "=\"([0-9.]+)\"").at(0);
    };
    EXPECT_NEAR(value("x"), (plot.left + plot.right) / 2, 0.02);
    EXPECT_NEAR(value("width"), (plot.right - plot.left) / 2, 0.02);
    EXPECT_NEAR(value("height"), (plot.bottom - plot.top) * 0.2, 0.03);
    EXPECT_NEAR(value("y"), plot.bottom - (plot.bottom - plot.top) * 0.4, 0.02);
    EXPECT_THAT(test::described(svg), HasSubstr("Box box: Lag from 5 to any, Effect from 2 to 4."));
}

TEST(ScatterChart, ClassesHaveKeysWithTheirShapes) {
    ScatterChart chart = square_scatter();
    chart.at_x = {1, 2, 3};
    chart.at_y = {1, 2, 3};
    chart.class_of = {0, 1, 1};
    chart.classes = {{"of interest", 1}, {"others", rest_colour, -1, true}};
    const std::string svg = scatter_chart(chart);
    EXPECT_EQ(test::times(svg, "class=\"point s1\""), 2U);  // in the plot and in the key
    EXPECT_EQ(test::times(svg, "class=\"pale sr\""), 2U);
    EXPECT_THAT(test::described(svg), HasSubstr("of interest: 1. others: 2."));
    EXPECT_THAT(test::csv_cells(csv_of(chart)), ElementsAre(ElementsAre("Lag", "Effect", "class"), ElementsAre("1", "1", "of interest"),
                                                            ElementsAre("2", "2", "others"), ElementsAre("3", "3", "others")));
}

TEST(ScatterChart, AHundredThousandPointsAreCellsAndASmallFile) {
    ScatterChart chart = square_scatter();
    std::size_t interest = 0;
    for (std::size_t i = 0; i < 100000; ++i) {
        chart.at_x.push_back(static_cast<double>((i * 7919) % 10007) / 1000.7);
        chart.at_y.push_back(static_cast<double>((i * 104729) % 9973) / 997.3);
    }
    std::string svg = scatter_chart(chart);
    EXPECT_LT(svg.size(), 200000U);
    EXPECT_THAT(test::caption(svg), HasSubstr("100,000 points in cells."));
    EXPECT_THAT(svg, HasSubstr(">Points in a cell<"));
    EXPECT_THAT(svg, Not(HasSubstr("class=\"point")));
    for (const double x : chart.at_x) {
        chart.class_of.push_back(x > 5 ? 0 : 1);
        interest += x > 5 ? 1 : 0;
    }
    chart.classes = {{"of interest", 1}, {"others", rest_colour}};
    svg = scatter_chart(chart);
    EXPECT_LT(svg.size(), 200000U);
    EXPECT_THAT(svg, HasSubstr("Share of the points that are: of interest"));
    EXPECT_THAT(test::caption(svg), HasSubstr("Area of a square: the number of points in its cell, at most "));
    EXPECT_THAT(test::described(svg), HasSubstr("of interest: " + std::to_string(interest) + "."));
    // Left of five no cell has a case of interest, right of it all are: both ends of the scale, and little between.
    EXPECT_THAT(svg, HasSubstr("class=\"dot q0\""));
    EXPECT_THAT(svg, HasSubstr("class=\"dot q20\""));
    chart.width = 860;
    chart.height = 640;
    EXPECT_LT(scatter_chart(chart).size(), 200000U);
}

TEST(ScatterChart, AsManyPointsAsAreDrawnOneByOneStaySmall) {
    ScatterChart chart = square_scatter();
    for (int k = 0; k < 8; ++k) chart.classes.push_back({"class", k});
    chart.classes.erase(chart.classes.begin());
    for (std::size_t i = 0; i < chart.most_points; ++i) {
        chart.at_x.push_back(static_cast<double>((i * 7919) % 10007) / 1000.7);
        chart.at_y.push_back(static_cast<double>((i * 104729) % 9973) / 997.3);
        chart.class_of.push_back(i % 8);
    }
    EXPECT_LT(scatter_chart(chart).size(), 200000U);
}

TEST(ScatterCells, EveryPointIsInOneCell) {
    Frame frame;
    frame.left = 10;
    frame.right = 80;
    frame.top = 5;
    frame.bottom = 40;
    const std::vector<Point> places{{10, 5}, {80, 40}, {10.5, 5.5}, {45, 22}, {80, 5}};
    const std::vector<char> shown{1, 0, 1, 0, 1};
    const ScatterCells cells = count_cells(frame, places, shown);
    EXPECT_EQ(cells.columns, 10U);
    EXPECT_EQ(cells.rows, 5U);
    std::size_t all = 0, of_shown = 0;
    for (std::size_t i = 0; i < cells.count.size(); ++i) {
        all += cells.count[i];
        of_shown += cells.shown[i];
    }
    EXPECT_EQ(all, 5U);
    EXPECT_EQ(of_shown, 3U);
    EXPECT_EQ(cells.count[0], 2U);
    EXPECT_EQ(cells.count.back(), 1U);
    EXPECT_EQ(cells.most, 2U);
}

TEST(PointLabels, NeverOverlapAndStayInside) {
    std::vector<PointLabel> labels;
    std::vector<Point> points;
    for (std::size_t i = 0; i < 40; ++i) {
        points.push_back({static_cast<double>((i * 37) % 101) * 2, static_cast<double>((i * 53) % 97)});
        labels.push_back({points.back(), "point " + std::to_string(i)});
    }
    const std::string svg = "<svg viewBox=\"0 0 210 110\">" + point_labels(labels, points, {0, 210}, {0, 110}, 7) + "</svg>";
    EXPECT_THAT(test::misplaced_texts(svg), ElementsAre());
    EXPECT_GT(test::times(svg, "<text"), 8U);
    EXPECT_LT(test::times(svg, "<text"), 40U);  // there is not room for all
    const auto places = label_places(labels, points, {0, 210}, {0, 110}, 7);
    EXPECT_EQ(places.size(), labels.size());
    const std::vector<PointLabel> nowhere{{{nan, 3}, "lost"}, {{5, 5}, ""}};
    for (const auto& place : label_places(nowhere, {}, {0, 100}, {0, 100}, 5)) EXPECT_EQ(place.has_value(), false);
}

TEST(ParetoChart, JoinsTheFrontByTheEdgeOfWhatItDominates) {
    ParetoChart chart;
    chart.x = {.title = "Welfare", .range = {0, 10}};
    chart.y = {.title = "Openness", .range = {0, 10}};
    chart.points = {{"a", 2, 8, {}, {}, true}, {"b", 6, 4, {5, 7}, {3, 5}, true}, {"c", 1, 1, {}, {}, false}};
    const auto corner = [&] {
        const std::string svg = pareto_chart(chart);
        const std::string edge = test::found(svg, "class=\"line dash1 s0\" d=\"(M[0-9.]+ [0-9.]+L[^\"]*)\"").at(0);
        return std::vector<double>{test::numbers_found(edge, "M([0-9.]+)").at(0), test::numbers_found(edge, "L([0-9.]+)").at(0),
                                   test::numbers_found(edge, "L[0-9.]+ ([0-9.]+)").at(0),
                                   test::numbers_found(edge, "M[0-9.]+ ([0-9.]+)").at(0)};
    };
    // Both better when higher: from (2, 8) down to (2, 4), then across. Both better when lower: across first.
    std::vector<double> at = corner();
    EXPECT_EQ(at[1], at[0]);
    EXPECT_GT(at[2], at[3]);
    chart.x_higher = chart.y_higher = false;
    at = corner();
    EXPECT_GT(at[1], at[0]);
    EXPECT_EQ(at[2], at[3]);
}

TEST(ParetoChart, SaysWhichWayIsBetterAndHasCrosses) {
    ParetoChart chart;
    chart.x.title = "Welfare";
    chart.y.title = "Concentration";
    chart.y_higher = false;
    chart.points = {{"a <1>", 2, 8, {1, 3}, {7, 9}, true}, {"b", 1, 9, {}, {}, false}};
    const std::string svg = pareto_chart(chart);
    EXPECT_THAT(svg, HasSubstr(">Welfare, better \u2192<"));
    EXPECT_THAT(svg, HasSubstr(">Concentration, better \u2193<"));
    EXPECT_EQ(test::times(svg, "class=\"error s0\""), 2U);
    EXPECT_THAT(test::described(svg), HasSubstr("On the front: a &lt;1&gt;: 2 (1 to 3), 8 (7 to 9). Dominated: 1."));
    EXPECT_THAT(test::csv_cells(csv_of(chart))[1], ElementsAre("a <1>", "2", "1", "3", "8", "7", "9", "1"));
}

TEST(TrajectoryChart, NumbersPointsWhereTheRestrictionChangesAndMarksTheChosen) {
    TrajectoryChart chart;
    for (std::size_t i = 0; i < 12; ++i)
        chart.points.push_back({1 - 0.05 * static_cast<double>(i), 0.1 + 0.07 * static_cast<double>(i), i / 4});
    chart.chosen = 10;
    chart.base_density = 0.1;
    const std::string svg = trajectory_chart(chart);
    EXPECT_THAT(test::found(svg, "class=\"beside\"[^>]*>([^<]*)<"), ElementsAre("all runs: 10.0%", "chosen: 2", "0", "1", "2"));
    EXPECT_EQ(test::times(svg, "class=\"ring\""), 1U);
    EXPECT_EQ(test::times(svg, "class=\"point q"), 12U);
    EXPECT_THAT(test::described(svg), HasSubstr("Chosen: coverage 50.0%, density 80.0%, 2 inputs restricted."));
    EXPECT_THAT(test::caption(svg), HasSubstr("the chosen box: coverage 50.0%, density 80.0%, 2 inputs restricted."));
    const auto rows = test::csv_cells(csv_of(chart));
    ASSERT_EQ(rows.size(), 13U);
    EXPECT_THAT(rows[11], ElementsAre("11", "0.5", testing::_, "2", "1"));
}

}  // namespace
}  // namespace enclosure
