// Very many points as cells of a grid: how many lie in each, and of what class.
// Invariant: every point inside the plot is in exactly one cell.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/chart/axes.h"
#include "analysis/chart/colour_scale.h"

namespace enclosure {

struct ScatterCells {
    Frame frame = {};  ///< its places
    std::size_t columns = 0, rows = 0;
    double wide = 0, high = 0;
    std::vector<std::size_t> count = {};  ///< row by row from the top
    std::vector<std::size_t> shown = {};  ///< of the shown class
    std::size_t most = 0;                 ///< in one cell
};

/// Counts places in cells of about seven units to a side, in a large plot more, so that there are some thousands at most; `of_shown` says
/// which are of the shown class.
ScatterCells count_cells(const Frame& frame, std::span<const Point> places, std::span<const char> of_shown);

/// Cells coloured by their number of points, on a logarithmic scale from 1 to `cells.most`.
std::string density_cells(const ScatterCells& cells, const ColourScale& scale);

/// Squares, their area the number of points, coloured by the share of the shown class.
std::string share_cells(const ScatterCells& cells, const ColourScale& scale);

}  // namespace enclosure
