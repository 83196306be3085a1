// The cells of a heat map as they are drawn: where they stand, which are drawn as one, their colours, signs and numbers.
// Invariant: a cell of the grid stands for `merged` neighbouring columns of a row; without any value among them it is hatched.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/chart/heat_map.h"

namespace enclosure {

struct HeatGrid {
    double left = 0, top = 0;
    double wide = 0, high = 0;  ///< of a cell
    std::size_t rows = 0, columns = 0;
    std::size_t merged = 1;
    bool upwards = false;  ///< the first row is at the bottom
    std::vector<double> cells = {};
    std::vector<double> shares = {};  ///< NaN where there is none
    std::vector<char> blank = {};
    double x(std::size_t column) const { return left + wide * static_cast<double>(column); }
    double y(std::size_t row) const { return top + high * static_cast<double>(upwards ? rows - 1 - row : row); }
};

/// The grid between two uprights, its first row at 0: columns that would be too narrow are put together as means, or as their most
/// frequent class. A map of classes keeps its cells wide enough for their signs.
HeatGrid heat_grid(const HeatMap& chart, double left, double right);

/// All cells.
std::string draw_cells(const HeatMap& chart, const HeatGrid& grid, const ColourScale& scale);

/// Name of a row or column: its name, its number by the axis' form, or how many-th it is.
std::string cell_name(const HeatAxis& axis, std::size_t i);

/// What a cell says: a number, the name of a class, or "no data".
std::string cell_text(const HeatMap& chart, double value);

/// Whether a cell of the chart means nothing.
bool is_blank(const HeatMap& chart, std::size_t cell);

/// The widest share of the drawing that names of rows get.
inline constexpr double row_name_share = 0.36;

}  // namespace enclosure
