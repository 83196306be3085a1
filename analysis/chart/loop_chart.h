// Hysteresis: an outcome while a parameter is slowly raised, and while it is lowered again; where the two part, history matters.
// Invariant: the sweep upwards is solid with arrows to higher values of the parameter, the one downwards dashed with arrows to lower ones.
#pragma once

#include <string>
#include <vector>

#include "analysis/chart/axes.h"

namespace enclosure {

struct LoopSweep {
    std::string name = {};
    std::vector<double> values = {};  ///< one for each place of the parameter, in the order of `at`
    std::vector<double> low = {};     ///< of the band; empty for none
    std::vector<double> high = {};
};

struct LoopChart : Picture {
    ChartAxis x = {.snug = true};  ///< the parameter
    ChartAxis y = {};
    std::vector<double> at = {};  ///< rising
    LoopSweep rising = {.name = "raised"};
    LoopSweep falling = {.name = "lowered"};
    std::vector<EventMark> thresholds = {};  ///< where it jumps, by name
    double height = 320;
};

/// The chart as an `<svg>` element.
std::string loop_chart(const LoopChart& chart);

/// Its data: parameter, then value, low and high of both sweeps.
std::string csv_of(const LoopChart& chart);

}  // namespace enclosure
