#include "analysis/chart/frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/heading.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/ticks.h"

namespace enclosure {
namespace {

constexpr double bold = 1.12;  // how much wider bold text runs
constexpr double name_gap = 15;
constexpr double leader_room = 14;

std::string opening(const Chart& chart) {
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" id=\"{0}\" viewBox=\"0 0 {1} {2}\" role=\"img\" "
        "aria-labelledby=\"{0}-t {0}-d\">\n<title id=\"{0}-t\">{3}</title>\n<desc id=\"{0}-d\">{4}</desc>\n",
        escape(chart.id), coordinate(chart.width), coordinate(chart.height), escape(chart.title),
        escape(chart.description.empty() ? describe(chart) : chart.description));
    if (chart.standalone) {
        out += "<style>" + chart_style() + "</style>\n";
        out +=
            fmt::format("<rect width=\"{}\" height=\"{}\" fill=\"var(--ground)\"/>\n", coordinate(chart.width), coordinate(chart.height));
    }
    return out;
}

std::vector<std::string> caption_lines(const Chart& chart) {
    return wrapped(chart.source, small_size, chart.width - 2 * chart_margin);
}

}  // namespace

Frame open_frame(const Chart& chart, Extent y_range, std::span<const EndLabel> names) {
    Frame frame;
    frame.svg = opening(chart);
    double y = chart_margin - 4;
    frame.svg += heading(chart.title, chart.unit, chart.width, y);
    const double rows_top = y + 6;
    frame.top = y + (chart.events.empty() ? 16 : 40);
    const double caption = static_cast<double>(caption_lines(chart).size()) * (small_size + 3);
    frame.bottom = chart.height - chart_margin - caption - (caption > 0 ? 6 : 0) - 18 - (chart.x_title.empty() ? 0 : 17);

    const int y_wanted = std::max(2, static_cast<int>((frame.bottom - frame.top) / 38));
    frame.y = make_scale(chart.y_kind, nice_range(y_range, chart.y_kind, y_wanted), frame.bottom, frame.top);
    const std::vector<Tick> y_ticks = ticks_of(frame.y, y_wanted, chart.form);
    double tick_room = 0, name_room = 0;
    for (const Tick& tick : y_ticks) tick_room = std::max(tick_room, text_width(tick.label, tick_size));
    for (const EndLabel& name : names) name_room = std::max(name_room, text_width(name.name, text_size * bold));
    frame.left = chart_margin + tick_room + 6;
    frame.right = chart.width - chart_margin - (names.empty() ? 8 : std::min(name_room, chart.width * 0.34) + leader_room);
    frame.x = make_scale(chart.x_kind, extent(chart.x), frame.left, frame.right);

    const bool has_zero = std::any_of(y_ticks.begin(), y_ticks.end(), [](const Tick& tick) { return tick.value == 0; });
    for (const Tick& tick : y_ticks) {
        const double at = place(frame.y, tick.value);
        const bool base = has_zero ? tick.value == 0 : chart.y_kind == ScaleKind::linear && &tick == &y_ticks.front();
        frame.svg +=
            path_of(fmt::format("M{} {}H{}", coordinate(frame.left), coordinate(at), coordinate(frame.right)), base ? "axis" : "grid");
        frame.svg += text_at({frame.left - 6, at + tick_size * 0.35}, "tick", "end", tick.label);
    }
    const std::vector<Tick> x_ticks = ticks_of(frame.x, std::max(2, static_cast<int>((frame.right - frame.left) / 46)));
    double used = -1e9;
    for (const Tick& tick : x_ticks) {
        const double at = place(frame.x, tick.value);
        const double half = text_width(tick.label, tick_size) / 2;
        if (at - half < used + 6 || at + half > chart.width) continue;
        used = at + half;
        frame.svg += path_of(fmt::format("M{} {}v4", coordinate(at), coordinate(frame.bottom)), "axis");
        frame.svg += text_at({at, frame.bottom + 16}, "tick", "middle", tick.label);
    }
    if (!chart.x_title.empty())
        frame.svg += text_at({(frame.left + frame.right) / 2, frame.bottom + 33}, "tick", "middle",
                             fitted(chart.x_title, tick_size, frame.right - frame.left));
    frame.svg += event_marks(frame, chart.events, chart.width, rows_top);
    return frame;
}

