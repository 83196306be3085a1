// What the pointer does on charts: shows a moment on all of them, marks a span to zoom to, and a double click shows everything again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "viz/kit/ui.h"
#include "viz/plot/plot.h"

namespace enclosure::viz {

/// A drag across a chart, while it lasts.
struct PlotDrag {
    std::string chart;  ///< empty: none
    float from = 0;
};

struct PointerOnPlot {
    std::optional<double> day;   ///< under the pointer
    std::optional<Extent> zoom;  ///< days that were marked, once the button is let go
    bool reset = false;
};

/// Follows the pointer over one chart.
PointerOnPlot follow_pointer(Ui& ui, PlotDrag& drag, std::string_view chart, const PlotLayout& layout);

/// Shades what is marked while a drag lasts; to be drawn over the chart.
void draw_marked(Ui& ui, const PlotDrag& drag, std::string_view chart, const PlotLayout& layout);

/// A line of the tooltip that all charts share.
struct PlotTooltipRow {
    std::optional<Colour> colour;
    std::string name;
    std::string value;
    std::string other = {};  ///< of the other world
};

/// A table beside the pointer, within `bounds`: title and subtitle, then the rows; with a column for the other world if any row has it.
void draw_plot_tooltip(Ui& ui, Rect bounds, std::string_view title, std::string_view subtitle, std::span<const PlotTooltipRow> rows);

}  // namespace enclosure::viz
