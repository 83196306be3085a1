// The plot kit: scales and ticks are those of analysis/chart, nothing is hidden by what makes pictures smaller, and files hold what the
// window shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/chart/colour.h"
#include "analysis/chart/histogram.h"
#include "sim/base/csv.h"
#include "sim/base/version.h"
#include "tests/analysis/svg_reading.h"
#include "tests/nan.h"
#include "viz/kit/ui_state.h"
#include "viz/plot/bar_plot.h"
#include "viz/plot/cut_text.h"
#include "viz/plot/decimate.h"
#include "viz/plot/end_tags.h"
#include "viz/plot/plot_files.h"
#include "viz/plot/pointer.h"
#include "viz/plot/sparkline.h"
#include "viz/plot/svg_canvas.h"
#include "viz/plot/time_axis.h"

namespace enclosure::viz {
namespace {

using test::nan;
using test::times;
using testing::HasSubstr;

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

const Theme theme{};
constexpr Date start = std::chrono::year{2024} / std::chrono::January / 1;

/// Ten years of months: two firms of different openness, a line with a gap and a band, a ghost, bars, tags, uprights, a measure.
Plot example() {
    const TimeAxis axis = make_time_axis(start, 1.0 / 12, 120);
    Plot plot;
    plot.id = "example";
    plot.title = "Share & <price>";
    plot.unit = "% of seats";
    plot.value = "12.3%";
    plot.x = axis.days;
    plot.form = {.factor = 100, .suffix = "%"};
    std::vector<double> rising, falling, events, low, high;
    for (std::size_t k = 0; k <= 120; ++k) {
        rising.push_back(k == 60 ? nan : 0.1 + 0.005 * static_cast<double>(k));
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

PlotFrame whole(const Plot& plot) {
    return {{plot.x.front(), plot.x.back()}};
}

std::vector<std::string> labels_of(const std::vector<Tick>& ticks) {
    std::vector<std::string> labels;
    for (const Tick& tick : ticks) labels.push_back(tick.label);
    return labels;
}

TEST(TimeAxis, StepsAndDaysAreInverse) {
    const TimeAxis axis = make_time_axis(start, 1.0 / 12, 24);
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
    const PlotLayout layout = lay_out_plot(canvas, theme, {0, 0, 500, 240}, plot, whole(plot));
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
        labels_of(time_ticks({layout.x.low, layout.x.high}, static_cast<int>(layout.plot.w / theme.px(76))));
    EXPECT_FALSE(layout.x_ticks.empty());
    for (const Tick& tick : layout.x_ticks) EXPECT_THAT(all, testing::Contains(tick.label));
}

TEST(Plot, LabelsOfAxesDoNotTouch) {
    const Plot plot = example();
    const NotingCanvas canvas;
    for (float width = 90; width < 700; width += 37) {
        const PlotLayout layout = lay_out_plot(canvas, theme, {0, 0, width, 160}, plot, whole(plot));
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
    const TimeAxis axis = make_time_axis(start, 1.0 / 12, 120);
    EXPECT_GE(lay_out_plot(canvas, theme, {0, 0, 400, 200}, plot, whole(plot)).y.high, 1000);
    EXPECT_LE(lay_out_plot(canvas, theme, {0, 0, 400, 200}, plot, {{axis.day_at(50), axis.day_at(80)}}).y.high, 2);
}

TEST(EndTags, DoNotCollideAndKeepTheirOrder) {
    const NotingCanvas canvas;
    const Rect plot{20, 10, 300, 120};
    const Scale y = make_scale(ScaleKind::linear, {0, 1}, plot.bottom(), plot.y);
    std::uint32_t state = 1;
    for (int round = 0; round < 200; ++round) {
        std::vector<PlotTag> tags;
        const std::size_t count = 1 + static_cast<std::size_t>(round) % 6;
        for (std::size_t i = 0; i < count; ++i) {
            state = state * 1664525U + 1013904223U;
            tags.push_back({static_cast<double>(state >> 8U) / 16777216.0 * (round % 3 == 0 ? 0.05 : 1), "tag " + std::to_string(i), {}});
        }
        const std::vector<Rect> places = place_tags(canvas, theme, tags, y, plot, plot.right());
        for (std::size_t i = 0; i < count; ++i) {
            EXPECT_GE(places[i].y, plot.y - 1);
            EXPECT_LE(places[i].bottom(), plot.bottom() + 1);
            for (std::size_t k = 0; k < count; ++k) {
                if (tags[i].value > tags[k].value) {
                    EXPECT_LE(places[i].bottom(), places[k].y) << round;
                }
            }
        }
    }
}

TEST(EndTags, WhereThereIsNoRoomTheLastGoWithout) {
    const NotingCanvas canvas;
    const Rect plot{0, 0, 100, 40};
    const std::vector<PlotTag> tags{{0.1, "a", {}}, {0.2, "b", {}}, {0.3, "c", {}}, {nan, "d", {}}};
    const std::vector<Rect> places = place_tags(canvas, theme, tags, make_scale(ScaleKind::linear, {0, 1}, 40, 0), plot, 100);
    EXPECT_FALSE(places[0].empty());
    EXPECT_FALSE(places[1].empty());
    EXPECT_TRUE(places[2].empty());
    EXPECT_TRUE(places[3].empty());
    EXPECT_LE(places[1].bottom(), places[0].y);
}

TEST(Decimation, KeepsExtremesEndsAndBreaks) {
    std::vector<Place> points;
    for (int i = 0; i < 20'000; ++i) points.push_back({static_cast<float>(i) / 100, std::sin(static_cast<float>(i) / 500) * 10});
    points[7'777].y = 99;
    points[12'345].y = -99;
    points[15'001].y = static_cast<float>(nan);
    const std::vector<Place> kept = decimated_line(points);
    EXPECT_LE(kept.size(), 4U * 202);
    EXPECT_THAT(kept, testing::Contains(points[7'777]));
    EXPECT_THAT(kept, testing::Contains(points[12'345]));
    EXPECT_EQ(kept.front(), points.front());
    EXPECT_EQ(kept.back(), points.back());
    EXPECT_EQ(std::count_if(kept.begin(), kept.end(), [](Place p) { return std::isnan(p.y); }), 1);
    for (std::size_t i = 1; i < kept.size(); ++i) EXPECT_GE(kept[i].x, kept[i - 1].x);
    // Every column keeps its own extremes, not the whole line's alone.
    for (int column = 0; column < 200; ++column) {
        float low = 1e9F, high = -1e9F, kept_low = 1e9F, kept_high = -1e9F;
        for (const Place p : points) {
            if (static_cast<int>(p.x) == column && !std::isnan(p.y)) low = std::min(low, p.y), high = std::max(high, p.y);
        }
        for (const Place p : kept) {
            if (static_cast<int>(p.x) == column && !std::isnan(p.y))
                kept_low = std::min(kept_low, p.y), kept_high = std::max(kept_high, p.y);
        }
        EXPECT_EQ(low, kept_low) << column;
        EXPECT_EQ(high, kept_high) << column;
    }
    const std::vector<Place> few{{0, 1}, {50, 2}, {100, 3}};
    EXPECT_EQ(decimated_line(few), few);
}

TEST(Decimation, BarsKeepTheFarthestOfAColumn) {
    std::vector<Place> points;
    for (int i = 0; i < 1'000; ++i) points.push_back({static_cast<float>(i) / 10, 100});
    points[503].y = 20;   // higher on the window
    points[504].y = 170;  // below the base line, less far
    const std::vector<Place> kept = decimated_bars(points, 100);
    EXPECT_EQ(kept.size(), 100U);
    EXPECT_THAT(kept, testing::Contains(points[503]));
}

TEST(Plot, ManyStepsAreDrawnAsAPointPerPixel) {
    const TimeAxis axis = make_time_axis(start, 1.0 / 365.25, 8'000);
    Plot plot;
    plot.x = axis.days;
    std::vector<double> values;
    for (std::size_t k = 0; k <= 8'000; ++k) values.push_back(std::sin(static_cast<double>(k)));
    plot.lines = {{.name = "A", .values = values}};
    plot.layers = {{.name = "one", .values = std::vector<double>(8'001, 0.5)}};
    NotingCanvas canvas;
    draw_plot(canvas, theme, lay_out_plot(canvas, theme, {0, 0, 300, 150}, plot, whole(plot)), plot);
    for (const NotingCanvas::Drawn& drawn : canvas.drawn) EXPECT_LE(drawn.points.size(), 4U * 302) << drawn.kind;
}

TEST(Plot, WhatIsNotDefinedIsNotDrawn) {
    const Plot plot = example();
    NotingCanvas canvas;
    const PlotLayout layout = lay_out_plot(canvas, theme, {0, 0, 700, 300}, plot, whole(plot));
    draw_plot(canvas, theme, layout, plot);
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

TEST(Plot, WhatComesAfterTheShownStepIsDimmed) {
    Plot plot = example();
    const auto dims = [&] {
        NotingCanvas canvas;
        const PlotLayout layout = lay_out_plot(canvas, theme, {0, 0, 700, 300}, plot, whole(plot));
        draw_plot(canvas, theme, layout, plot);
        return std::count_if(canvas.drawn.begin(), canvas.drawn.end(), [&](const auto& d) {
            return d.kind == "fill" && d.rect.right() == layout.plot.right() && d.rect.h == layout.plot.h && d.rect.w > 50 &&
                   d.rect.w < layout.plot.w;
        });
    };
    EXPECT_EQ(dims(), 1);
    plot.shown.reset();
    EXPECT_EQ(dims(), 0);
}

TEST(CutText, KeepsWholeCharacters) {
    const NotingCanvas canvas;  // six pixels a byte
    EXPECT_EQ(cut_text(canvas, "price", Font::small, 30), "price");
    EXPECT_EQ(cut_text(canvas, "prices", Font::small, 35), "pr\u2026");
    EXPECT_EQ(cut_text(canvas, "\u00fc\u00fc\u00fc\u00fc", Font::small, 36), "\u00fc\u2026");
    EXPECT_EQ(cut_text(canvas, "price", Font::small, 3), "");
}

TEST(SvgCanvas, WritesWhatTheWindowDraws) {
    const Plot plot = example();
    NotingCanvas window;
    const Rect room{0, 0, 640, 280};
    const PlotLayout layout = lay_out_plot(window, theme, room, plot, whole(plot));
    draw_plot(window, theme, layout, plot, plot.x[30]);
    SvgCanvas svg(room, theme, &window);
    draw_plot(svg, theme, layout, plot, plot.x[30]);
    const std::string file = svg.file(plot.title, "a <description>");
    EXPECT_EQ(test::xml_fault(file), "");
    EXPECT_EQ(times(file, "<path "), window.count("line") + window.count("area") + window.count("shade") + window.count("shape"));
    EXPECT_EQ(times(file, "<circle "), window.count("disc") + window.count("ring"));
    EXPECT_EQ(times(file, "<rect ") - times(file, "<clipPath "), window.count("fill") + window.count("outline"));
    EXPECT_EQ(times(file, "stroke-dasharray"),
              static_cast<std::size_t>(
                  std::count_if(window.drawn.begin(), window.drawn.end(), [](const auto& d) { return d.dash != Dash::solid; })));
    // The same texts in the same order.
    std::size_t at = 0;
    for (const std::string& text : window.texts()) {
        std::string escaped;
        for (const char c : text) escaped += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
        at = file.find(">" + escaped + "</text>", at);
        ASSERT_NE(at, std::string::npos) << text;
    }
    EXPECT_EQ(times(file, "<text "), window.count("text"));
    EXPECT_THAT(file, HasSubstr("stroke=\"" + hex({10, 20, 30}) + "\""));
    EXPECT_EQ(file, [&] {
        SvgCanvas again(room, theme, &window);
        draw_plot(again, theme, layout, plot, plot.x[30]);
        return again.file(plot.title, "a <description>");
    }());
}

TEST(SvgCanvas, ClipsThatWereLeftOpenAreClosed) {
    SvgCanvas svg({0, 0, 10, 10}, theme);
    svg.pop_clip();
    svg.push_clip({0, 0, 5, 5});
    svg.fill({0, 0, 1, 1}, {255, 0, 0, 128});
    const std::string file = svg.file("t", "d");
    EXPECT_EQ(test::xml_fault(file), "");
    EXPECT_THAT(file, HasSubstr("fill-opacity=\"0.5\""));
}

TEST(PlotFiles, ThePictureSaysWhereItComesFrom) {
    const Plot plot = example();
    const std::string file = plot_svg(plot, whole(plot), theme, 640, 320, {"lib:baseline", 7, "Mar 2027, step 38"});
    EXPECT_EQ(test::xml_fault(file), "");
    EXPECT_THAT(file, HasSubstr("lib:baseline, seed 7, Mar 2027, step 38. Enclosure " + std::string(build_info().version)));
    EXPECT_THAT(file, HasSubstr(">Share &amp; &lt;price&gt;<"));
}

TEST(PlotFiles, TheNumbersReadBack) {
    const Plot plot = example();
    const std::string text = plot_csv(plot, {"lib:baseline", 7, {}});
    ASSERT_EQ(text.rfind("# lib:baseline, seed 7. Enclosure ", 0), 0U);
    EXPECT_NE(text.find("\n# unit: "), std::string::npos);
    std::string_view rows = text;
    while (rows.starts_with('#')) rows.remove_prefix(rows.find('\n') + 1);
    CsvReader reader(rows);
    EXPECT_THAT(reader.next(), testing::ElementsAre("date", "Closed: Lab, one", "Open: Hub", "A", "A, low", "A, high", "B", "Events"));
    for (std::size_t k = 0; k < plot.x.size(); ++k) {
        const std::vector<std::string> cells = reader.next();
        ASSERT_EQ(cells.size(), 8U);
        EXPECT_EQ(static_cast<double>(parse_date(cells[0])->time_since_epoch().count()), plot.x[k]);
        EXPECT_EQ(std::stod(cells[1]), plot.layers[0].values[k]);
        if (k == 60) {
            EXPECT_EQ(cells[3], "");
        } else {
            EXPECT_EQ(std::stod(cells[3]), plot.lines[0].values[k]);
            EXPECT_EQ(std::stod(cells[5]), plot.lines[0].high[k]);
        }
    }
    EXPECT_TRUE(reader.done());
}

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
    const float height = draw_bars(canvas, theme, {0, 0, 400, 500}, plot);
    EXPECT_GT(height, 12 * bar_row_height(canvas, theme));
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
    draw_histogram(canvas, theme, {0, 0, 400, 200}, plot, {9, 8, 7});
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
    EXPECT_EQ(test::xml_fault(bars_svg(plot, theme, 400, {"x", 1, {}})), "");
    plot.ghost_name = "B";
    const std::string csv = bars_csv(plot, {"x", 1, {}});
    EXPECT_THAT(csv, HasSubstr("name,Price,B\n"));
    EXPECT_THAT(csv, HasSubstr("Firm 3,4.5,\n"));
    EXPECT_THAT(csv, HasSubstr("Firm 5,,\n"));
}

TEST(Sparkline, StandsInItsRoom) {
    NotingCanvas canvas;
    const std::vector<double> values{1, 5, nan, 2, 9};
    draw_sparkline(canvas, theme, {10, 20, 80, 30}, values, {1, 1, 1}, 4);
    for (const auto& d : canvas.drawn) {
        for (const Place p : d.points) {
            if (std::isnan(p.y)) continue;
            EXPECT_TRUE(p.x >= 10 && p.x <= 90 && p.y >= 20 && p.y <= 50) << d.kind;
        }
    }
    EXPECT_EQ(canvas.count("disc"), 1U);
    canvas.drawn.clear();
    draw_sparkline(canvas, theme, {0, 0, 10, 10}, std::vector<double>{nan, nan}, {1, 1, 1}, 0);
    EXPECT_TRUE(canvas.drawn.empty());
}

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
    PlotLayout layout = lay_out_plot(canvas, theme, {0, 0, 640, 280}, plot, whole(plot));

    PointerOnPlot frame(Place pointer, bool down, bool twice = false) {
        Input next;
        next.pointer = pointer;
        next.pointer_inside = true;
        next.down = down;
        next.pressed = down && !input.down;
        next.released = !down && input.down;
        next.double_click = twice;
        input = next;
        Ui ui{canvas, theme, input, state, marks, overflows, 0, &animating};
        begin_frame(ui, {0, 0, 640, 280});
        const PointerOnPlot found = follow_pointer(ui, drag, "chart.example", layout);
        draw_marked(ui, drag, "chart.example", layout);
        end_frame(ui);
        return found;
    }
};

TEST(Pointer, TheCrosshairIsTheStepUnderIt) {
    OneChart chart;
    const TimeAxis axis = make_time_axis(start, 1.0 / 12, 120);
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
