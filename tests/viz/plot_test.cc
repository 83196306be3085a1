// Plots: scales and ticks are those of analysis/chart, and nothing is drawn that is not there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "analysis/chart/ticks.h"
#include "tests/viz/plot_example.h"
#include "viz/plot/pointer.h"

namespace enclosure::viz {
namespace {

std::vector<std::string> labels_of(const std::vector<Tick>& ticks) {
    std::vector<std::string> labels;
    for (const Tick& tick : ticks) labels.push_back(tick.label);
    return labels;
}

TEST(TimeAxis, StepsAndDaysAreInverse) {
    const TimeAxis axis = make_time_axis(plot_start, 1.0 / 12, 24);
    ASSERT_EQ(axis.days.size(), 25U);
    EXPECT_EQ(axis.days[12] - axis.days[0], 366);  // 2024 is a leap year
    for (double step = 0; step <= 24; step += 0.25) EXPECT_NEAR(axis.step_at(axis.day_at(step)), step, 1e-9);
    EXPECT_EQ(axis.step_at(axis.days.front() - 100), 0);
    EXPECT_EQ(axis.step_at(axis.days.back() + 100), 24);
    EXPECT_EQ(axis.day_at(99), axis.days.back());
}

TEST(Plot, TicksAreThoseOfAllOtherCharts) {
    const Plot plot = example();
    const NotingCanvas canvas;
    const PlotLayout layout = lay_out_plot(canvas, usual_theme, {0, 0, 500, 240}, plot, whole(plot));
    bool same_range = false, same_ticks = false;
    for (int rows = 2; rows <= 6; ++rows) {  // as many as the height has room for
        const Extent nice = nice_range({0, 1}, ScaleKind::linear, rows);
        same_range = same_range || (layout.y.low == nice.low && layout.y.high == nice.high);
        same_ticks = same_ticks || labels_of(layout.y_ticks) == labels_of(ticks_of(layout.y, rows, plot.form));
    }
    EXPECT_TRUE(same_range);
    EXPECT_TRUE(same_ticks);
    EXPECT_EQ(layout.y_ticks.back().label, "100%");
    const std::vector<std::string> all =
        labels_of(time_ticks({layout.x.low, layout.x.high}, static_cast<int>(layout.plot.w / usual_theme.px(76))));
    EXPECT_FALSE(layout.x_ticks.empty());
    for (const Tick& tick : layout.x_ticks) EXPECT_THAT(all, testing::Contains(tick.label));
}

TEST(Plot, LabelsOfAxesDoNotTouch) {
    const Plot plot = example();
    const NotingCanvas canvas;
    for (float width = 90; width < 700; width += 37) {
        const PlotLayout layout = lay_out_plot(canvas, usual_theme, {0, 0, width, 160}, plot, whole(plot));
        float free_from = 0;
        for (const Tick& tick : layout.x_ticks) {
            const auto middle = static_cast<float>(place(layout.x, tick.value));
            const float half = canvas.width_of(tick.label, Font::tiny) / 2;
            EXPECT_GE(middle - half, free_from) << width;
            EXPECT_LE(middle + half, width) << width;
            free_from = middle + half;
        }
    }
}

TEST(Plot, TheScaleFitsWhatIsZoomedTo) {
    Plot plot = example();
    plot.layers.clear();
    plot.lines = {{.name = "A", .values = std::vector<double>(121, 1)}};
    plot.lines[0].values[10] = 1000;
    plot.from_zero = true;
    const NotingCanvas canvas;
    const TimeAxis axis = make_time_axis(plot_start, 1.0 / 12, 120);
    EXPECT_GE(lay_out_plot(canvas, usual_theme, {0, 0, 400, 200}, plot, whole(plot)).y.high, 1000);
    EXPECT_LE(lay_out_plot(canvas, usual_theme, {0, 0, 400, 200}, plot, {{axis.day_at(50), axis.day_at(80)}}).y.high, 2);
}

// A little below zero is no reason for an axis of which half is empty; and ticks never stand closer than their labels are high.
TEST(Plot, TheScaleIsFilledAsFarAsLabelsAllow) {
    Plot plot = example();
    plot.layers.clear();
    const NotingCanvas canvas;
    const auto laid_out = [&](double low, double high, float height) {
        plot.lines = {{.name = "A", .values = std::vector<double>(121, high)}};
        plot.lines[0].values[0] = low;
        return lay_out_plot(canvas, usual_theme, {0, 0, 400, height}, plot, whole(plot));
    };
    for (const float height : {110.0F, 150.0F, 300.0F}) {
        const PlotLayout layout = laid_out(-0.03, 0.46, height);
        EXPECT_GE(0.49, 0.6 * (layout.y.high - layout.y.low)) << height;
    }
    for (const float height : {80.0F, 95.0F, 116.0F, 150.0F, 300.0F}) {
        for (int k = 0; k < 200; ++k) {
            const double low = -0.5 + 0.013 * k, high = low + 0.1 * std::exp(0.021 * k);
            const PlotLayout layout = laid_out(low, high, height);
            if (layout.y_ticks.size() < 2) continue;
            const double apart = std::abs(place(layout.y, layout.y_ticks[1].value) - place(layout.y, layout.y_ticks[0].value));
            ASSERT_GE(apart, static_cast<double>(canvas.height_of(Font::tiny))) << height << ", " << low << " to " << high;
        }
    }
}

TEST(Plot, ManyStepsAreDrawnAsAPointPerPixel) {
    const TimeAxis axis = make_time_axis(plot_start, 1.0 / 365.25, 8'000);
    Plot plot;
    plot.x = axis.days;
    std::vector<double> values;
    for (std::size_t k = 0; k <= 8'000; ++k) values.push_back(std::sin(static_cast<double>(k)));
    plot.lines = {{.name = "A", .values = values}};
    plot.layers = {{.name = "one", .values = std::vector<double>(8'001, 0.5)}};
    NotingCanvas canvas;
    draw_plot(canvas, usual_theme, lay_out_plot(canvas, usual_theme, {0, 0, 300, 150}, plot, whole(plot)), plot);
    for (const NotingCanvas::Drawn& drawn : canvas.drawn) EXPECT_LE(drawn.points.size(), 4U * 302) << drawn.kind;
}

TEST(Plot, WhatIsNotDefinedIsNotDrawn) {
    const Plot plot = example();
    NotingCanvas canvas;
    const PlotLayout layout = lay_out_plot(canvas, usual_theme, {0, 0, 700, 300}, plot, whole(plot));
    draw_plot(canvas, usual_theme, layout, plot);
    EXPECT_EQ(canvas.open_clips, 0);
    // The line of A has its gap at step 60.
    const auto line = std::find_if(canvas.drawn.begin(), canvas.drawn.end(), [](const auto& d) {
        return d.kind == "line" && d.colour == Colour{10, 20, 30};
    });
    ASSERT_NE(line, canvas.drawn.end());
    EXPECT_EQ(std::count_if(line->points.begin(), line->points.end(), [](Place p) { return std::isnan(p.y); }), 1);
    // A layer that is not defined takes no room: at step 60 the stack is as high as its first layer.
    std::vector<const NotingCanvas::Drawn*> areas;
    for (const auto& d : canvas.drawn) {
        if (d.kind == "area" && d.colour == Colour{4, 5, 6}) areas.push_back(&d);
    }
    ASSERT_EQ(areas.size(), 1U);
    const auto x = static_cast<float>(place(layout.x, plot.x[60]));
    const auto at = std::find_if(areas[0]->points.begin(), areas[0]->points.end(), [&](Place p) { return p.x == x; });
    ASSERT_NE(at, areas[0]->points.end());
    EXPECT_NEAR(at->y, place(layout.y, plot.layers[0].values[60]), 0.01);
    EXPECT_TRUE(std::isnan(value_on(plot.x, plot.lines[0].values, plot.x[60])));
    EXPECT_EQ(value_on(plot.x, plot.lines[0].values, plot.x[61] + 3), plot.lines[0].values[61]);
    EXPECT_TRUE(std::isnan(value_on(plot.x, plot.lines[0].values, plot.x[0] - 1)));
}

// A layer is drawn where it is, with the slopes to where it is not, and parted from the next only where it is thicker than the parting
// line.
TEST(Plot, ALayerIsDrawnWhereItIsAlone) {
    Plot plot;
    plot.x = make_time_axis(plot_start, 1.0 / 12, 100).days;
    std::vector<double> whole_time(101, 0.5), later(101, 0), thin(101, 0.0001);
    for (std::size_t k = 60; k <= 100; ++k) later[k] = 0.4;
    plot.layers = {{.name = "always", .values = whole_time, .colour = {1, 1, 1}},
                   {.name = "later", .values = later, .colour = {2, 2, 2}},
                   {.name = "thin", .values = thin, .colour = {3, 3, 3}}};
    plot.form = {.factor = 100, .suffix = "%"};
    NotingCanvas canvas;
    const PlotLayout layout = lay_out_plot(canvas, usual_theme, {0, 0, 700, 300}, plot, whole(plot));
    draw_plot(canvas, usual_theme, layout, plot);
    const auto seen = [](const NotingCanvas::Drawn& drawn) {
        return std::count_if(drawn.points.begin(), drawn.points.end(), [](Place p) { return std::isfinite(p.y); });
    };
    std::vector<std::ptrdiff_t> areas, edges;
    for (const auto& drawn : canvas.drawn) {
        if (drawn.kind == "area") areas.push_back(seen(drawn));
        if (drawn.kind == "line" && drawn.colour == usual_theme.colour(Tone::card).with_alpha(0.6F)) edges.push_back(seen(drawn));
    }
    // From the top: along both levels and the step between them; the step and what follows; a level.
    EXPECT_EQ(areas, (std::vector<std::ptrdiff_t>{4, 3, 2}));
    EXPECT_EQ(edges, (std::vector<std::ptrdiff_t>{0, 2, 2}));
}

TEST(Plot, WhatComesAfterTheShownStepIsDimmed) {
    Plot plot = example();
    const auto dims = [&] {
        NotingCanvas canvas;
        const PlotLayout layout = lay_out_plot(canvas, usual_theme, {0, 0, 700, 300}, plot, whole(plot));
        draw_plot(canvas, usual_theme, layout, plot);
        return std::count_if(canvas.drawn.begin(), canvas.drawn.end(), [&](const auto& d) {
            return d.kind == "fill" && d.rect.right() == layout.plot.right() && d.rect.h == layout.plot.h && d.rect.w > 50 &&
                   d.rect.w < layout.plot.w;
        });
    };
    EXPECT_EQ(dims(), 1);
    plot.shown.reset();
    EXPECT_EQ(dims(), 0);
}

}  // namespace
}  // namespace enclosure::viz
