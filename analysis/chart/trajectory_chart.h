// The trajectory of a scenario discovery: what each box on the way covers against how dense it is, and which was chosen.
// Invariant: points stand in the order of peeling; a number beside a point says how many inputs its box restricts, and stands wherever that
// number changes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/chart/axes.h"
#include "sim/base/paired.h"

namespace enclosure {

struct TrajectoryPoint {
    double coverage = 0;         ///< share of the cases of interest that lie in the box
    double density = 0;          ///< share of the box that is of interest
    std::size_t restricted = 0;  ///< inputs that the box limits
};

struct TrajectoryChart : Picture {
    std::vector<TrajectoryPoint> points = {};
    std::size_t chosen = static_cast<std::size_t>(-1);  ///< index of the chosen box, or past the end for none
    double base_density = not_defined;                  ///< share of all runs that is of interest; NaN: not drawn
    double height = 340;
};

/// The chart as an `<svg>` element. More restricted inputs are farther from the ground on the sequential scale.
std::string trajectory_chart(const TrajectoryChart& chart);

/// Its data: box, coverage, density, restricted inputs, whether it was chosen.
std::string csv_of(const TrajectoryChart& chart);

}  // namespace enclosure
