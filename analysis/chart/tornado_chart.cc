#include "analysis/chart/tornado_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/csv.h"
#include "analysis/chart/heading.h"
#include "analysis/chart/keys.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/row_plot.h"

namespace enclosure {
namespace {

double swing_of(const TornadoChart& chart, const TornadoRow& row) {
    double low = chart.base, high = chart.base;
    for (const double v : {row.low, row.high}) {
        if (!std::isfinite(v)) continue;
        low = std::min(low, v);
        high = std::max(high, v);
    }
    return high - low;
}

std::vector<TornadoRow> widest_rows(const TornadoChart& chart) {
    std::vector<TornadoRow> rows = chart.rows;
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const TornadoRow& a, const TornadoRow& b) { return swing_of(chart, a) > swing_of(chart, b); });
    if (rows.size() > chart.most_rows) rows.resize(chart.most_rows);
    return rows;
}

std::string tornado_description(const TornadoChart& chart, const std::vector<TornadoRow>& rows) {
    std::string out = fmt::format("Base {}", axis_text(chart.x, chart.base));
    for (const TornadoRow& row : rows)
        out += fmt::format("; {}: {} at the low end{}, {} at the high end{}", row.name, axis_text(chart.x, row.low),
                           row.low_text.empty() ? "" : " (" + row.low_text + ")", axis_text(chart.x, row.high),
                           row.high_text.empty() ? "" : " (" + row.high_text + ")");
    return out + ".";
}

struct TornadoLane {
    double top, height;
};

std::string tornado_bar(const RowPlot& plot, double base, double value, TornadoLane lane, std::string_view classes) {
    const double from = row_place(plot, base), to = row_place(plot, value);
    if (!std::isfinite(from) || !std::isfinite(to)) return {};
    return fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", classes, coordinate(std::min(from, to)),
                       coordinate(lane.top), coordinate(std::abs(to - from)), coordinate(lane.height));
}

/// What an end is, beyond the end of its bar, unless it would leave the plot.
std::string end_text(const RowPlot& plot, double base, double value, double y, const std::string& text) {
    const double at = row_place(plot, value);
    if (text.empty() || !std::isfinite(at) || value == base) return {};
    const bool leftwards = value < base;
    const double wide = text_width(text, small_size);
    if (leftwards ? at - 5 - wide < plot.left - 2 : at + 5 + wide > plot.right + 6) return {};
    return text_at({leftwards ? at - 5 : at + 5, y + small_size * 0.35}, "beside", leftwards ? "end" : "start", text);
}

}  // namespace

std::string tornado_chart(const TornadoChart& chart) {
    constexpr double bar = 14;
    const std::vector<TornadoRow> rows = widest_rows(chart);
    std::vector<std::string> names;
    Extent range = extent(std::vector<double>{chart.base}, chart.x.kind), moved;
    double end_room = 0;
    for (const TornadoRow& row : rows) {
        names.push_back(row.name);
        moved = join(moved, extent(std::vector<double>{row.low, row.high}, chart.x.kind));
        for (const std::string* text : {&row.low_text, &row.high_text})
            if (!text->empty()) end_room = std::max(end_room, text_width(*text, small_size) + 8);
    }
    if (empty(moved) || empty(range)) return empty_picture(chart);
    range = join(range, moved);
    Sheet sheet = open_sheet(chart);
    const std::vector<ChartKey> keys{patch_key("bar s0", chart.low_name), patch_key("striped s1", chart.high_name)};
    add_keys(sheet, chart, keys);
    const RowPlot plot = add_rows(sheet, chart, chart.x, {.names = names, .data = range, .end_room = end_room, .reference_name = true});
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const TornadoRow& row = rows[r];
        const double middle = plot.middle(r);
        sheet.svg += fmt::format("<g><title>{}: {} at the low end, {} at the high end</title>\n", escape(row.name),
                                 escape(axis_text(chart.x, row.low)), escape(axis_text(chart.x, row.high)));
        // Bars to one side share the row, one above the other, so that the longer does not hide the shorter.
        const bool apart = (row.low - chart.base) * (row.high - chart.base) <= 0;
        const TornadoLane upper{middle - bar / 2, apart ? bar : bar / 2}, lower{apart ? middle - bar / 2 : middle, apart ? bar : bar / 2};
        sheet.svg += tornado_bar(plot, chart.base, row.low, upper, "bar s0") + tornado_bar(plot, chart.base, row.high, lower, "striped s1");
        if (apart) sheet.svg += end_text(plot, chart.base, row.low, middle, row.low_text);
        if (apart) sheet.svg += end_text(plot, chart.base, row.high, middle, row.high_text);
        sheet.svg += "</g>\n";
    }
    const std::string base =
        chart.base_name.empty() ? std::string() : fmt::format("{} {}", chart.base_name, axis_text(chart.x, chart.base));
    sheet.svg += reference_line(plot, chart, chart.base, base);
    if (chart.rows.size() > rows.size())
        sheet.notes.push_back(
            fmt::format("The {} that move it most, of {}.", count_text(rows.size(), "factor", "factors"), chart.rows.size()));
    return close_sheet(chart, sheet, tornado_description(chart, rows));
}

std::string csv_of(const TornadoChart& chart) {
    std::string out = csv_line({"factor", "low", "high", "low end", "high end", "swing"});
    out += csv_line({csv_cell(chart.base_name), csv_cell(chart.base), csv_cell(chart.base), "", "", "0"});
    for (const TornadoRow& row : chart.rows)
        out += csv_line({csv_cell(row.name), csv_cell(row.low), csv_cell(row.high), csv_cell(row.low_text), csv_cell(row.high_text),
                         csv_cell(swing_of(chart, row))});
    return out;
}

}  // namespace enclosure
