#include "analysis/chart/axes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/heading.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/ticks.h"

namespace enclosure {
namespace {

constexpr double axis_name_room = 17;
constexpr double mark_rows = 28;

Extent axis_range(const ChartAxis& axis, Extent data, int wanted) {
    if (!empty(axis.range)) return axis.range;
    if (axis.from_zero && axis.kind == ScaleKind::linear) data = join(data, {0, 0});
    return axis.snug ? data : nice_range(data, axis.kind, wanted);
}

}  // namespace

AxesRoom room_below(const Picture& picture, const Sheet& sheet, double height) {
    // A plot less high than this shows nothing; the picture grows instead.
    constexpr double least = 150;
    const double bottom = height - caption_height(picture, sheet);
    return {.width = picture.width, .top = sheet.y, .bottom = std::max(bottom, sheet.y + least)};
}

Frame open_axes(const ChartAxis& x, Extent xs, const ChartAxis& y, Extent ys, const AxesRoom& room) {
    Frame frame;
    double top = room.top;
    if (!y.title.empty()) {
        top += 6;
        for (const std::string& line : wrapped(y.title, tick_size, room.width - 2 * chart_margin)) {
            top += tick_size + 3;
            frame.svg += text_at({chart_margin, top - 3}, "tick", "start", fitted(line, tick_size, room.width - 2 * chart_margin));
        }
    }
    frame.top = top + (room.marks_above ? mark_rows : 0) + 10;
    frame.bottom = room.bottom - 20 - (x.title.empty() ? 0 : axis_name_room);

    const int y_wanted = std::max(2, static_cast<int>((frame.bottom - frame.top) / 38));
    frame.y = make_scale(y.kind, axis_range(y, ys, y_wanted), frame.bottom, frame.top);
    const std::vector<Tick> y_ticks = ticks_of(frame.y, y_wanted, y.form);
    double tick_room = 0;
    for (const Tick& tick : y_ticks) tick_room = std::max(tick_room, text_width(tick.label, tick_size));
    frame.left = chart_margin + tick_room + 6;
    frame.right = std::max(frame.left + 40, room.width - chart_margin - room.right_room);

    const int x_wanted = std::max(2, static_cast<int>((frame.right - frame.left) / (x.kind == ScaleKind::time ? 60 : 70)));
    frame.x = make_scale(x.kind, axis_range(x, xs, x_wanted), frame.left, frame.right);

    const bool has_zero = std::any_of(y_ticks.begin(), y_ticks.end(), [](const Tick& tick) { return tick.value == 0; });
    for (const Tick& tick : y_ticks) {
        const double at = place(frame.y, tick.value);
        const bool base = has_zero ? tick.value == 0 : &tick == &y_ticks.front() && std::abs(at - frame.bottom) < 0.5;
        frame.svg +=
            path_of(fmt::format("M{} {}H{}", coordinate(frame.left), coordinate(at), coordinate(frame.right)), base ? "axis" : "grid");
        frame.svg += text_at({frame.left - 6, at + tick_size * 0.35}, "tick", "end", tick.label);
    }
    double used = -1e9;
    for (const Tick& tick : ticks_of(frame.x, x_wanted, x.form)) {
        const double at = place(frame.x, tick.value);
        if (room.both_grids)
            frame.svg += path_of(fmt::format("M{} {}V{}", coordinate(at), coordinate(frame.top), coordinate(frame.bottom)), "grid");
        const double half = text_width(tick.label, tick_size) / 2;
        if (at - half < used + 6 || at + half > room.width - 1) continue;
        used = at + half;
        frame.svg += path_of(fmt::format("M{} {}v4", coordinate(at), coordinate(frame.bottom)), "axis");
        frame.svg += text_at({at, frame.bottom + 16}, "tick", "middle", tick.label);
    }
    frame.svg += axis_name(x.title, (frame.left + frame.right) / 2, frame.bottom + 16 + axis_name_room, room.width);
    return frame;
}

std::string axis_name(std::string_view title, double middle, double y, double width) {
    if (title.empty()) return {};
    const std::string name = fitted(title, tick_size, width - 2 * chart_margin);
    const double half = text_width(name, tick_size) / 2;
    return text_at({std::clamp(middle, chart_margin + half, std::max(chart_margin + half, width - chart_margin - half)), y}, "tick",
                   "middle", name);
}

bool beyond(const ChartAxis& axis, Extent data) {
    return !empty(axis.range) && !empty(data) && (data.low < axis.range.low || data.high > axis.range.high);
}

std::string clipped(const Picture& picture, const Frame& frame, bool needed, std::string marks) {
    constexpr double stroke = 3;  // lines along an edge are whole
    if (!needed) return marks;
    return fmt::format(
        "<clipPath id=\"{0}-clip\"><rect x=\"{1}\" y=\"{2}\" width=\"{3}\" height=\"{4}\"/></clipPath>\n<g "
        "clip-path=\"url(#{0}-clip)\">\n{5}</g>\n",
        escape(picture.id), coordinate(frame.left - stroke), coordinate(frame.top - stroke),
        coordinate(frame.right - frame.left + 2 * stroke), coordinate(frame.bottom - frame.top + 2 * stroke), marks);
}

std::string axis_text(const ChartAxis& axis, double value) {
    return axis.kind == ScaleKind::time ? day_text(value) : number_text(value, axis.form);
}

bool inside(const Frame& frame, Point at) {
    return at.x >= frame.left - 0.01 && at.x <= frame.right + 0.01 && at.y >= frame.top - 0.01 && at.y <= frame.bottom + 0.01;
}

std::string upright_marks(const Frame& frame, std::span<const EventMark> marks, const AxesRoom& room) {
    return event_marks(frame, marks, room.width, frame.top - mark_rows - 4);
}

}  // namespace enclosure
