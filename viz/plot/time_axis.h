// Steps and days: charts are drawn over days, worlds count in steps.
// Invariant: days rise with the steps; step_at() is the inverse of day_at() on the whole axis and is held to its ends.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/base/calendar.h"

namespace enclosure::viz {

struct TimeAxis {
    std::vector<double> days;  ///< since 1970-01-01, of step 0, 1, …; at least one

    /// The day of a step, which may lie between two.
    double day_at(double step) const;
    /// The step of a day, with its part; held between the first and the last.
    double step_at(double day) const;
};

/// The axis of a run of that many steps of `step` years.
TimeAxis make_time_axis(Date start, double step, std::size_t steps);

}  // namespace enclosure::viz
