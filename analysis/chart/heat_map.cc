#include "analysis/chart/heat_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/chart/csv.h"
#include "analysis/chart/heading.h"
#include "analysis/chart/heat_cells.h"
#include "analysis/chart/keys.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/row_plot.h"
#include "analysis/chart/svg.h"

namespace enclosure {
namespace {

/// Names of the rows, as many as there is room for.
std::string row_names(const HeatMap& chart, const HeatGrid& grid, double room) {
    std::string out;
    double used = -1e9;
    const bool counted = chart.along.names.empty() && chart.along.values.empty();
    for (std::size_t k = 0; k < grid.rows && !counted; ++k) {
        const std::size_t r = grid.upwards ? grid.rows - 1 - k : k;  // from the top downwards
        const double middle = grid.y(r) + grid.high / 2;
        if (middle < used + tick_size + 3) continue;
        used = middle;
        const std::vector<std::string> lines = two_lines(cell_name(chart.along, r), tick_size, grid.high >= 2 * tick_size + 3 ? room : 1e9);
        double y = middle + tick_size * 0.35 - (tick_size + 1) * (static_cast<double>(lines.size()) - 1) / 2;
        for (const std::string& line : lines) {
            out += text_at({grid.left - 6, y}, "tick", "end", fitted(line, tick_size, room));
            y += tick_size + 1;
        }
    }
    return out;
}

/// Names of the columns below the grid: level if all fit so, as many as there is room for if they are numbers, otherwise on a slope.
/// Moves `y` below them.
std::string column_names(const HeatMap& chart, const HeatGrid& grid, double& y) {
    const bool numbers = chart.across.names.empty();
    if (numbers ? chart.across.values.empty() : grid.merged > 1) return {};
    std::string out;
    std::size_t lines = 1;
    bool level = true;
    for (std::size_t c = 0; c < grid.columns && !numbers; ++c) {
        const std::vector<std::string> parts = wrapped(chart.across.names[c], tick_size, grid.wide - 6);
        lines = std::max(lines, parts.size());
        for (const std::string& part : parts) level = level && text_width(part, tick_size) <= grid.wide - 6;
    }
    if (level && lines <= 3) {
        double used = -1e9;
        for (std::size_t c = 0; c < grid.columns; ++c) {
            const double middle = grid.x(c) + grid.wide / 2;
            if (numbers) {  // of columns drawn as one, the middle
                const std::string text =
                    cell_name(chart.across, std::min(c * grid.merged + (grid.merged - 1) / 2, chart.across.size() - 1));
                const double half = text_width(text, tick_size) / 2;
                if (middle - half < used + 8 || middle + half > chart.width) continue;
                used = middle + half;
                out += text_at({middle, y + 15}, "tick", "middle", text);
                continue;
            }
            double line_y = y + 15;
            for (const std::string& part : wrapped(chart.across.names[c], tick_size, grid.wide - 6)) {
                out += text_at({middle, line_y}, "tick", "middle", part);
                line_y += tick_size + 2;
            }
        }
        y += 4 + (tick_size + 2) * static_cast<double>(lines);
        return out;
    }
    constexpr double longest = 120, slope = 0.70710678;
    double deepest = 0, used = -1e9;
    for (std::size_t c = 0; c < grid.columns; ++c) {
        const double x = grid.x(c) + grid.wide / 2 + 4;
        if (x < used + tick_size + 5) continue;
        used = x;
        const std::string text = fitted(chart.across.names[c], tick_size, std::min(longest, (x - chart_margin) / slope - 8));
        deepest = std::max(deepest, text_width(text, tick_size) * slope);
        out += fmt::format("<text class=\"tick\" text-anchor=\"end\" transform=\"translate({} {}) rotate(-45)\">{}</text>\n", coordinate(x),
                           coordinate(y + 12), escape(text));
    }
    y += 14 + deepest;
    return out;
}

std::string heat_description(const HeatMap& chart) {
    const std::size_t columns = chart.across.size(), rows = chart.along.size();
    std::string out = fmt::format("{} by {} cells. ", rows, columns);
    if (!chart.value_title.empty()) out += chart.value_title + ". ";
    std::size_t missing = 0, drawn = 0;
    for (std::size_t i = 0; i < chart.cells.size(); ++i) {
        if (is_blank(chart, i)) continue;
        ++drawn;
        missing += std::isnan(chart.cells[i]) ? 1 : 0;
    }
    const auto where = [&](std::size_t i) {
        return fmt::format("{}, {}", cell_name(chart.along, i / columns), cell_name(chart.across, i % columns));
    };
    if (drawn <= 64) {
        for (std::size_t i = 0; i < chart.cells.size(); ++i)
            if (!is_blank(chart, i)) out += fmt::format("{}: {}; ", where(i), cell_text(chart, chart.cells[i]));
        out.resize(out.size() - 2);
        return out + ".";
    }
    if (!chart.classes.empty()) {
        for (std::size_t k = 0; k < chart.classes.size(); ++k)
            out += fmt::format("{}: {} cells. ", chart.classes[k].name,
                               std::count(chart.cells.begin(), chart.cells.end(), static_cast<double>(k)));
    } else {
        std::size_t least = chart.cells.size(), most = least;
        for (std::size_t i = 0; i < chart.cells.size(); ++i) {
            if (is_blank(chart, i) || std::isnan(chart.cells[i])) continue;
            if (least == chart.cells.size() || chart.cells[i] < chart.cells[least]) least = i;
            if (most == chart.cells.size() || chart.cells[i] > chart.cells[most]) most = i;
        }
        out += fmt::format("Lowest {} at {}; highest {} at {}. ", number_text(chart.cells[least], chart.form), where(least),
                           number_text(chart.cells[most], chart.form), where(most));
    }
    return out + (missing > 0 ? count_text(missing, "cell has no data.", "cells have no data.") : "");
}

}  // namespace

std::string heat_map(const HeatMap& chart) {
    const std::size_t columns = chart.across.size();
    const std::size_t rows = chart.along.size();
    assert(chart.cells.size() == columns * rows);
    assert(chart.shares.empty() || chart.shares.size() == chart.cells.size());
    assert(chart.blank.empty() || chart.blank.size() == chart.cells.size());
    std::vector<double> shown;
    bool missing = false;
    for (std::size_t i = 0; i < chart.cells.size(); ++i) {
        if (is_blank(chart, i)) continue;
        shown.push_back(chart.cells[i]);
        const bool unshown = chart.classes.empty() && chart.kind == ScaleKind::log && chart.cells[i] <= 0;
        missing = missing || std::isnan(chart.cells[i]) || unshown;
        assert(chart.classes.empty() || std::isnan(chart.cells[i]) || chart.cells[i] < static_cast<double>(chart.classes.size()));
    }
    const Extent data = extent(shown, chart.classes.empty() ? chart.kind : ScaleKind::linear);
    if (empty(data)) return empty_picture(chart);

    Sheet sheet = open_sheet(chart);
    sheet.svg += missing ? hatching(chart.id) : std::string();
    ColourScale scale = make_colour_scale(chart.colours, empty(chart.range) ? data : chart.range, chart.kind, chart.middle);
    scale.flipped = chart.flipped;
    if (chart.classes.empty()) {
        add_colour_bar(sheet, chart, scale,
                       {.title = chart.value_title,
                        .form = chart.form,
                        .below = data.low<scale.low, .above = data.high> scale.high,
                        .missing = missing});
    } else {
        std::vector<ChartKey> keys;
        for (std::size_t k = 0; k < chart.classes.size(); ++k) {
            const ChartClass& what = chart.classes[k];
            keys.push_back(patch_key("tint " + series_class(what.colour), what.name));
            keys.back().sample += path_of(shape_path(shape_of(what, k), {8, 0}, 8), "point " + series_class(what.colour));
        }
        if (missing)
            keys.push_back(
                {fmt::format("<rect class=\"none\" fill=\"url(#{}-none)\" y=\"-6\" width=\"16\" height=\"12\"/>", escape(chart.id)), 16,
                 "no data"});
        add_keys(sheet, chart, keys);
        if (!chart.shares.empty()) sheet.notes.push_back(fmt::format("Area of the signs: {}.", chart.share_title));
    }

    double room = 0;
    for (std::size_t r = 0; r < rows; ++r)
        if (!chart.along.names.empty() || !chart.along.values.empty())
            room = std::max(room, text_width(cell_name(chart.along, r), tick_size));
    room = std::min(room, chart.width * row_name_share);
    const double right = chart.width - chart_margin - 2;
    HeatGrid grid = heat_grid(chart, chart_margin + room + (room > 0 ? 6 : 0), right);
    if (grid.merged > 1)
        sheet.notes.push_back(fmt::format("Each column is {} of up to {} neighbouring ones; there are {}.",
                                          chart.classes.empty() ? "the mean" : "the most frequent class", grid.merged,
                                          fixed_text(static_cast<double>(columns), 0)));
    for (const std::string& line : wrapped(chart.along.title, tick_size, chart.width - 2 * chart_margin)) {
        sheet.y += tick_size + 5;
        sheet.svg += text_at({chart_margin, sheet.y}, "tick", "start", fitted(line, tick_size, chart.width - 2 * chart_margin));
    }
    grid.top = sheet.y + 7;
    sheet.svg += draw_cells(chart, grid, scale) + row_names(chart, grid, room);
    sheet.y = grid.top + grid.high * static_cast<double>(grid.rows);
    sheet.svg += column_names(chart, grid, sheet.y);
    if (!chart.across.title.empty()) {
        sheet.y += 17;
        sheet.svg += axis_name(chart.across.title, (grid.left + right) / 2, sheet.y, chart.width);
    }
    sheet.y += 4;
    return close_sheet(chart, sheet, heat_description(chart));
}

std::string csv_of(const HeatMap& chart) {
    const bool classes = !chart.classes.empty();
    const auto name = [](const std::string& title, const char* otherwise) {
        return csv_cell(title.empty() ? otherwise : std::string_view(title));
    };
    const std::string row = name(chart.along.title, "row"), column = name(chart.across.title, "column");
    std::string out = classes ? csv_line({row, column, "class", "share"}) : csv_line({row, column, name(chart.value_title, "value")});
    const std::size_t columns = chart.across.size();
    const auto key = [](const HeatAxis& axis, std::size_t i) {
        return !axis.names.empty() ? csv_cell(axis.names[i]) : !axis.values.empty() ? csv_cell(axis.values[i]) : fmt::format("{}", i + 1);
    };
    for (std::size_t i = 0; i < chart.cells.size(); ++i) {
        if (is_blank(chart, i)) continue;
        const std::string r = key(chart.along, i / columns), c = key(chart.across, i % columns);
        if (!classes)
            out += csv_line({r, c, csv_cell(chart.cells[i])});
        else
            out += csv_line({r, c, std::isnan(chart.cells[i]) ? std::string() : csv_cell(cell_text(chart, chart.cells[i])),
                             chart.shares.empty() ? std::string() : csv_cell(chart.shares[i])});
    }
    return out;
}

}  // namespace enclosure
