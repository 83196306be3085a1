// What all charts have around their marks: title, unit, grid, axes, events, end labels, caption.
// Invariant: nothing is drawn outside the view box; names at the right never overlap.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/chart/chart.h"
#include "analysis/chart/svg.h"

namespace enclosure {

struct Frame {
    Scale x;
    Scale y;  ///< from = bottom, to = top
    double left = 0, right = 0, top = 0, bottom = 0;
    std::string svg = {};  ///< opening tag, title, grid and axes
};

/// A name at the right edge, for a mark that ends at `end`.
struct EndLabel {
    std::string name;
    int colour = 0;
    Point end = {};
};

/// Lays out the chart for a y range and opens the SVG element. Room at the right is as wide as the longest name needs.
Frame open_frame(const Chart& chart, Extent y, std::span<const EndLabel> names);

/// Names at the right, moved apart; a leader joins a name to its mark where it had to move.
std::string end_labels(const Frame& frame, const Chart& chart, std::span<const EndLabel> labels);

/// The same for a drawing of that width, whatever its kind.
std::string end_labels(const Frame& frame, double width, std::span<const EndLabel> labels);

/// Uprights at the events with as many names as fit in two rows below `rows_top`; the others keep their upright and a tooltip.
std::string event_marks(const Frame& frame, std::span<const EventMark> events, double width, double rows_top);

/// Guide for the read-out, caption, and the closing tag.
std::string close_frame(const Frame& frame, const Chart& chart);

/// The whole picture of a chart without values: its title and a sentence.
std::string empty_chart(const Chart& chart);

}  // namespace enclosure
