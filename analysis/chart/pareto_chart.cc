#include "analysis/chart/pareto_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/csv.h"
#include "analysis/chart/keys.h"
#include "analysis/chart/marks.h"
#include "analysis/chart/point_labels.h"

namespace enclosure {
namespace {

/// The axis with an arrow to its better side, as in "Welfare, better →".
ChartAxis with_direction(ChartAxis axis, bool higher, bool upright) {
    const char* arrow = upright ? (higher ? "\u2191" : "\u2193") : (higher ? "\u2192" : "\u2190");
    axis.title += fmt::format("{}better {}", axis.title.empty() ? "" : ", ", arrow);
    return axis;
}

/// The edge of what the front dominates: between two neighbours it goes by the corner that both of them reach.
std::string front_edge(const ParetoChart& chart, const Frame& frame) {
    std::vector<ParetoMark> front;
    for (const ParetoMark& p : chart.points)
        if (p.on_front && std::isfinite(place(frame.x, p.x)) && std::isfinite(place(frame.y, p.y))) front.push_back(p);
    std::stable_sort(front.begin(), front.end(),
                     [](const ParetoMark& a, const ParetoMark& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
    std::vector<Point> points;
    for (const ParetoMark& p : front) {
        const Point at{place(frame.x, p.x), place(frame.y, p.y)};
        if (!points.empty()) points.push_back(chart.x_higher ? Point{points.back().x, at.y} : Point{at.x, points.back().y});
        points.push_back(at);
    }
    return points.size() < 2 ? std::string() : path_of(line_path(points), "line dash1 s0");
}

/// Places along the intervals of a point.
void add_cross(std::vector<Point>& taken, const Frame& frame, const ParetoMark& p) {
    constexpr int pieces = 12;
    const Point at{place(frame.x, p.x), place(frame.y, p.y)};
    taken.push_back(at);
    for (int i = 0; i <= pieces; ++i) {
        const double u = static_cast<double>(i) / pieces;
        const double x = place(frame.x, p.x_interval.low) * (1 - u) + place(frame.x, p.x_interval.high) * u;
        const double y = place(frame.y, p.y_interval.low) * (1 - u) + place(frame.y, p.y_interval.high) * u;
        if (std::isfinite(x)) taken.push_back({x, at.y});
        if (std::isfinite(y)) taken.push_back({at.x, y});
    }
}

std::string mark_words(const ParetoChart& chart, const ParetoMark& p) {
    const std::string xs = range_text(p.x_interval.low, p.x_interval.high, chart.x.form);
    const std::string ys = range_text(p.y_interval.low, p.y_interval.high, chart.y.form);
    return fmt::format("{}: {}{}, {}{}", p.name, axis_text(chart.x, p.x), xs.empty() ? "" : " (" + xs + ")", axis_text(chart.y, p.y),
                       ys.empty() ? "" : " (" + ys + ")");
}

std::string pareto_description(const ParetoChart& chart) {
    std::string out = fmt::format("{} against {}. On the front: ", chart.y.title, chart.x.title);
    std::size_t front = 0;
    for (const ParetoMark& p : chart.points)
        if (p.on_front) out += (front++ == 0 ? "" : "; ") + mark_words(chart, p);
    return out + fmt::format(". Dominated: {}.", chart.points.size() - front);
}

}  // namespace

std::string pareto_chart(const ParetoChart& chart) {
    Extent xs, ys;
    for (const ParetoMark& p : chart.points) {
        xs = join(xs, extent(std::vector<double>{p.x, p.x_interval.low, p.x_interval.high}, chart.x.kind));
        ys = join(ys, extent(std::vector<double>{p.y, p.y_interval.low, p.y_interval.high}, chart.y.kind));
    }
    if (empty(xs) || empty(ys)) return empty_picture(chart);
    Sheet sheet = open_sheet(chart);
    const bool all = std::all_of(chart.points.begin(), chart.points.end(), [](const ParetoMark& p) { return p.on_front; });
    const ChartClass front{.name = "not dominated", .colour = 0},
        rest{.name = "dominated", .colour = rest_colour, .shape = 2, .faint = true};
    std::vector<ChartKey> keys{point_key(front, 0, front.name)};
    if (!all) keys.push_back(point_key(rest, 1, rest.name));
    keys.push_back({path_of("M0 0H26", "line dash1 s0"), 26, "edge of what they dominate"});
    add_keys(sheet, chart, keys);
    AxesRoom room = room_below(chart, sheet, chart.height);
    room.both_grids = true;
    const Frame frame =
        open_axes(with_direction(chart.x, chart.x_higher, false), xs, with_direction(chart.y, chart.y_higher, true), ys, room);
    sheet.svg += frame.svg;
    std::string marks = front_edge(chart, frame);
    std::vector<PointLabel> first, later;  // names of the front choose their places before the others
    std::vector<Point> taken;              // by points and crosses: names should stand elsewhere
    for (const bool on_front : {false, true})
        for (const ParetoMark& p : chart.points) {
            const Point at{place(frame.x, p.x), place(frame.y, p.y)};
            if (p.on_front != on_front || !inside(frame, at)) continue;
            const std::string error = on_front ? "error s0" : "error thin sr";
            marks += fmt::format("<g><title>{}</title>\n", escape(mark_words(chart, p)));
            marks +=
                range_mark({place(frame.x, p.x_interval.low), at.y}, {place(frame.x, p.x_interval.high), at.y}, error, on_front ? 3 : 0);
            marks +=
                range_mark({at.x, place(frame.y, p.y_interval.low)}, {at.x, place(frame.y, p.y_interval.high)}, error, on_front ? 3 : 0);
            marks += path_of(shape_path(on_front ? 0 : 2, at, on_front ? 9 : 6), on_front ? "point s0" : "pale sr") + "</g>\n";
            add_cross(taken, frame, p);
            (on_front ? first : later).push_back({at, p.name});
        }
    sheet.svg += clipped(chart, frame, beyond(chart.x, xs) || beyond(chart.y, ys), marks);
    first.insert(first.end(), later.begin(), later.end());
    sheet.svg += point_labels(first, taken, {frame.left, chart.width - chart_margin / 2}, {frame.top - 2, frame.bottom}, 8);
    sheet.y = room.bottom;
    return close_sheet(chart, sheet, pareto_description(chart));
}

std::string csv_of(const ParetoChart& chart) {
    const std::string x = chart.x.title.empty() ? "x" : chart.x.title, y = chart.y.title.empty() ? "y" : chart.y.title;
    std::string out = csv_line({"name", csv_cell(x), csv_cell(x + " low"), csv_cell(x + " high"), csv_cell(y), csv_cell(y + " low"),
                                csv_cell(y + " high"), "on the front"});
    for (const ParetoMark& p : chart.points)
        out += csv_line({csv_cell(p.name), csv_cell(p.x), csv_cell(p.x_interval.low), csv_cell(p.x_interval.high), csv_cell(p.y),
                         csv_cell(p.y_interval.low), csv_cell(p.y_interval.high), p.on_front ? "1" : "0"});
    return out;
}

}  // namespace enclosure
