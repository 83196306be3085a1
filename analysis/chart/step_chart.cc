#include "analysis/chart/step_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/chart/csv.h"
#include "analysis/chart/keys.h"
#include "analysis/chart/marks.h"

namespace enclosure {
namespace {

/// Corners of the curve from the left edge of the plot to the end of the series, with a value for each place.
std::vector<Point> step_corners(const Frame& frame, const StepSeries& s, const std::vector<double>& values, double end) {
    std::vector<Point> out;
    const double start = std::max(frame.left, place(frame.x, frame.x.low));
    double y = place(frame.y, s.before);
    out.push_back({start, y});
    for (std::size_t i = 0; i < s.at.size(); ++i) {
        const double x = std::clamp(place(frame.x, s.at[i]), frame.left, frame.right);
        out.push_back({x, y});
        y = place(frame.y, values[i]);
        out.push_back({x, y});
    }
    out.push_back({std::clamp(place(frame.x, end), frame.left, frame.right), y});
    return out;
}

/// The first place where a series has reached a value, rising or falling; NaN if it has not.
double reached(const StepSeries& s, double value) {
    const bool falling = s.before > value;
    for (std::size_t i = 0; i < s.at.size(); ++i)
        if (falling ? s.value[i] <= value : s.value[i] >= value) return s.at[i];
    return not_defined;
}

std::string step_description(const StepChart& chart) {
    std::string out;
    for (const StepSeries& s : chart.series) {
        out += (s.name.empty() ? "Curve" : s.name) + ": ";
        if (s.at.empty()) {
            out += "no values. ";
            continue;
        }
        for (const double share : {0.25, 0.5, 0.75})
            out += fmt::format("{} at {}, ", number_text(share, chart.y.form), axis_text(chart.x, reached(s, share)));
        out += fmt::format("at the end {}. ", number_text(s.value.back(), chart.y.form));
    }
    for (const EventMark& mark : chart.marks) out += fmt::format("{}: {}. ", mark.label, axis_text(chart.x, mark.at));
    if (!out.empty()) out.pop_back();
    return out;
}

}  // namespace

StepSeries distribution_of(const std::string& name, std::vector<double> values, int colour, std::size_t most_steps) {
    StepSeries out{.name = name, .colour = colour};
    values.erase(std::remove_if(values.begin(), values.end(), [](double v) { return !std::isfinite(v); }), values.end());
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size(), apart = std::max<std::size_t>(1, (n + most_steps - 1) / std::max<std::size_t>(1, most_steps));
    for (std::size_t i = 0; i < n; ++i) {
        const bool last_of_equals = i + 1 == n || values[i + 1] > values[i];
        const bool kept =
            i + 1 == n ||
            (i + 1) / apart > (out.at.empty() ? 0 : static_cast<std::size_t>(out.value.back() * static_cast<double>(n) + 0.5) / apart);
        if (!last_of_equals || !kept) continue;
        out.at.push_back(values[i]);
        out.value.push_back(static_cast<double>(i + 1) / static_cast<double>(n));
    }
    return out;
}

double step_value(const StepSeries& series, double at) {
    const auto above = std::upper_bound(series.at.begin(), series.at.end(), at);
    return above == series.at.begin() ? series.before : series.value[static_cast<std::size_t>(above - series.at.begin()) - 1];
}

std::string step_chart(const StepChart& chart) {
    Extent xs, ys;
    for (const StepSeries& s : chart.series) {
        assert(s.at.size() == s.value.size());
        xs = join(xs, join(extent(s.at, chart.x.kind), extent(s.censored, chart.x.kind)));
        xs = join(xs, extent(std::vector<double>{s.end}, chart.x.kind));
        for (const auto* values : {&s.value, &s.low, &s.high}) ys = join(ys, extent(*values, chart.y.kind));
    }
    if (empty(xs) || empty(ys)) return empty_picture(chart);
    const bool survival = std::all_of(chart.series.begin(), chart.series.end(), [](const StepSeries& s) { return s.before == 1; });
    if (survival && chart.x.kind == ScaleKind::linear) xs = join(xs, {0, 0});  // all are there at the beginning
    Sheet sheet = open_sheet(chart);
    std::vector<ChartKey> keys;
    for (std::size_t s = 0; s < chart.series.size(); ++s)
        if (chart.series.size() > 1) keys.push_back(line_key(chart.series[s].colour, static_cast<int>(s), chart.series[s].name));
    const bool censored = std::any_of(chart.series.begin(), chart.series.end(), [](const StepSeries& s) { return !s.censored.empty(); });
    if (censored) keys.push_back({path_of("M0 0H14M7 -5V5", "error sr"), 14, "censored"});
    add_keys(sheet, chart, keys);
    AxesRoom room = room_below(chart, sheet, chart.height);
    room.marks_above = !chart.marks.empty();
    const Frame frame = open_axes(chart.x, xs, chart.y, ys, room);
    sheet.svg += frame.svg + upright_marks(frame, chart.marks, room);
    std::string marks;
    for (const StepSeries& s : chart.series)
        if (!s.low.empty() && s.low.size() == s.at.size() && s.high.size() == s.at.size()) {
            const double end = std::isfinite(s.end) ? s.end : xs.high;
            marks += path_of(area_path(step_corners(frame, s, s.high, end), step_corners(frame, s, s.low, end)),
                             "band " + series_class(s.colour));
        }
    for (std::size_t k = 0; k < chart.series.size(); ++k) {
        const StepSeries& s = chart.series[k];
        if (s.at.empty() && s.censored.empty()) continue;
        const std::string dash = dash_class(static_cast<int>(k)), colour = series_class(s.colour);
        marks += path_of(line_path(step_corners(frame, s, s.value, std::isfinite(s.end) ? s.end : xs.high)),
                         fmt::format("line square {}{}{}", colour, dash.empty() ? "" : " ", dash));
        std::string ticks;
        for (const double at : s.censored) {
            const Point p{place(frame.x, at), place(frame.y, step_value(s, at))};
            if (inside(frame, p)) ticks += fmt::format("M{} {}v10", coordinate(p.x), coordinate(p.y - 5));
        }
        marks += path_of(ticks, "error " + colour);
    }
    sheet.svg += clipped(chart, frame, beyond(chart.y, ys), marks);
    sheet.y = room.bottom;
    return close_sheet(chart, sheet, step_description(chart));
}

std::string csv_of(const StepChart& chart) {
    const std::string x = chart.x.title.empty() ? "at" : chart.x.title;
    std::string out = csv_line({"series", csv_cell(x), "value", "low", "high", "censored"});
    for (const StepSeries& s : chart.series) {
        for (std::size_t i = 0; i < s.at.size(); ++i)
            out += csv_line({csv_cell(s.name), csv_cell(s.at[i], chart.x.kind), csv_cell(s.value[i]),
                             i < s.low.size() ? csv_cell(s.low[i]) : std::string(), i < s.high.size() ? csv_cell(s.high[i]) : std::string(),
                             "0"});
        for (const double at : s.censored)
            out += csv_line({csv_cell(s.name), csv_cell(at, chart.x.kind), csv_cell(step_value(s, at)), "", "", "1"});
    }
    return out;
}

}  // namespace enclosure
