#include "analysis/chart/interval_points.h"

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

std::string estimates_text(const IntervalPoints& chart, const EstimateRow& row) {
    if (!chart.numbers) return {};
    std::string out;
    for (const DotEstimate& e : row.estimates) out += (out.empty() ? "" : " / ") + number_text(e.value, chart.x.form);
    return out;
}

std::string points_description(const IntervalPoints& chart) {
    std::string out;
    for (const EstimateRow& row : chart.rows) {
        out += (out.empty() ? "" : "; ") + row.name + ":";
        for (std::size_t s = 0; s < row.estimates.size(); ++s)
            out += fmt::format("{}{}{} {}", s == 0 ? "" : ",", chart.series[s].name.empty() ? "" : " ", chart.series[s].name,
                               estimate_text(row.estimates[s], chart.x.form));
    }
    return out + ".";
}

}  // namespace

std::string interval_points(const IntervalPoints& chart) {
    std::vector<std::string> names;
    Extent range;
    double value_room = 0;
    for (const EstimateRow& row : chart.rows) {
        assert(row.estimates.size() == chart.series.size());
        names.push_back(row.name);
        for (const DotEstimate& e : row.estimates)
            range = join(range, extent(std::vector<double>{e.value, e.interval.low, e.interval.high}, chart.x.kind));
        value_room = std::max(value_room, text_width(estimates_text(chart, row), tick_size));
    }
    if (empty(range)) return empty_picture(chart);
    if (std::isfinite(chart.reference)) range = join(range, extent(std::vector<double>{chart.reference}, chart.x.kind));
    Sheet sheet = open_sheet(chart);
    std::vector<ChartKey> keys;
    for (std::size_t s = 0; s < chart.series.size(); ++s)
        keys.push_back(point_key({.colour = chart.series[s].colour}, s, chart.series[s].name));
    add_keys(sheet, chart, keys);
    const double lanes = static_cast<double>(chart.series.size()), apart = 11;
    const RowPlot plot = add_rows(sheet, chart, chart.x,
                                  {.names = names,
                                   .value_room = value_room,
                                   .row_height = 12 + lanes * apart,
                                   .data = range,
                                   .reference_name = !chart.reference_name.empty() && std::isfinite(chart.reference)});
    sheet.svg += reference_line(plot, chart, chart.reference, chart.reference_name);
    for (std::size_t r = 0; r < chart.rows.size(); ++r) {
        const EstimateRow& row = chart.rows[r];
        for (std::size_t s = 0; s < row.estimates.size(); ++s) {
            const DotEstimate& e = row.estimates[s];
            const double y = plot.middle(r) + (static_cast<double>(s) - (lanes - 1) / 2) * apart;
            const Point at{place(plot.x, e.value), y};
            if (!(at.x >= plot.left - 0.01 && at.x <= plot.right + 0.01)) continue;
            const std::string colour = series_class(chart.series[s].colour);
            // On a logarithmic axis an interval may reach to zero and below: it then begins where the axis does.
            const double low = chart.x.kind == ScaleKind::log && e.interval.low <= 0 ? plot.left : row_place(plot, e.interval.low);
            sheet.svg += fmt::format("<g><title>{}</title>\n",
                                     escape(row.note.empty() ? row.name + ": " + estimate_text(e, chart.x.form) : row.note));
            sheet.svg += range_mark({low, y}, {row_place(plot, e.interval.high), y}, "error " + colour);
            sheet.svg += path_of(shape_path(shape_of({}, s), at, 8), "point " + colour) + "</g>\n";
        }
        if (chart.numbers) sheet.svg += row_value(plot, chart, r, estimates_text(chart, row));
    }
    return close_sheet(chart, sheet, points_description(chart));
}

std::string csv_of(const IntervalPoints& chart) {
    std::vector<std::string> line{"row"};
    for (const EstimateSeries& s : chart.series) {
        const std::string name = s.name.empty() ? "value" : s.name;
        for (const char* what : {"", " low", " high"}) line.push_back(csv_cell(name + what));
    }
    std::string out = csv_line(line);
    for (const EstimateRow& row : chart.rows) {
        line.assign(1, csv_cell(row.name));
        for (const DotEstimate& e : row.estimates)
            for (const double v : {e.value, e.interval.low, e.interval.high}) line.push_back(csv_cell(v));
        out += csv_line(line);
    }
    return out;
}

}  // namespace enclosure
