// A plot with one of everything, and a canvas that notes what is drawn on it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/nan.h"
#include "viz/kit/canvas.h"
#include "viz/plot/plot.h"
#include "viz/plot/time_axis.h"

namespace enclosure::viz {

/// Notes what is drawn. Texts have the width of their bytes.
class NotingCanvas : public Canvas {
  public:
    struct Drawn {
        std::string kind;
        std::vector<Place> points;
        Rect rect;
        Colour colour;
        std::string text;
        Dash dash = Dash::solid;
    };
    std::vector<Drawn> drawn;
    int open_clips = 0;

    void line(std::span<const Place> points, Colour colour, float, Dash dash) override {
        drawn.push_back({"line", {points.begin(), points.end()}, {}, colour, {}, dash});
    }
    void area(std::span<const Place> above, std::span<const Place> below, Colour colour) override {
        EXPECT_EQ(above.size(), below.size());
        drawn.push_back({"area", {above.begin(), above.end()}, {}, colour, {}});
    }
    void shade(std::span<const Place> above, float, Colour top, Colour) override {
        drawn.push_back({"shade", {above.begin(), above.end()}, {}, top, {}});
    }
    void fill(Rect rect, Colour colour, float) override { drawn.push_back({"fill", {}, rect, colour, {}}); }
    void outline(Rect rect, Colour colour, float, float) override { drawn.push_back({"outline", {}, rect, colour, {}}); }
    void disc(Place centre, float, Colour colour) override { drawn.push_back({"disc", {centre}, {}, colour, {}}); }
    void ring(Place centre, float, Colour colour, float, Dash) override { drawn.push_back({"ring", {centre}, {}, colour, {}}); }
    void shape(std::span<const Place> corners, Colour colour) override {
        drawn.push_back({"shape", {corners.begin(), corners.end()}, {}, colour, {}});
    }
    void text(Place at, std::string_view text, Font, Colour colour, Align) override {
        drawn.push_back({"text", {at}, {}, colour, std::string(text)});
    }
    float width_of(std::string_view text, Font) const override { return 6 * static_cast<float>(text.size()); }
    float height_of(Font) const override { return 12; }
    void push_clip(Rect) override { ++open_clips; }
    void pop_clip() override { --open_clips; }

    std::size_t count(std::string_view kind) const {
        return static_cast<std::size_t>(std::count_if(drawn.begin(), drawn.end(), [&](const Drawn& d) { return d.kind == kind; }));
    }
    std::vector<std::string> texts() const {
        std::vector<std::string> all;
        for (const Drawn& d : drawn) {
            if (d.kind == "text") all.push_back(d.text);
        }
        return all;
    }
};

inline const Theme usual_theme{};
inline constexpr Date plot_start = std::chrono::year{2024} / std::chrono::January / 1;

/// Ten years of months: two firms of different openness, a line with a gap and a band, a ghost, bars, tags, uprights, a measure.
inline Plot example() {
    const TimeAxis axis = make_time_axis(plot_start, 1.0 / 12, 120);
    Plot plot;
    plot.id = "example";
    plot.title = "Share & <price>";
    plot.unit = "% of seats";
    plot.value = "12.3%";
    plot.x = axis.days;
    plot.form = {.factor = 100, .suffix = "%"};
    std::vector<double> rising, falling, events, low, high;
    for (std::size_t k = 0; k <= 120; ++k) {
        rising.push_back(k == 60 ? test::nan : 0.1 + 0.005 * static_cast<double>(k));
        falling.push_back(0.9 - 0.005 * static_cast<double>(k));
        events.push_back(k % 7 == 0 ? 0.3 : 0);
        low.push_back(rising.back() - 0.02);
        high.push_back(rising.back() + 0.02);
    }
    plot.layers = {{.name = "Lab, one", .group = "Closed", .values = falling, .colour = {1, 2, 3}},
                   {.name = "Hub", .group = "Open", .values = rising, .colour = {4, 5, 6}}};
    PlotLine line{.name = "A", .values = rising, .colour = {10, 20, 30}, .mark = PlotMark::line_over_area};
    line.low = low;
    line.high = high;
    PlotLine ghost{.name = "B", .values = falling, .colour = {40, 50, 60}, .dash = Dash::dashed};
    ghost.ghost = true;
    PlotLine bars{.name = "Events", .values = events, .colour = {70, 80, 90}, .mark = PlotMark::bars};
    plot.lines = {line, ghost, bars};
    plot.between = {{0, 1, {7, 7, 7, 20}}};
    plot.tags = {{0.7, "A 70%", {10, 20, 30}}, {0.3, "B 30%", {40, 50, 60}}};
    plot.uprights = {{axis.day_at(40), "policy", {9, 9, 9}}};
    plot.measure = PlotMeasure{axis.day_at(20), axis.day_at(50), 0.4, "lag 30 months"};
    plot.shown = axis.day_at(90);
    plot.ghost_name = "world B";
    return plot;
}

/// From its first step to its last.
inline PlotFrame whole(const Plot& plot) {
    return {{plot.x.front(), plot.x.back()}};
}

}  // namespace enclosure::viz
