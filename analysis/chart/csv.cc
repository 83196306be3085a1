#include "analysis/chart/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace enclosure {

std::string csv_cell(double value) {
    return std::isnan(value) ? std::string() : fmt::format("{}", value);
}

std::string csv_cell(double value, ScaleKind kind) {
    if (kind != ScaleKind::time || !std::isfinite(value)) return csv_cell(value);
    using namespace std::chrono;
    const year_month_day date{sys_days{days{static_cast<int>(std::floor(std::clamp(value, -7e5, 2.9e6)))}}};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string csv_line(std::span<const std::string> cells) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i == 0 ? "" : ",") + cells[i];
    return out + "\n";
}

std::string csv_line(std::initializer_list<std::string> cells) {
    return csv_line(std::span<const std::string>(cells.begin(), cells.size()));
}

void CsvColumns::add(std::string_view name, std::span<const double> values, ScaleKind kind) {
    names.push_back(csv_cell(name));
    std::vector<std::string> column;
    for (const double v : values) column.push_back(csv_cell(v, kind));
    cells.push_back(std::move(column));
}

void CsvColumns::add(std::string_view name, std::span<const std::string> texts) {
    names.push_back(csv_cell(name));
    std::vector<std::string> column;
    for (const std::string& t : texts) column.push_back(csv_cell(std::string_view(t)));
    cells.push_back(std::move(column));
}

std::string CsvColumns::text() const {
    std::string out = csv_line(names);
    std::size_t rows = 0;
    for (const auto& column : cells) rows = std::max(rows, column.size());
    std::vector<std::string> row(cells.size());
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t c = 0; c < cells.size(); ++c) row[c] = i < cells[c].size() ? cells[c][i] : std::string();
        out += csv_line(row);
    }
    return out;
}

}  // namespace enclosure