std::string event_marks(const Frame& frame, std::span<const EventMark> marks, double width, double rows_top) {
    constexpr int rows = 2;
    double used[rows] = {-1e9, -1e9};
    std::vector<EventMark> events(marks.begin(), marks.end());
    std::stable_sort(events.begin(), events.end(), [](const EventMark& a, const EventMark& b) { return a.at < b.at; });
    std::string out;
    for (const EventMark& event : events) {
        const double x = place(frame.x, event.at);
        if (!(x >= frame.left - 0.5 && x <= frame.right + 0.5)) continue;
        const std::string name = fitted(event.label, small_size, 150);
        const double wide = text_width(name, small_size);
        const double start = std::min(x + 3, width - chart_margin - wide);
        int row = 0;
        while (row < rows && start < used[row] + 6) ++row;
        const double line_top = row < rows && !name.empty() ? rows_top + 13 * row + 2 : frame.top;
        out += fmt::format("<g><title>{}</title><path class=\"event\" d=\"M{} {}V{}\"/>\n", escape(event.label), coordinate(x),
                           coordinate(line_top), coordinate(frame.bottom));
        if (row < rows && !name.empty()) {
            out += text_at({start, rows_top + 13 * row + 10}, "small", "start", name);
            used[row] = start + wide;
        }
        out += "</g>\n";
    }
    return out;
}

std::string end_labels(const Frame& frame, const Chart& chart, std::span<const EndLabel> labels) {
    return end_labels(frame, chart.width, labels);
}

std::string end_labels(const Frame& frame, double width, std::span<const EndLabel> labels) {
    std::vector<double> wanted;
    for (const EndLabel& label : labels) wanted.push_back(label.end.y);
    // The lowest name may stand beside the axis labels, where nothing else is.
    const std::vector<double> places = spread(wanted, name_gap, frame.top, frame.bottom + 2);
    const double x = frame.right + leader_room;
    std::string out;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const EndLabel& label = labels[i];
        const std::string colour = series_class(label.colour);
        if (std::abs(places[i] - label.end.y) > 2 || label.end.x < frame.right - 1)
            out += path_of(fmt::format("M{} {}L{} {}L{} {}", coordinate(label.end.x + 3), coordinate(label.end.y), coordinate(x - 7),
                                       coordinate(places[i]), coordinate(x - 2), coordinate(places[i])),
                           "leader " + colour);
        const std::string shown = fitted(label.name, text_size * bold, width - chart_margin - x);
        out += text_at({x, places[i] + text_size * 0.35}, "name " + colour, "start", shown);
    }
    return out;
}

std::string close_frame(const Frame& frame, const Chart& chart) {
    std::string out = fmt::format("<path class=\"guide\" d=\"M0 {}V{}\" data-left=\"{}\" data-right=\"{}\"/>\n", coordinate(frame.top),
                                  coordinate(frame.bottom), coordinate(frame.left), coordinate(frame.right));
    const std::vector<std::string> lines = caption_lines(chart);
    double y = chart.height - chart_margin - static_cast<double>(lines.size()) * (small_size + 3) + small_size;
    for (const std::string& line : lines) {
        out += text_at({chart_margin, y}, "small", "start", line);
        y += small_size + 3;
    }
    return out + "</svg>\n";
}

std::string empty_chart(const Chart& chart) {
    std::string out = opening(chart);
    double y = chart_margin - 4;
    out += heading(chart.title, chart.unit, chart.width, y);
    out += text_at({chart.width / 2, chart.height / 2}, "quiet", "middle", "No values to show.");
    return out + "</svg>\n";
}

}  // namespace enclosure
