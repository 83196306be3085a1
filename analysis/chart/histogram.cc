#include "analysis/chart/histogram.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/chart/csv.h"
#include "analysis/chart/keys.h"
#include "analysis/chart/marks.h"
#include "analysis/chart/ticks.h"
#include "sim/base/paired.h"

namespace enclosure {
namespace {

bool can_be_counted(double v, ScaleKind kind) {
    return std::isfinite(v) && (kind != ScaleKind::log || v > 0);
}

std::vector<double> edges_of(const HistogramChart& chart) {
    if (chart.edges.size() > 1) return chart.edges;
    std::vector<double> all;
    for (const HistogramSeries& s : chart.series) all.insert(all.end(), s.values.begin(), s.values.end());
    return histogram_edges(all, chart.x.kind);
}

std::vector<double> bin_heights(const HistogramChart& chart, const HistogramSeries& s, const std::vector<double>& edges) {
    const std::vector<std::size_t> counts = histogram_counts(s.values, edges);
    double all = 0;
    for (const double v : s.values) all += can_be_counted(v, chart.x.kind) ? 1 : 0;
    std::vector<double> out;
    for (const std::size_t n : counts) out.push_back(chart.shares && all > 0 ? static_cast<double>(n) / all : static_cast<double>(n));
    return out;
}

std::string histogram_description(const HistogramChart& chart) {
    std::string out;
    for (const HistogramSeries& s : chart.series) {
        std::vector<double> values;
        for (const double v : s.values)
            if (can_be_counted(v, chart.x.kind)) values.push_back(v);
        out += s.name.empty() ? std::string() : s.name + ": ";
        out += count_text(values.size(), "value", "values");
        if (!values.empty()) {
            const Extent range = extent(values);
            out += fmt::format(", {} to {}, median {}, middle half {} to {}", axis_text(chart.x, range.low), axis_text(chart.x, range.high),
                               axis_text(chart.x, quantile(values, 0.5)), axis_text(chart.x, quantile(values, 0.25)),
                               axis_text(chart.x, quantile(values, 0.75)));
        }
        out += ". ";
    }
    for (const EventMark& mark : chart.marks) out += fmt::format("{}: {}. ", mark.label, axis_text(chart.x, mark.at));
    out.pop_back();
    return out;
}

}  // namespace

std::vector<double> histogram_edges(const std::vector<double>& values, ScaleKind kind) {
    std::vector<double> v;
    for (const double value : values)
        if (can_be_counted(value, kind)) v.push_back(kind == ScaleKind::log ? std::log10(value) : value);
    if (v.empty()) return {};
    const Extent range = extent(v), all = extent(values, kind);
    const double span = range.high - range.low;
    if (!(span > 0)) {
        const Scale scale = make_scale(kind, all, 0, 1);
        return {scale.low, scale.high};
    }
    double width = 2 * (quantile(v, 0.75) - quantile(v, 0.25)) / std::cbrt(static_cast<double>(v.size()));
    width = std::clamp(width > 0 ? width : span / 10, span / 40, span / 5);
    std::vector<double> edges;
    if (kind == ScaleKind::log) {
        // The ends are the values themselves: a power of a logarithm may miss them by its last bit.
        const double bins = std::ceil(span / width);
        edges.push_back(all.low);
        for (double k = 1; k < bins; k += 1) edges.push_back(std::pow(10.0, range.low + span * k / bins));
        edges.push_back(all.high);
        return edges;
    }
    const double step = tick_step(width, 1);
    double first = std::floor(range.low / step), last = std::ceil(range.high / step);
    while (first * step > range.low) first -= 1;
    while (last * step < range.high) last += 1;
    for (double k = first; k <= last; k += 1) edges.push_back(k * step);
    return edges;
}

std::vector<std::size_t> histogram_counts(const std::vector<double>& values, const std::vector<double>& edges) {
    std::vector<std::size_t> counts(edges.size() < 2 ? 0 : edges.size() - 1, 0);
    for (const double v : values) {
        if (counts.empty() || !(v >= edges.front() && v <= edges.back())) continue;
        const auto above = std::upper_bound(edges.begin(), edges.end(), v);
        const std::size_t k = static_cast<std::size_t>(above - edges.begin());
        ++counts[std::min(k, counts.size()) - 1];
    }
    return counts;
}

std::string histogram_chart(const HistogramChart& chart) {
    const std::vector<double> edges = edges_of(chart);
    if (edges.size() < 2) return empty_picture(chart);
    Extent ys{0, 0};
    std::vector<std::vector<double>> heights;
    std::size_t left_out = 0;
    for (const HistogramSeries& s : chart.series) {
        heights.push_back(bin_heights(chart, s, edges));
        ys = join(ys, extent(heights.back()));
        std::size_t counted = 0;
        for (const std::size_t n : histogram_counts(s.values, edges)) counted += n;
        left_out += s.values.size() - counted;
    }
    if (!(ys.high > 0)) return empty_picture(chart);
    Sheet sheet = open_sheet(chart);
    if (left_out > 0)
        sheet.notes.push_back(count_text(left_out, "value is", "values are") + " not in the bins: not defined, or beyond their ends.");
    std::vector<ChartKey> keys;
    for (std::size_t s = 0; s < chart.series.size() && chart.series.size() > 1; ++s)
        keys.push_back(line_key(chart.series[s].colour, static_cast<int>(s), chart.series[s].name));
    add_keys(sheet, chart, keys);
    AxesRoom room = room_below(chart, sheet, chart.height);
    room.marks_above = !chart.marks.empty();
    ChartAxis y{.title = chart.shares ? "Share of values" : "Number of values", .from_zero = true};
    if (chart.shares) y.form = {.factor = 100, .suffix = "%"};
    ChartAxis x = chart.x;
    if (empty(x.range)) x.range = {edges.front(), edges.back()};
    const Frame frame = open_axes(x, x.range, y, ys, room);
    sheet.svg += frame.svg;
    std::string marks;
    for (std::size_t s = 0; s < heights.size(); ++s) {
        const std::string colour = series_class(chart.series[s].colour);
        std::vector<Point> outline{{place(frame.x, edges.front()), frame.bottom}};
        for (std::size_t k = 0; k < heights[s].size(); ++k) {
            const double left = place(frame.x, edges[k]), right = place(frame.x, edges[k + 1]), top = place(frame.y, heights[s][k]);
            outline.push_back({left, top});
            outline.push_back({right, top});
            if (heights.size() > 1 || heights[s][k] == 0) continue;
            const std::string amount = chart.shares ? number_text(heights[s][k], percent_form()) : fixed_text(heights[s][k], 0);
            marks +=
                fmt::format("<g><title>{} to {}: {}</title><rect class=\"bar {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></g>\n",
                            escape(axis_text(x, edges[k])), escape(axis_text(x, edges[k + 1])), amount, colour, coordinate(left + 0.5),
                            coordinate(top), coordinate(std::max(0.5, right - left - 1)), coordinate(frame.bottom - top));
        }
        if (heights.size() == 1) continue;
        outline.push_back({outline.back().x, frame.bottom});
        marks += path_of(line_path(outline), "band " + colour);
        const std::string dash = dash_class(static_cast<int>(s));
        marks += path_of(line_path(outline), fmt::format("line {}{}{}", colour, dash.empty() ? "" : " ", dash));
    }
    sheet.svg += clipped(chart, frame, beyond(chart.x, {edges.front(), edges.back()}), marks);
    sheet.svg += upright_marks(frame, chart.marks, room);
    sheet.y = room.bottom;
    return close_sheet(chart, sheet, histogram_description(chart));
}

std::string csv_of(const HistogramChart& chart) {
    const std::vector<double> edges = edges_of(chart);
    std::vector<std::string> line{"from", "to"};
    std::vector<std::vector<std::size_t>> counts;
    for (const HistogramSeries& s : chart.series) {
        line.push_back(csv_cell(s.name.empty() ? "count" : std::string_view(s.name)));
        counts.push_back(histogram_counts(s.values, edges));
    }
    std::string out = csv_line(line);
    for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
        line = {csv_cell(edges[k], chart.x.kind), csv_cell(edges[k + 1], chart.x.kind)};
        for (const auto& column : counts) line.push_back(fmt::format("{}", column[k]));
        out += csv_line(line);
    }
    return out;
}

}  // namespace enclosure
