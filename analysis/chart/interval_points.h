// Estimates as points with their intervals, a row for each thing, one or several series in a row, on a linear or logarithmic axis.
// Invariant: series differ in shape and in place within the row, not in colour alone; what is not defined has a dash and no point.
#pragma once

#include <string>
#include <vector>

#include "analysis/chart/axes.h"
#include "analysis/chart/estimate.h"

namespace enclosure {

struct EstimateRow {
    std::string name = {};
    std::vector<DotEstimate> estimates = {};  ///< one for each series
    std::string note = {};                    ///< shown when pointed at
};

struct IntervalPoints : Picture {
    ChartAxis x = {};
    std::vector<EstimateSeries> series = {{"", 0}};
    std::vector<EstimateRow> rows = {};
    double reference = not_defined;  ///< a dashed upright: no effect, a target, a smallest effect
    std::string reference_name = {};
    bool numbers = true;  ///< the estimates at the right, those of several series parted by a slash
};

/// The chart as an `<svg>` element, as high as its rows need.
std::string interval_points(const IntervalPoints& chart);

/// Its data: row, then value, low and high of each series.
std::string csv_of(const IntervalPoints& chart);

}  // namespace enclosure
