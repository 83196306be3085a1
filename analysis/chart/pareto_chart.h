// Trade-offs between two outcomes: which policies no other one beats in both, and how sure that is.
// Invariant: points of the front are filled and joined by the edge of what they dominate; dominated ones are small and pale. Which way each
// outcome is better is written on its axis.
#pragma once

#include <string>
#include <vector>

#include "analysis/chart/axes.h"
#include "sim/base/paired.h"

namespace enclosure {

struct ParetoMark {
    std::string name = {};
    double x = 0;
    double y = 0;
    Interval x_interval = {};  ///< not defined: no cross
    Interval y_interval = {};
    bool on_front = false;
};

struct ParetoChart : Picture {
    ChartAxis x = {};
    ChartAxis y = {};
    bool x_higher = true;  ///< higher values of x are better
    bool y_higher = true;
    std::vector<ParetoMark> points = {};
    double height = 360;
};

/// The chart as an `<svg>` element; names of the front first, those of dominated points while there is room.
std::string pareto_chart(const ParetoChart& chart);

/// Its data: name, x, y, their intervals, whether on the front.
std::string csv_of(const ParetoChart& chart);

}  // namespace enclosure
