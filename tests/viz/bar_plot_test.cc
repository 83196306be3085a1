// Bars, histograms and sparklines: lengths in proportion, gaps where nothing is defined.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "analysis/chart/histogram.h"
#include "tests/analysis/svg_reading.h"
#include "tests/viz/plot_example.h"
#include "viz/plot/bar_plot.h"
#include "viz/plot/plot_files.h"
#include "viz/plot/sparkline.h"

namespace enclosure::viz {
namespace {

using test::nan;
using testing::HasSubstr;

BarPlot members() {
    BarPlot plot;
    plot.id = "members";
    plot.title = "Price";
    plot.unit = "USD/Mtok";
    for (int i = 0; i < 12; ++i) plot.rows.push_back({"Firm " + std::to_string(i), i == 5 ? nan : i * 1.5, nan, {1, 2, 3}});
    return plot;
}

TEST(BarPlot, LengthsAreProportionalAndGapsAreGaps) {
    NotingCanvas canvas;
    const BarPlot plot = members();
    const float height = draw_bars(canvas, usual_theme, {0, 0, 400, 500}, plot);
    EXPECT_GT(height, 12 * bar_row_height(canvas, usual_theme));
    std::vector<float> lengths;
    for (const auto& d : canvas.drawn) {
        if (d.kind == "fill" && d.colour == Colour{1, 2, 3}) lengths.push_back(d.rect.w);
    }
    ASSERT_EQ(lengths.size(), 11U);  // one is not defined
    EXPECT_NEAR(lengths[10] / lengths[1], 11, 0.05);
    EXPECT_THAT(canvas.texts(), testing::Contains("\u2013"));
}

TEST(BarPlot, TheHistogramHasTheBinsOfTheReports) {
    NotingCanvas canvas;
    const BarPlot plot = members();
    draw_histogram(canvas, usual_theme, {0, 0, 400, 200}, plot, {9, 8, 7});
    std::vector<double> values;
    for (const BarRow& row : plot.rows) {
        if (!std::isnan(row.value)) values.push_back(row.value);
    }
    const std::vector<std::size_t> counts = histogram_counts(values, histogram_edges(values));
    const auto drawn = std::count_if(canvas.drawn.begin(), canvas.drawn.end(), [](const auto& d) {
        return d.kind == "fill" && d.colour == Colour{9, 8, 7};
    });
    EXPECT_EQ(drawn, std::count_if(counts.begin(), counts.end(), [](std::size_t n) { return n > 0; }));
}

TEST(BarPlot, FilesAreWellFormed) {
    BarPlot plot = members();
    EXPECT_EQ(test::xml_fault(bars_svg(plot, usual_theme, 400, {"x", 1, {}})), "");
    plot.ghost_name = "B";
    const std::string csv = bars_csv(plot, {"x", 1, {}});
    EXPECT_THAT(csv, HasSubstr("name,Price,B\n"));
    EXPECT_THAT(csv, HasSubstr("Firm 3,4.5,\n"));
    EXPECT_THAT(csv, HasSubstr("Firm 5,,\n"));
}

TEST(Sparkline, StandsInItsRoom) {
    NotingCanvas canvas;
    const std::vector<double> values{1, 5, nan, 2, 9};
    draw_sparkline(canvas, usual_theme, {10, 20, 80, 30}, values, {1, 1, 1}, 4);
    for (const auto& d : canvas.drawn) {
        for (const Place p : d.points) {
            if (std::isnan(p.y)) continue;
            EXPECT_TRUE(p.x >= 10 && p.x <= 90 && p.y >= 20 && p.y <= 50) << d.kind;
        }
    }
    EXPECT_EQ(canvas.count("disc"), 1U);
    canvas.drawn.clear();
    draw_sparkline(canvas, usual_theme, {0, 0, 10, 10}, std::vector<double>{nan, nan}, {1, 1, 1}, 0);
    EXPECT_TRUE(canvas.drawn.empty());
}

}  // namespace
}  // namespace enclosure::viz
