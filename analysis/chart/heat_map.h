// Cells over two axes, coloured by a number or by a class: regrets of policies over worlds, phases over two parameters, scores of inputs.
// Invariant: a cell without a value is hatched, never coloured; a class has a shape besides its colour. Where columns are too many to be
// drawn, neighbours are drawn as one, and the caption says so. A file stays below about 400 kB
// however many columns there are.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/chart/colour_scale.h"
#include "analysis/chart/marks.h"

namespace enclosure {

/// One axis of the grid: by names, by numbers (labels at the cells, which all have one size), or only counted.
struct HeatAxis {
    std::string title = {};
    std::vector<std::string> names = {};
    std::vector<double> values = {};  ///< rising; a vertical axis has the first at the bottom, names the first at the top
    Form form = {};
    std::size_t count = 0;  ///< if it has neither names nor values
    std::size_t size() const { return !names.empty() ? names.size() : !values.empty() ? values.size() : count; }
};

struct HeatMap : Picture {
    HeatAxis across = {};
    HeatAxis along = {};             ///< vertical
    std::vector<double> cells = {};  ///< row by row: [row of along × size of across + column]; NaN has no data. Or indices into classes
    std::vector<char> blank = {};    ///< cells that mean nothing, such as those below a diagonal: not drawn. Empty: none

    ColourKind colours = ColourKind::sequential;
    ScaleKind kind = ScaleKind::linear;  ///< of a sequential scale
    Extent range = {};                   ///< of the colours; empty: that of the cells. Values beyond it have the colour of its end
    double middle = 0;                   ///< of a diverging scale
    bool flipped = false;                ///< colours the other way round
    Form form = {};
    std::string value_title = {};  ///< what the colour means, with its unit

    std::vector<ChartClass> classes = {};  ///< not empty: a map of classes
    std::vector<double> shares = {};       ///< how large a part of the runs of a cell is of its class, 0 to 1: area of the sign
    std::string share_title = "share of runs";

    bool numbers = true;     ///< in the cells, if they fit into all
    double cell_height = 0;  ///< 0: by the grid
};

/// The chart as an `<svg>` element, as high as its grid needs.
std::string heat_map(const HeatMap& chart);

/// Its data: a row for each cell: row, column, value (or class and share).
std::string csv_of(const HeatMap& chart);

}  // namespace enclosure
