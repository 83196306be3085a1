// When a run locks in: the time from which its outcome stays where it is until the run ends; and when it first reaches a barrier that
// absorbs. Invariant: times count from the start of a run; a run that has not locked in is censored, never left out.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "analysis/tipping/survival.h"
#include "sim/base/paired.h"

namespace enclosure {

/// Where an outcome has locked in: at `low` or above, at `high` or below, or both, which is a band; or, with `outside`, at `low` or below
/// or at `high` or above.
struct LockInRegion {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool outside = false;
    bool holds(double value) const { return outside ? value <= low || value >= high : value >= low && value <= high; }
};

/// At or above a level, at or below it, and within a band.
constexpr LockInRegion at_least(double level) {
    return {.low = level};
}
constexpr LockInRegion at_most(double level) {
    return {.high = level};
}
constexpr LockInRegion within_band(double low, double high) {
    return {.low = low, .high = high};
}

/// First time from which the outcome stays within the region until the run's end, counted from `times.front()`. A run that ends outside is
/// censored at its end. A run that has been inside for less than `least_stay` when it ends is censored where it came in: whether it stays
/// is not known. Values that are not finite are left out; NaN if no value is left. Throws AnalysisError if times do not rise or lengths
/// differ.
EventTime lock_in_time(std::span<const double> times, std::span<const double> values, const LockInRegion& region, double least_stay = 0);

/// A first passage, and through which side.
struct Passage {
    EventTime when = {};
    int side = 0;  ///< +1: at or above `high`; -1: at or below `low`; 0: neither before the end
};

/// First time at which the outcome is at or above `high`, or at or below `low`, as if it were absorbed there (Arthur, Economic Journal 99,
/// 1989: his switching condition is strict, so that a lead of D is not enough; state D + 1 then). Counted and censored as above.
Passage first_passage(std::span<const double> times, std::span<const double> values, double low, double high);

struct LockIn {
    std::vector<EventTime> times = {};  ///< of each run
    SurvivalCurve curve = {};           ///< share of runs not yet locked in
    double locked_in = not_defined;     ///< share of runs that are when they end
    Interval locked_in_interval = {};   ///< Wilson's
    std::vector<std::string> warnings = {};
};

/// All runs, at the same times. Throws AnalysisError as above, or if there is no run.
LockIn lock_in(std::span<const double> times, std::span<const std::vector<double>> runs, const LockInRegion& region, double least_stay = 0,
               double confidence = 0.95, SurvivalScale scale = SurvivalScale::log_log);

}  // namespace enclosure
