// Parts of a whole over time, one on top of the other, each with its name.
// Invariant: parts are drawn from the bottom in the order given, and their heights add up to the total exactly.
#pragma once

#include <string>

#include "analysis/chart/chart.h"

namespace enclosure {

/// The chart as an `<svg>` element; values that are not finite or negative count as nothing. Where all parts are nothing, there is a
/// gap. A part that is gone at the end has its name inside, where it is thickest, if there is room.
std::string stacked_chart(const Chart& chart);

}  // namespace enclosure
