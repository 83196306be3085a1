// The data of lines, stacks and bars as CSV; the other charts have theirs beside them.
#pragma once

#include <string>

#include "analysis/chart/chart.h"
#include "analysis/chart/interval_chart.h"

namespace enclosure {

/// A row for each x: the lines by name, each with its band if it has one. Lines without a name are numbered.
std::string csv_of(const Chart& chart);

/// A row for each bar: name, value, low, high, note.
std::string csv_of(const IntervalChart& chart);

}  // namespace enclosure
