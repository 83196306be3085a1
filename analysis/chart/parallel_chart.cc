#include "analysis/chart/parallel_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "analysis/chart/csv.h"
#include "analysis/chart/heading.h"
#include "analysis/chart/keys.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/svg.h"
#include "analysis/chart/ticks.h"

namespace enclosure {
namespace {

std::size_t rows_of(const ParallelChart& chart) {
    return chart.axes.empty() ? 0 : chart.axes[0].values.size();
}

std::size_t class_of_row(const ParallelChart& chart, std::size_t row) {
    return chart.class_of.empty() ? 0 : chart.class_of[row];
}

/// An axis with its place.
struct PlacedAxis {
    double x = 0;
    Scale scale = {};
};

Scale parallel_scale(const ParallelAxis& axis, double top, double bottom) {
    const double from = axis.downwards ? top : bottom, to = axis.downwards ? bottom : top;
    if (!axis.levels.empty()) {
        const double inset = (bottom - top) / static_cast<double>(axis.levels.size()) / 2;
        const double first = axis.downwards ? top + inset : bottom - inset, last = axis.downwards ? bottom - inset : top + inset;
        if (axis.levels.size() == 1) return {ScaleKind::linear, -1, 1, from, to};
        return {ScaleKind::linear, 0, static_cast<double>(axis.levels.size() - 1), first, last};
    }
    return make_scale(axis.kind, empty(axis.range) ? extent(axis.values, axis.kind) : axis.range, from, to);
}

/// Rows of one category would lie on one another: each row has a place of its own within the category's share of the axis. Golden section
/// multiples spread evenly however many there are.
double spread_within(const ParallelAxis& axis, const Scale& scale, std::size_t row) {
    if (axis.levels.empty()) return 0;
    const double golden = 0.6180339887498949 * static_cast<double>(row + 1);
    const double each = axis.levels.size() == 1 ? std::abs(scale.to - scale.from)
                                                : std::abs(scale.to - scale.from) / static_cast<double>(axis.levels.size() - 1);
    return (golden - std::floor(golden) - 0.5) * each * 0.5;
}

/// A text at the right of an axis, as long as it may be before the next axis or the edge of the drawing.
std::string beside_axis(const ParallelChart& chart, const PlacedAxis& axis, double y, const std::string& text) {
    constexpr double away = 7;
    const double apart = (chart.width - 2 * chart_margin) / static_cast<double>(chart.axes.size());
    const double room = std::min(apart - 16, chart.width - 2 - axis.x - away);
    return text_at({axis.x + away, y}, "beside", "start", fitted(text, small_size, room));
}

std::string limit_bars(const ParallelChart& chart, const ParallelAxis& axis, const PlacedAxis& at, double top, double bottom) {
    const auto bar = [&](double y1, double y2) {
        return path_of(fmt::format("M{} {}V{}", coordinate(at.x), coordinate(std::min(y1, y2)), coordinate(std::max(y1, y2))), "limits s0");
    };
    std::string out;
    if (!axis.levels.empty()) {
        const double half = std::min(14.0, (bottom - top) / static_cast<double>(axis.levels.size()) * 0.3);
        for (std::size_t k = 0; k < axis.kept.size(); ++k) {
            const double y = place(at.scale, static_cast<double>(k));
            if (axis.kept[k] != 0) out += bar(y - half, y + half);
        }
        return out;
    }
    if (!std::isfinite(axis.box.low) && !std::isfinite(axis.box.high)) return {};
    const auto edge = [&](double limit, double open) {
        const double y = place(at.scale, limit);
        return std::isfinite(y) ? std::clamp(y, top, bottom) : open;
    };
    const double low = edge(axis.box.low, at.scale.from), high = edge(axis.box.high, at.scale.to);
    out += bar(low, high);
    // A limit near an end would cover the number there; the bar shows it well enough.
    std::vector<double> used{top, bottom};
    for (const auto& [value, y] : {std::pair{axis.box.low, low}, std::pair{axis.box.high, high}}) {
        bool free = std::isfinite(value);
        for (const double other : used) free = free && std::abs(y - other) > small_size + 3;
        if (!free) continue;
        used.push_back(y);
        out += beside_axis(chart, at, y + small_size * 0.35, number_text(value, axis.form));
    }
    return out;
}

std::string axis_texts(const ParallelChart& chart, const ParallelAxis& axis, const PlacedAxis& at, double top, double bottom) {
    std::string out;
    if (!axis.levels.empty()) {
        for (std::size_t k = 0; k < axis.levels.size(); ++k)
            out += beside_axis(chart, at, place(at.scale, static_cast<double>(k)) + small_size * 0.35, axis.levels[k]);
        return out;
    }
    const auto text = [&](double v) { return axis.kind == ScaleKind::time ? day_text(v) : number_text(v, axis.form); };
    const double low_y = axis.downwards ? top - 5 : bottom + 13, high_y = axis.downwards ? bottom + 13 : top - 5;
    for (const auto& [value, y] : {std::pair{at.scale.low, low_y}, std::pair{at.scale.high, high_y}}) {
        const double half = text_width(text(value), small_size) / 2;
        out += text_at({std::clamp(at.x, half + 2, std::max(half + 2, chart.width - half - 2)), y}, "small", "middle", text(value));
    }
    return out;
}

std::string parallel_description(const ParallelChart& chart) {
    std::string out = count_text(rows_of(chart), "row", "rows") + ". ";
    for (std::size_t k = 0; k < chart.classes.size() && chart.classes.size() > 1; ++k) {
        std::size_t n = 0;
        for (std::size_t r = 0; r < rows_of(chart); ++r) n += class_of_row(chart, r) == k ? 1 : 0;
        out += fmt::format("{}: {}. ", chart.classes[k].name, n);
    }
    for (const ParallelAxis& axis : chart.axes) {
        const Scale scale = parallel_scale(axis, 0, 1);
        out += axis.title + ": ";
        if (!axis.levels.empty()) {
            for (std::size_t k = 0; k < axis.levels.size(); ++k)
                out += fmt::format("{}{}{}", k == 0 ? "" : ", ", axis.levels[k],
                                   k < axis.kept.size() && axis.kept[k] != 0 ? " (in the box)" : "");
        } else {
            out += range_text(scale.low, scale.high, axis.form);
            if (std::isfinite(axis.box.low)) out += ", box from " + number_text(axis.box.low, axis.form);
            if (std::isfinite(axis.box.high)) out += ", box up to " + number_text(axis.box.high, axis.form);
        }
        out += ". ";
    }
    out.pop_back();
    return out;
}

}  // namespace

std::vector<std::size_t> drawn_rows(const ParallelChart& chart) {
    const std::size_t n = rows_of(chart);
    std::vector<std::vector<std::size_t>> members(chart.classes.size());
    for (std::size_t r = 0; r < n; ++r) members[class_of_row(chart, r)].push_back(r);
    std::vector<std::size_t> out;
    for (const auto& rows : members) {
        if (rows.empty()) continue;
        const std::size_t wanted = n <= chart.most_lines ? rows.size() : std::max<std::size_t>(1, rows.size() * chart.most_lines / n);
        for (std::size_t k = 0; k < wanted; ++k) out.push_back(rows[k * rows.size() / wanted]);
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string parallel_chart(const ParallelChart& chart) {
    bool any = false;
    for (const ParallelAxis& axis : chart.axes) {
        assert(axis.values.size() == rows_of(chart));
        any = any || !empty(extent(axis.values, axis.kind));
    }
    if (!any || chart.axes.size() < 2) return empty_picture(chart);
    const std::vector<std::size_t> rows = drawn_rows(chart);
    Sheet sheet = open_sheet(chart);
    std::vector<ChartKey> keys;
    const bool several = chart.classes.size() > 1;
    for (std::size_t k = 0; k < chart.classes.size() && several; ++k)
        keys.push_back(line_key(chart.classes[k].colour, chart.classes[k].faint ? 0 : shape_of(chart.classes[k], k), chart.classes[k].name,
                                chart.classes[k].faint));
    bool box = false;
    for (const ParallelAxis& axis : chart.axes)
        box = box || std::isfinite(axis.box.low) || std::isfinite(axis.box.high) || !axis.kept.empty();
    if (box) keys.push_back({path_of("M8 -7V5", "limits s0"), 14, "limits of the box"});
    add_keys(sheet, chart, keys);
    if (rows.size() < rows_of(chart))
        sheet.notes.push_back(fmt::format("{} of {} lines are drawn, an even sample{}.", fixed_text(static_cast<double>(rows.size()), 0),
                                          fixed_text(static_cast<double>(rows_of(chart)), 0), several ? " of each class" : ""));

    const double apart = (chart.width - 2 * chart_margin) / static_cast<double>(chart.axes.size());
    std::size_t lines = 1;
    for (const ParallelAxis& axis : chart.axes)
        lines = std::max(lines, std::min<std::size_t>(3, wrapped(axis.title, tick_size, apart - 8).size()));
    const double titles = sheet.y + 4, top = titles + (tick_size + 2) * static_cast<double>(lines) + 22;
    const double bottom = std::max(chart.height - caption_height(chart, sheet) - 18, top + 120);
    std::vector<PlacedAxis> placed;
    std::string axes;
    for (std::size_t a = 0; a < chart.axes.size(); ++a) {
        placed.push_back({chart_margin + apart * (static_cast<double>(a) + 0.5), parallel_scale(chart.axes[a], top, bottom)});
        const double x = placed.back().x;
        std::vector<std::string> title = wrapped(chart.axes[a].title, tick_size, apart - 8);
        if (title.size() > 3) {
            for (std::size_t k = 3; k < title.size(); ++k) title[2] += " " + title[k];
            title.resize(3);
        }
        double y = titles + (tick_size + 2) * static_cast<double>(lines - title.size());
        for (const std::string& line : title)
            sheet.svg += text_at({x, y += tick_size + 2}, "tick strong", "middle", fitted(line, tick_size, apart - 4));
        axes += path_of(fmt::format("M{} {}V{}", coordinate(x), coordinate(top), coordinate(bottom)), "axis");
    }
    for (const bool faint : {true, false})
        for (const std::size_t r : rows) {
            const std::size_t k = class_of_row(chart, r);
            const ChartClass& what = chart.classes[k];
            if (what.faint != faint) continue;
            std::vector<Point> points;
            for (std::size_t a = 0; a < placed.size(); ++a) {
                const double y = place(placed[a].scale, chart.axes[a].values[r]) + spread_within(chart.axes[a], placed[a].scale, r);
                points.push_back({placed[a].x, std::isfinite(y) ? std::clamp(y, top, bottom) : y});
            }
            const std::string dash = faint ? std::string() : dash_class(shape_of(what, k));
            sheet.svg += path_of(line_path(points), fmt::format("{} {}{}{}", faint ? "run" : "thread", series_class(what.colour),
                                                                dash.empty() ? "" : " ", dash));
        }
    sheet.svg += axes;
    for (std::size_t a = 0; a < placed.size(); ++a)
        sheet.svg += limit_bars(chart, chart.axes[a], placed[a], top, bottom) + axis_texts(chart, chart.axes[a], placed[a], top, bottom);
    sheet.y = bottom + 18;
    return close_sheet(chart, sheet, parallel_description(chart));
}

std::string csv_of(const ParallelChart& chart) {
    CsvColumns table;
    for (const ParallelAxis& axis : chart.axes) {
        if (axis.levels.empty()) {
            table.add(axis.title, axis.values, axis.kind);
            continue;
        }
        std::vector<std::string> names;
        for (const double v : axis.values) names.push_back(std::isfinite(v) ? axis.levels[static_cast<std::size_t>(v)] : std::string());
        table.add(axis.title, names);
    }
    if (chart.classes.size() > 1) {
        std::vector<std::string> names;
        for (std::size_t r = 0; r < rows_of(chart); ++r) names.push_back(chart.classes[class_of_row(chart, r)].name);
        table.add("class", names);
    }
    return table.text();
}

}  // namespace enclosure
