#include "analysis/chart/chart_csv.h"

#include <fmt/format.h>

#include "analysis/chart/csv.h"

namespace enclosure {

std::string csv_of(const Chart& chart) {
    CsvColumns table;
    const std::string x = !chart.x_title.empty() ? chart.x_title : chart.x_kind == ScaleKind::time ? "date" : "x";
    table.add(x, chart.x, chart.x_kind);
    for (std::size_t i = 0; i < chart.lines.size(); ++i) {
        const Line& line = chart.lines[i];
        const std::string name = line.name.empty() ? fmt::format("line {}", i + 1) : line.name;
        table.add(name, line.values);
        if (line.low.empty()) continue;
        table.add(name + " low", line.low);
        table.add(name + " high", line.high);
    }
    return table.text();
}

std::string csv_of(const IntervalChart& chart) {
    std::string out = csv_line({"name", "value", "low", "high", "note"});
    for (const IntervalRow& row : chart.rows)
        out += csv_line({csv_cell(row.name), csv_cell(row.value), csv_cell(row.low), csv_cell(row.high), csv_cell(row.note)});
    return out;
}

}  // namespace enclosure
