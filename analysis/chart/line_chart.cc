#include "analysis/chart/line_chart.h"

#include <fmt/format.h>

#include <cassert>
#include <cmath>

#include "analysis/chart/frame.h"

namespace enclosure {
namespace {

std::vector<Point> points_of(const Frame& frame, const Chart& chart, const std::vector<double>& values) {
    std::vector<Point> points(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) points[i] = {place(frame.x, chart.x[i]), place(frame.y, values[i])};
    return points;
}

Extent y_range_of(const Chart& chart) {
    if (!empty(chart.y_range)) return chart.y_range;
    Extent range;
    for (const Line& line : chart.lines)
        for (const auto* values : {&line.values, &line.low, &line.high}) range = join(range, extent(*values, chart.y_kind));
    if (chart.from_zero && chart.y_kind == ScaleKind::linear) range = join(range, {0, 0});
    return range;
}

}  // namespace

std::string line_chart(const Chart& chart) {
    if (!has_values(chart) || chart.x.empty()) return empty_chart(chart);
    std::vector<EndLabel> names;
    for (const Line& line : chart.lines) {
        assert(line.values.size() == chart.x.size());
        if (!line.name.empty() && last_shown(line.values, chart.y_kind) < line.values.size()) names.push_back({line.name, line.colour, {}});
    }
    const Frame frame = open_frame(chart, y_range_of(chart), names);
    std::string svg = frame.svg;
    for (const Line& line : chart.lines)
        if (!line.low.empty() && line.low.size() == line.high.size())
            svg += path_of(area_path(points_of(frame, chart, line.high), points_of(frame, chart, line.low)),
                           "band " + series_class(line.colour));
    std::size_t named = 0;
    for (const Line& line : chart.lines) {
        const std::vector<Point> points = points_of(frame, chart, line.values);
        const std::string kind = line.faint ? " faint" : line.dashed ? " dashed" : "";
        svg += path_of(line_path(points), fmt::format("line{} {}", kind, series_class(line.colour)));
        const std::size_t last = last_shown(line.values, chart.y_kind);
        if (line.name.empty() || last == line.values.size()) continue;
        names[named++].end = points[last];
        svg += fmt::format("<circle class=\"dot {}\" cx=\"{}\" cy=\"{}\" r=\"2.8\"/>\n", series_class(line.colour),
                           coordinate(points[last].x), coordinate(points[last].y));
    }
    return svg + end_labels(frame, chart, names) + close_frame(frame, chart);
}

}  // namespace enclosure
