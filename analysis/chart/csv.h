// Tables as CSV (RFC 4180, lines end in \n): what a reader of a chart takes into a spreadsheet or a script.
// Invariant: numbers are written so that they read back to the same bits, whatever the locale; a cell that is not defined is empty.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/chart/scale.h"
#include "sim/base/csv.h"

namespace enclosure {

/// A number as a cell: "0.1", "1e-07", "inf"; empty if it is NaN.
std::string csv_cell(double value);

/// A value of an axis as a cell: days since 1970-01-01 as a date ("2027-03-01") if the axis is time, otherwise the number.
std::string csv_cell(double value, ScaleKind kind);

/// A line of cells that are ready.
std::string csv_line(std::span<const std::string> cells);
std::string csv_line(std::initializer_list<std::string> cells);

/// Columns of numbers under their names; a column that is too short has empty cells.
struct CsvColumns {
    std::vector<std::string> names = {};
    std::vector<std::vector<std::string>> cells = {};
    void add(std::string_view name, std::span<const double> values, ScaleKind kind = ScaleKind::linear);
    void add(std::string_view name, std::span<const std::string> texts);
    std::string text() const;
};

}  // namespace enclosure
