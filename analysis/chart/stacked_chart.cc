#include "analysis/chart/stacked_chart.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "analysis/chart/frame.h"
#include "analysis/chart/labels.h"

namespace enclosure {
namespace {

double part(double value) {
    return std::isfinite(value) && value > 0 ? value : 0;
}

/// Name of a part inside its area, at its thickest place; empty if there is no room for it.
std::string inside_name(const Frame& frame, const Line& line, const std::vector<Point>& above, const std::vector<Point>& below) {
    const double half = text_width(line.name, 12) / 2;
    double thickest = 15;
    Point at{std::numeric_limits<double>::quiet_NaN(), 0};
    for (std::size_t i = 0; i < above.size(); ++i) {
        const double x = above[i].x, thick = below[i].y - above[i].y;
        if (!(thick > thickest) || x - half < frame.left + 2 || x + half > frame.right - 2) continue;
        thickest = thick;
        at = {x, (above[i].y + below[i].y) / 2 + 4};
    }
    return std::isfinite(at.x) ? text_at(at, "inside", "middle", line.name) : std::string();
}

}  // namespace

std::string stacked_chart(const Chart& chart) {
    if (!has_values(chart) || chart.x.empty()) return empty_chart(chart);
    const std::size_t n = chart.x.size();
    std::vector<double> total(n, 0);
    for (const Line& line : chart.lines) {
        assert(line.values.size() == n);
        for (std::size_t i = 0; i < n; ++i) total[i] += part(line.values[i]);
    }
    double highest = 0;
    for (const double t : total) highest = std::max(highest, t);
    if (highest == 0) return empty_chart(chart);

    // A part thinner than this share of the axis at the end gets no name there: its sliver could not be told from its neighbours.
    const double thin = 0.008 * highest;
    std::size_t last = n - 1;
    while (last > 0 && total[last] == 0) --last;
    std::vector<EndLabel> names;
    for (const Line& line : chart.lines)
        if (!line.name.empty() && part(line.values[last]) > thin) names.push_back({line.name, line.colour, {}});

    Chart flat = chart;  // a stack has a linear axis from zero
    flat.y_kind = ScaleKind::linear;
    const Frame frame = open_frame(flat, empty(chart.y_range) ? Extent{0, highest} : chart.y_range, names);
    std::string svg = frame.svg, inside;
    std::vector<double> base(n, 0);
    std::size_t named = 0;
    for (const Line& line : chart.lines) {
        std::vector<Point> below(n), above(n);
        for (std::size_t i = 0; i < n; ++i) {
            const double x = total[i] > 0 ? place(frame.x, chart.x[i]) : std::numeric_limits<double>::quiet_NaN();
            below[i] = {x, place(frame.y, base[i])};
            base[i] += part(line.values[i]);
            above[i] = {x, place(frame.y, base[i])};
        }
        svg += path_of(area_path(above, below), "layer " + series_class(line.colour));
        if (line.name.empty()) continue;
        if (part(line.values[last]) > thin)
            names[named++].end = {above[last].x, (above[last].y + below[last].y) / 2};
        else
            inside += inside_name(frame, line, above, below);
    }
    return svg + inside + end_labels(frame, chart, names) + close_frame(frame, chart);
}

}  // namespace enclosure
