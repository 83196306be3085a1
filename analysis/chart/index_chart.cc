#include "analysis/chart/index_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/chart/csv.h"
#include "analysis/chart/heading.h"
#include "analysis/chart/keys.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/row_plot.h"

namespace enclosure {
namespace {

std::vector<IndexRow> strongest_first(const IndexChart& chart) {
    std::vector<IndexRow> rows = chart.rows;
    const auto strength = [](const IndexRow& row) {
        const double v = row.indices.empty() ? not_defined : row.indices.back().value;
        return std::isnan(v) ? -1e300 : std::abs(v);
    };
    if (chart.sorted)
        std::stable_sort(rows.begin(), rows.end(), [&](const IndexRow& a, const IndexRow& b) { return strength(a) > strength(b); });
    if (rows.size() > chart.most_rows) rows.resize(chart.most_rows);
    return rows;
}

std::string lane_class(std::size_t lane, int colour) {
    return (lane == 0 ? "bar " : lane == 1 ? "striped " : "hollow ") + series_class(colour);
}

std::string row_numbers(const IndexChart& chart, const IndexRow& row) {
    std::string out;
    for (const DotEstimate& e : row.indices) out += (out.empty() ? "" : " / ") + number_text(e.value, chart.x.form);
    return out;
}

std::string index_description(const IndexChart& chart, const std::vector<IndexRow>& rows) {
    std::string out;
    for (const IndexRow& row : rows) {
        out += (out.empty() ? "" : "; ") + row.name + ":";
        for (std::size_t s = 0; s < row.indices.size(); ++s)
            out += fmt::format("{} {} {}", s == 0 ? "" : ",", chart.series[s].name, estimate_text(row.indices[s], chart.x.form));
    }
    return out + ".";
}

}  // namespace

std::string index_chart(const IndexChart& chart) {
    constexpr double lane_height = 9;
    const std::vector<IndexRow> rows = strongest_first(chart);
    std::vector<std::string> names;
    Extent range;
    double value_room = 0;
    for (const IndexRow& row : rows) {
        assert(row.indices.size() == chart.series.size());
        names.push_back(row.name);
        for (const DotEstimate& e : row.indices)
            range = join(range, extent(std::vector<double>{e.value, e.interval.low, e.interval.high}, chart.x.kind));
        value_room = std::max(value_room, text_width(row_numbers(chart, row), tick_size));
    }
    if (empty(range)) return empty_picture(chart);
    Sheet sheet = open_sheet(chart);
    std::vector<ChartKey> keys;
    for (std::size_t s = 0; s < chart.series.size(); ++s)
        keys.push_back(patch_key(lane_class(s, chart.series[s].colour), chart.series[s].name));
    if (keys.size() > 1) add_keys(sheet, chart, keys);
    const double lanes = static_cast<double>(chart.series.size());
    const RowPlot plot = add_rows(sheet, chart, chart.x,
                                  {.names = names,
                                   .value_room = value_room,
                                   .row_height = std::max(20.0, lanes * (lane_height + 2) + 6),
                                   .data = range,
                                   .reference_name = !chart.threshold_name.empty()});
    const double origin = chart.x.kind == ScaleKind::log ? plot.left : place(plot.x, std::clamp(0.0, plot.x.low, plot.x.high));
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (std::size_t s = 0; s < rows[r].indices.size(); ++s) {
            const DotEstimate& e = rows[r].indices[s];
            const double y = plot.middle(r) + (static_cast<double>(s) - (lanes - 1) / 2) * (lane_height + 2);
            const double to = row_place(plot, e.value);
            if (!std::isfinite(to)) continue;
            sheet.svg += fmt::format("<g><title>{}, {}: {}</title><rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n",
                                     escape(rows[r].name), escape(chart.series[s].name), escape(estimate_text(e, chart.x.form)),
                                     lane_class(s, chart.series[s].colour), coordinate(std::min(origin, to)),
                                     coordinate(y - lane_height / 2), coordinate(std::abs(to - origin)), coordinate(lane_height));
            sheet.svg += range_mark({row_place(plot, e.interval.low), y}, {row_place(plot, e.interval.high), y}, "whisker", 3) + "</g>\n";
        }
        sheet.svg += row_value(plot, chart, r, row_numbers(chart, rows[r]));
    }
    sheet.svg += reference_line(plot, chart, chart.threshold, chart.threshold_name);
    if (chart.rows.size() > rows.size())
        sheet.notes.push_back(
            fmt::format("The {} with the largest index, of {}.", count_text(rows.size(), "factor", "factors"), chart.rows.size()));
    return close_sheet(chart, sheet, index_description(chart, rows));
}

std::string csv_of(const IndexChart& chart) {
    std::vector<std::string> line{"factor"};
    for (const EstimateSeries& s : chart.series)
        for (const char* what : {"", " low", " high"}) line.push_back(csv_cell(s.name + what));
    std::string out = csv_line(line);
    for (const IndexRow& row : chart.rows) {
        line.assign(1, csv_cell(row.name));
        for (const DotEstimate& e : row.indices)
            for (const double v : {e.value, e.interval.low, e.interval.high}) line.push_back(csv_cell(v));
        out += csv_line(line);
    }
    return out;
}

}  // namespace enclosure
