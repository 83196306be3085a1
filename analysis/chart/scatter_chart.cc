#include "analysis/chart/scatter_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/chart/csv.h"
#include "analysis/chart/heading.h"
#include "analysis/chart/keys.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/point_labels.h"
#include "analysis/chart/scatter_cells.h"

namespace enclosure {
namespace {

std::size_t class_at(const ScatterChart& chart, std::size_t i) {
    return chart.class_of.empty() ? 0 : chart.class_of[i];
}

bool can_be_shown(const ChartAxis& axis, double value) {
    return std::isfinite(value) && (axis.kind != ScaleKind::log || value > 0);
}

bool within(const ChartAxis& axis, double value) {
    return empty(axis.range) || (value >= axis.range.low && value <= axis.range.high);
}

/// The points that are drawn, and how many are not.
struct ShownPoints {
    std::vector<std::size_t> rows = {};
    std::size_t undefined = 0;
    std::size_t outside = 0;
};

ShownPoints shown_points(const ScatterChart& chart) {
    ShownPoints out;
    for (std::size_t i = 0; i < chart.at_x.size(); ++i) {
        if (!can_be_shown(chart.x, chart.at_x[i]) || !can_be_shown(chart.y, chart.at_y[i]))
            ++out.undefined;
        else if (!within(chart.x, chart.at_x[i]) || !within(chart.y, chart.at_y[i]))
            ++out.outside;
        else
            out.rows.push_back(i);
    }
    return out;
}

Extent shown_extent(const ScatterChart& chart, const ShownPoints& shown, bool of_x) {
    Extent range;
    for (const std::size_t i : shown.rows) {
        const double v = of_x ? chart.at_x[i] : chart.at_y[i];
        range = join(range, {v, v});
    }
    if (empty(range)) return range;
    // Boxes and trends are part of what is shown, guides go as far as they can.
    const ScaleKind kind = of_x ? chart.x.kind : chart.y.kind;
    for (const ScatterBox& box : chart.boxes) {
        const Interval side = of_x ? box.x : box.y;
        range = join(range, extent(std::vector<double>{side.low, side.high}, kind));
    }
    if (of_x) return join(range, extent(chart.trend.x, kind));
    return join(range, join(extent(chart.trend.y, kind), join(extent(chart.trend.low, kind), extent(chart.trend.high, kind))));
}

std::string point_paths(const ScatterChart& chart, const ShownPoints& shown, const std::vector<Point>& places) {
    const double size = shown.rows.size() <= 60 ? 8 : shown.rows.size() <= 400 ? 6.5 : 5;
    std::vector<std::string> paths(chart.classes.size());
    for (std::size_t i = 0; i < shown.rows.size(); ++i) {
        const std::size_t k = class_at(chart, shown.rows[i]);
        paths[k] += shape_path(shape_of(chart.classes[k], k), places[i], chart.classes[k].faint ? size * 0.8 : size);
    }
    std::string out;
    for (const bool faint : {true, false})
        for (std::size_t k = 0; k < paths.size(); ++k)
            if (chart.classes[k].faint == faint)
                out += path_of(paths[k], (faint ? "pale " : "point ") + series_class(chart.classes[k].colour));
    return out;
}

std::string trend_path(const ScatterTrend& trend, const Frame& frame) {
    const auto points = [&](const std::vector<double>& values) {
        std::vector<Point> out(trend.x.size());
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = {place(frame.x, trend.x[i]), place(frame.y, values[i])};
            if (!inside(frame, {out[i].x, std::clamp(out[i].y, frame.top, frame.bottom)})) out[i].x = std::nan("");
            out[i].y = std::clamp(out[i].y, frame.top, frame.bottom);
        }
        return out;
    };
    std::string out;
    if (trend.low.size() == trend.x.size() && trend.high.size() == trend.x.size())
        out += path_of(area_path(points(trend.high), points(trend.low)), "band sr");
    return out + path_of(line_path(points(trend.y)), "outline");
}

/// Guides through the plot, and their names where they leave it.
std::string guide_paths(const ScatterChart& chart, const Frame& frame, std::vector<PointLabel>& names, std::vector<Point>& taken) {
    constexpr int pieces = 128;
    std::string out;
    for (const ScatterGuide& guide : chart.guides) {
        std::vector<Point> points;
        std::vector<Point> seen;
        for (int i = 0; i <= pieces; ++i) {
            const double x = frame.left + (frame.right - frame.left) * i / pieces;
            Point at{x, place(frame.y, guide.intercept + guide.slope * value_at(frame.x, x))};
            if (!inside(frame, at)) at.y = std::nan("");
            if (std::isfinite(at.y)) seen.push_back(at);
            points.push_back(at);
        }
        out += path_of(line_path(points), "guideline");
        taken.insert(taken.end(), seen.begin(), seen.end());
        if (!seen.empty()) names.push_back({seen[seen.size() * 7 / 8], guide.name, false, false});  // near its end, with room to all sides
    }
    return out;
}

std::string box_rectangles(const ScatterChart& chart, const Frame& frame, std::vector<PointLabel>& names) {
    std::string out;
    const auto edge = [](const Scale& scale, double value, double open, double least, double most) {
        const double at = place(scale, value);
        return std::isfinite(at) ? std::clamp(at, least, most) : open;
    };
    for (const ScatterBox& box : chart.boxes) {
        const double left = edge(frame.x, box.x.low, frame.left, frame.left, frame.right);
        const double right = edge(frame.x, box.x.high, frame.right, frame.left, frame.right);
        const double bottom = edge(frame.y, box.y.low, frame.bottom, frame.top, frame.bottom);
        const double top = edge(frame.y, box.y.high, frame.top, frame.top, frame.bottom);
        out += fmt::format("<g><title>{}</title><rect class=\"outline\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></g>\n",
                           escape(box.name), coordinate(left), coordinate(top), coordinate(right - left), coordinate(bottom - top));
        // Inside below the upper edge if it fits there, so that no edge runs through it; otherwise above.
        const bool fits = text_width(box.name, small_size) + 8 <= right - left;
        names.push_back({{(left + right) / 2, fits ? top + 10 : top - 9}, box.name, true});
    }
    return out;
}

/// What stands above the plot; gives the scale of the cells. `most`: points in the fullest cell.
ColourScale add_scatter_legend(Sheet& sheet, const ScatterChart& chart, bool dense, std::size_t most) {
    const bool several = chart.classes.size() > 1;
    const double points = static_cast<double>(most);
    ColourScale scale = make_colour_scale(ColourKind::sequential, {0, 1});
    if (dense && several) {
        add_colour_bar(
            sheet, chart, scale,
            {.title = "Share of the points that are: " + chart.classes[chart.shown_class].name, .form = {.factor = 100, .suffix = "%"}});
        sheet.notes.push_back(fmt::format("Area of a square: the number of points in its cell, at most {}.", fixed_text(points, 0)));
    } else if (dense) {
        scale = make_colour_scale(ColourKind::sequential, {1, std::max(10.0, points)}, ScaleKind::log);
        add_colour_bar(sheet, chart, scale, {.title = "Points in a cell"});
    }
    std::vector<ChartKey> keys;
    for (std::size_t k = 0; k < chart.classes.size() && several && !dense; ++k)
        keys.push_back(point_key(chart.classes[k], k, chart.classes[k].name));
    if (!chart.trend.x.empty()) keys.push_back({path_of("M0 0H22", "outline"), 22, chart.trend.name});
    add_keys(sheet, chart, keys);
    return scale;
}

std::string scatter_description(const ScatterChart& chart, const ShownPoints& shown, Extent xs, Extent ys) {
    std::string out = fmt::format("{} over {} ({}), {} ({}). ", count_text(shown.rows.size(), "point", "points"),
                                  chart.x.title.empty() ? "x" : chart.x.title, range_text(xs.low, xs.high, chart.x.form),
                                  chart.y.title.empty() ? "y" : chart.y.title, range_text(ys.low, ys.high, chart.y.form));
    if (chart.classes.size() > 1)
        for (std::size_t k = 0; k < chart.classes.size(); ++k) {
            const auto n = std::count_if(shown.rows.begin(), shown.rows.end(), [&](std::size_t i) { return class_at(chart, i) == k; });
            out += fmt::format("{}: {}. ", chart.classes[k].name, n);
        }
    for (const ScatterBox& box : chart.boxes) {
        const auto side = [](const ChartAxis& axis, const Interval& limits) {
            return fmt::format("{} from {} to {}", axis.title, std::isfinite(limits.low) ? axis_text(axis, limits.low) : "any",
                               std::isfinite(limits.high) ? axis_text(axis, limits.high) : "any");
        };
        out += fmt::format("Box {}: {}, {}. ", box.name, side(chart.x, box.x), side(chart.y, box.y));
    }
    if (shown.rows.size() <= 40 && !chart.labels.empty())
        for (const std::size_t i : shown.rows)
            out += fmt::format("{}: {}, {}. ", chart.labels[i], axis_text(chart.x, chart.at_x[i]), axis_text(chart.y, chart.at_y[i]));
    out.pop_back();
    return out;
}

}  // namespace

