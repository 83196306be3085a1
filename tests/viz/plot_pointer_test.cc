// The pointer on a plot: the crosshair, what a drag marks, and what it does at the edges.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/viz/plot_example.h"
#include "viz/kit/ui_state.h"
#include "viz/plot/pointer.h"

namespace enclosure::viz {
namespace {

/// A window with one chart, frame by frame.
struct OneChart {
    NotingCanvas canvas;
    Input input;
    UiState state;
    std::vector<WidgetMark> marks;
    std::vector<TextOverflow> overflows;
    bool animating = false;
    PlotDrag drag;
    Plot plot = example();
    PlotLayout layout = lay_out_plot(canvas, usual_theme, {0, 0, 640, 280}, plot, whole(plot));

    PointerOnPlot frame(Place pointer, bool down, bool twice = false) {
        Input next;
        next.pointer = pointer;
        next.pointer_inside = true;
        next.down = down;
        next.pressed = down && !input.down;
        next.released = !down && input.down;
        next.double_click = twice;
        input = next;
        Ui ui{canvas, usual_theme, input, state, marks, overflows, 0, &animating};
        begin_frame(ui, {0, 0, 640, 280});
        const PointerOnPlot found = follow_pointer(ui, drag, "chart.example", layout);
        draw_marked(ui, drag, "chart.example", layout);
        end_frame(ui);
        return found;
    }
};

TEST(Pointer, TheCrosshairIsTheStepUnderIt) {
    OneChart chart;
    const TimeAxis axis = make_time_axis(plot_start, 1.0 / 12, 120);
    const float y = chart.layout.plot.middle().y;
    for (const double step : {0.0, 17.0, 60.0, 119.0}) {
        const auto x = static_cast<float>(place(chart.layout.x, axis.day_at(step)));
        const PointerOnPlot found = chart.frame({x + 0.2F, y}, false);
        ASSERT_TRUE(found.day.has_value()) << step;
        EXPECT_EQ(std::round(axis.step_at(*found.day)), step);
    }
    EXPECT_FALSE(chart.frame({chart.layout.plot.x - 5, y}, false).day.has_value());
    EXPECT_FALSE(chart.frame({chart.layout.plot.middle().x, 2}, false).day.has_value());
}

TEST(Pointer, ADragMarksASpanAndADoubleClickShowsAll) {
    OneChart chart;
    const float y = chart.layout.plot.middle().y, from = chart.layout.plot.x + 300, to = chart.layout.plot.x + 100;
    EXPECT_FALSE(chart.frame({from, y}, true).zoom.has_value());
    chart.canvas.drawn.clear();
    EXPECT_FALSE(chart.frame({to, y}, true).zoom.has_value());
    EXPECT_EQ(chart.canvas.count("fill"), 1U);  // what is marked is seen
    const PointerOnPlot found = chart.frame({to, y}, false);
    ASSERT_TRUE(found.zoom.has_value());
    EXPECT_NEAR(found.zoom->low, value_at(chart.layout.x, to), 1e-6);
    EXPECT_NEAR(found.zoom->high, value_at(chart.layout.x, from), 1e-6);
    EXPECT_TRUE(chart.frame({to, y}, true, true).reset);
    EXPECT_FALSE(chart.frame({to, y}, false).zoom.has_value());
}

TEST(Pointer, AClickAndADragBeyondTheEdgeAreHeld) {
    OneChart chart;
    const float y = chart.layout.plot.middle().y, from = chart.layout.plot.middle().x;
    chart.frame({from, y}, true);
    EXPECT_FALSE(chart.frame({from + 2, y}, false).zoom.has_value());
    chart.frame({from, y}, true);
    chart.frame({from + 3000, y}, true);
    const PointerOnPlot found = chart.frame({from + 3000, y - 500}, false);
    ASSERT_TRUE(found.zoom.has_value());
    EXPECT_NEAR(found.zoom->high, chart.layout.x.high, 1e-6);
}

}  // namespace
}  // namespace enclosure::viz
