// Two axes with their names, ticks and grid for charts of points and curves.
// Invariant: nothing is drawn outside the room; tick labels of an axis do not touch one another.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "analysis/chart/frame.h"
#include "analysis/chart/picture.h"

namespace enclosure {

struct ChartAxis {
    std::string title = {};  ///< what it measures, with its unit in words: "Price, US dollars"
    ScaleKind kind = ScaleKind::linear;
    Form form = {};
    Extent range = {};       ///< as it shall be; empty: from the data, widened to whole ticks
    bool from_zero = false;  ///< a linear axis that contains zero
    bool snug = false;       ///< ends where the data end, as time always does
};

/// Where the axes may be: everything below `top` and above `bottom`, tick labels and titles included.
struct AxesRoom {
    double width = 420;
    double top = 0;
    double bottom = 300;
    double right_room = 10;    ///< left free at the right of the plot, for names
    bool both_grids = false;   ///< uprights too, for scatters
    bool marks_above = false;  ///< two rows for names of upright marks
};

/// Lays out the axes for the ranges of the data; `svg` of the frame holds them.
Frame open_axes(const ChartAxis& x, Extent xs, const ChartAxis& y, Extent ys, const AxesRoom& room);

/// The room of a chart of that height whose sheet has come so far.
AxesRoom room_below(const Picture& picture, const Sheet& sheet, double height);

/// The name of a level axis: near `middle`, within the drawing; nothing if it is empty.
std::string axis_name(std::string_view title, double middle, double y, double width);

/// Whether data lie beyond the range that was given for an axis.
bool beyond(const ChartAxis& axis, Extent data);

/// The marks, cut off at the edges of the plot if that is needed.
std::string clipped(const Picture& picture, const Frame& frame, bool needed, std::string marks);

/// A value of an axis as text: a day if it is time.
std::string axis_text(const ChartAxis& axis, double value);

/// Whether a place lies within the plot.
bool inside(const Frame& frame, Point at);

/// Uprights across the plot with their names in the rows above it.
std::string upright_marks(const Frame& frame, std::span<const EventMark> marks, const AxesRoom& room);

}  // namespace enclosure
