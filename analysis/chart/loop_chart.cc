#include "analysis/chart/loop_chart.h"

#include <fmt/format.h>

#include <cassert>
#include <cmath>

#include "analysis/chart/csv.h"
#include "analysis/chart/keys.h"
#include "analysis/chart/marks.h"

namespace enclosure {
namespace {

std::vector<Point> sweep_points(const Frame& frame, const LoopChart& chart, const std::vector<double>& values) {
    assert(values.size() == chart.at.size());
    std::vector<Point> out(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) out[i] = {place(frame.x, chart.at[i]), place(frame.y, values[i])};
    return out;
}

/// Arrow heads along a line in the direction of travel; those of the way back stand elsewhere, where the two ways are one line.
std::string travel_arrows(const std::vector<Point>& points, bool backwards, std::string_view classes) {
    double total = 0;
    std::vector<double> length(points.size(), 0);
    for (std::size_t i = 1; i < points.size(); ++i) {
        const double step = std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
        length[i] = std::isfinite(step) ? step : 0;
        total += length[i];
    }
    std::string out;
    for (const double part : {backwards ? 0.25 : 0.15, 0.5, backwards ? 0.75 : 0.85}) {
        double left = part * total;
        for (std::size_t i = 1; i < points.size(); ++i) {
            if (length[i] == 0 || left > length[i]) {
                left -= length[i];
                continue;
            }
            const Point a = points[i - 1], b = points[i];
            const double u = left / length[i];
            out += arrow_head({a.x + (b.x - a.x) * u, a.y + (b.y - a.y) * u}, backwards ? a : b, 7, classes);
            break;
        }
    }
    return out;
}

void describe_sweep(std::string& out, const LoopChart& chart, const LoopSweep& sweep, bool backwards) {
    const std::size_t n = sweep.values.size();
    std::size_t first = n, last = n;
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t k = backwards ? n - 1 - i : i;
        if (!std::isfinite(sweep.values[k])) continue;
        if (first == n) first = k;
        last = k;
    }
    if (first == n) {
        out += sweep.name + ": no values. ";
        return;
    }
    out += fmt::format("{}: {} at {}, {} at {}. ", sweep.name, axis_text(chart.y, sweep.values[first]), axis_text(chart.x, chart.at[first]),
                       axis_text(chart.y, sweep.values[last]), axis_text(chart.x, chart.at[last]));
}

std::string loop_description(const LoopChart& chart) {
    std::string out;
    describe_sweep(out, chart, chart.rising, false);
    describe_sweep(out, chart, chart.falling, true);
    double widest = 0;
    std::size_t where = chart.at.size();
    for (std::size_t i = 0; i < chart.at.size(); ++i) {
        const double gap = std::abs(chart.rising.values[i] - chart.falling.values[i]);
        if (!(gap > widest)) continue;
        widest = gap;
        where = i;
    }
    if (where < chart.at.size())
        out += fmt::format("They differ most at {}, by {}. ", axis_text(chart.x, chart.at[where]), number_text(widest, chart.y.form));
    for (const EventMark& mark : chart.thresholds) out += fmt::format("{}: {}. ", mark.label, axis_text(chart.x, mark.at));
    out.pop_back();
    return out;
}

}  // namespace

std::string loop_chart(const LoopChart& chart) {
    Extent ys;
    for (const LoopSweep* sweep : {&chart.rising, &chart.falling})
        for (const auto* values : {&sweep->values, &sweep->low, &sweep->high}) ys = join(ys, extent(*values, chart.y.kind));
    const Extent xs = extent(chart.at, chart.x.kind);
    if (empty(xs) || empty(ys)) return empty_picture(chart);
    Sheet sheet = open_sheet(chart);
    std::vector<ChartKey> keys{line_key(0, 0, chart.rising.name), line_key(1, 1, chart.falling.name)};
    keys[0].sample += arrow_head({16, 0}, {26, 0}, 6, "dot s0");
    keys[1].sample += arrow_head({10, 0}, {0, 0}, 6, "dot s1");
    add_keys(sheet, chart, keys);
    AxesRoom room = room_below(chart, sheet, chart.height);
    room.marks_above = !chart.thresholds.empty();
    const Frame frame = open_axes(chart.x, xs, chart.y, ys, room);
    sheet.svg += frame.svg + upright_marks(frame, chart.thresholds, room);
    std::string marks;
    for (const bool backwards : {false, true}) {
        const LoopSweep& sweep = backwards ? chart.falling : chart.rising;
        const char* colour = backwards ? "s1" : "s0";
        if (!sweep.low.empty() && sweep.low.size() == sweep.high.size())
            marks += path_of(area_path(sweep_points(frame, chart, sweep.high), sweep_points(frame, chart, sweep.low)),
                             fmt::format("band {}", colour));
    }
    for (const bool backwards : {false, true}) {
        const std::vector<Point> points = sweep_points(frame, chart, backwards ? chart.falling.values : chart.rising.values);
        const char* colour = backwards ? "s1" : "s0";
        marks += path_of(line_path(points), fmt::format("line {}{}", colour, backwards ? " dash1" : ""));
        marks += travel_arrows(points, backwards, fmt::format("dot {}", colour));
    }
    sheet.svg += clipped(chart, frame, beyond(chart.x, xs) || beyond(chart.y, ys), marks);
    sheet.y = room.bottom;
    return close_sheet(chart, sheet, loop_description(chart));
}

std::string csv_of(const LoopChart& chart) {
    CsvColumns table;
    table.add(chart.x.title.empty() ? "parameter" : chart.x.title, chart.at, chart.x.kind);
    for (const LoopSweep* sweep : {&chart.rising, &chart.falling}) {
        table.add(sweep->name, sweep->values);
        if (sweep->low.empty()) continue;
        table.add(sweep->name + " low", sweep->low);
        table.add(sweep->name + " high", sweep->high);
    }
    return table.text();
}

}  // namespace enclosure
