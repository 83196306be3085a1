// Runs by where they lie in the plane of two inputs.
// Invariant: every row lies in one cell; cells stand row by row of the second input, and rows within a cell in their order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/data/columns.h"

namespace enclosure {

struct ParameterCells {
    std::vector<double> x = {};  ///< of the first input, ascending: its values, or the middles of its bins; codes of a categorical one
    std::vector<double> y = {};
    std::vector<std::vector<std::size_t>> rows = {};  ///< cell (i, j) is element j * x.size() + i
    std::size_t cell(std::size_t i, std::size_t j) const { return j * x.size() + i; }
    std::size_t size() const { return rows.size(); }
};

/// How inputs are cut: 0 keeps their own values, as in a grid; else so many bins of equal width from the least to the largest value, the
/// upper edge in the last bin. Categories are never cut.
struct CellBins {
    std::size_t x = 0, y = 0;
};

/// More cells than this are refused: inputs that were drawn and not laid out have a cell for each row, and must be cut into bins.
inline constexpr std::size_t most_parameter_cells = 250'000;

/// Throws AnalysisError if there is no row, lengths differ, or there would be too many cells.
ParameterCells parameter_cells(const InputColumn& x, const InputColumn& y, CellBins bins = {});

}  // namespace enclosure
