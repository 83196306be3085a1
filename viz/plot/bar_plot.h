// Numbers of the members of a set beside one another: a bar for each, or how many lie in each bin where there are many.
// Invariant: bins are those of analysis/chart/histogram.h.
#pragma once

#include <string>
#include <vector>

#include "viz/plot/plot.h"
#include "viz/plot/stamp.h"

namespace enclosure::viz {

struct BarRow {
    std::string name;
    double value = 0;  ///< NaN: no bar, a dash
    double ghost = 0;  ///< the same in the other world, drawn as an upright; NaN: none
    Colour colour{};
};

struct BarPlot {
    std::string id, title, unit;
    Form form = {};
    std::vector<BarRow> rows = {};
    std::string ghost_name = {};
};

/// Height of a row, pixels.
float bar_row_height(const Canvas& canvas, const Theme& theme);

/// Horizontal bars from zero, one below the other, with their names on the left and their numbers at their ends. Returns the height drawn,
/// header included.
float draw_bars(Canvas& canvas, const Theme& theme, Rect room, const BarPlot& plot, float header_room = 0);

/// How many of the rows' values lie where. Without two different values there is nothing to draw but the header.
void draw_histogram(Canvas& canvas, const Theme& theme, Rect room, const BarPlot& plot, Colour colour, float header_room = 0);

/// Stamp, then name and value of each row.
std::string bars_csv(const BarPlot& plot, const Stamp& stamp);
std::string bars_svg(const BarPlot& plot, const Theme& theme, float width, const Stamp& stamp, const Canvas* metrics = nullptr);

}  // namespace enclosure::viz
