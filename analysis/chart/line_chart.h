// Lines over time, with a band where there is one, and each line's name at its end.
// Invariant: a gap in the values is a gap in the line; nothing is interpolated.
#pragma once

#include <string>

#include "analysis/chart/chart.h"

namespace enclosure {

/// The chart as an `<svg>` element. Without values, a picture that says so.
std::string line_chart(const Chart& chart);

}  // namespace enclosure
