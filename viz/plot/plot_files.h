// A chart as a file: what is shown, with where it comes from.
#pragma once

#include <string>

#include "viz/plot/plot.h"
#include "viz/plot/stamp.h"

namespace enclosure::viz {

/// The chart as SVG, as it is drawn in a room of that size, with the stamp below it. `metrics` as of SvgCanvas.
std::string plot_svg(const Plot& plot, const PlotFrame& frame, const Theme& theme, float width, float height, const Stamp& stamp,
                     const Canvas* metrics = nullptr);

/// Its numbers as CSV: a first line that begins with # and holds the stamp, then the date, and a column for each layer and line, bands
/// included.
std::string plot_csv(const Plot& plot, const Stamp& stamp);

}  // namespace enclosure::viz