std::string scatter_chart(const ScatterChart& chart) {
    assert(chart.at_x.size() == chart.at_y.size());
    assert(chart.class_of.empty() || chart.class_of.size() == chart.at_x.size());
    assert(std::all_of(chart.class_of.begin(), chart.class_of.end(), [&](std::size_t k) { return k < chart.classes.size(); }));
    const ShownPoints shown = shown_points(chart);
    const Extent xs = shown_extent(chart, shown, true), ys = shown_extent(chart, shown, false);
    if (empty(xs) || empty(ys)) return empty_picture(chart);
    const bool dense = shown.rows.size() > chart.most_points, several = chart.classes.size() > 1;
    Sheet sheet = open_sheet(chart);
    if (dense) sheet.notes.push_back(count_text(shown.rows.size(), "point", "points") + " in cells.");
    if (shown.undefined > 0)
        sheet.notes.push_back(count_text(shown.undefined, "point without a value is", "points without a value are") + " left out.");
    if (shown.outside > 0) sheet.notes.push_back(count_text(shown.outside, "point lies", "points lie") + " outside the axes.");

    // The fullest cell is known once the plot is, but the legend that names its number stands above the plot: as high for any number.
    const Sheet without = sheet;
    add_scatter_legend(sheet, chart, dense, 1000000);
    AxesRoom room = room_below(chart, sheet, chart.height);
    room.both_grids = true;
    const Frame frame = open_axes(chart.x, xs, chart.y, ys, room);
    std::vector<Point> places;
    std::vector<char> of_shown;
    for (const std::size_t i : shown.rows) {
        places.push_back({place(frame.x, chart.at_x[i]), place(frame.y, chart.at_y[i])});
        of_shown.push_back(class_at(chart, i) == chart.shown_class ? 1 : 0);
    }
    ScatterCells cells;
    if (dense) cells = count_cells(frame, places, of_shown);
    sheet = without;
    const ColourScale scale = add_scatter_legend(sheet, chart, dense, cells.most);

    std::vector<PointLabel> names;
    std::vector<Point> taken;  // by points and guides: names should stand elsewhere
    // Covering a point is worse than covering a few places of a guide.
    for (int weight = 0; weight < 4 && !dense; ++weight) taken.insert(taken.end(), places.begin(), places.end());
    sheet.svg += frame.svg;
    if (dense) sheet.svg += several ? share_cells(cells, scale) : density_cells(cells, scale);
    sheet.svg += guide_paths(chart, frame, names, taken);
    if (!dense) sheet.svg += point_paths(chart, shown, places);
    sheet.svg += box_rectangles(chart, frame, names) + trend_path(chart.trend, frame);
    if (!dense && !chart.labels.empty())
        for (std::size_t i = 0; i < places.size(); ++i) names.push_back({places[i], chart.labels[shown.rows[i]]});
    sheet.svg += point_labels(names, taken, {frame.left, chart.width - chart_margin / 2}, {frame.top - 2, frame.bottom}, 7);
    sheet.y = room.bottom;
    return close_sheet(chart, sheet, scatter_description(chart, shown, xs, ys));
}

std::string csv_of(const ScatterChart& chart) {
    CsvColumns table;
    table.add(chart.x.title.empty() ? "x" : chart.x.title, chart.at_x, chart.x.kind);
    table.add(chart.y.title.empty() ? "y" : chart.y.title, chart.at_y, chart.y.kind);
    if (chart.classes.size() > 1) {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < chart.at_x.size(); ++i) names.push_back(chart.classes[class_at(chart, i)].name);
        table.add("class", names);
    }
    if (!chart.labels.empty()) table.add("label", chart.labels);
    return table.text();
}

}  // namespace enclosure
