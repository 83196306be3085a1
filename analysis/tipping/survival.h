// How long until something happens, where some runs end before it does: Kaplan and Meier's curve.
// Invariant: a run that ended without the event counts as at risk up to its end, and at that time itself; nothing is assumed of what came
// after.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/base/paired.h"

namespace enclosure {

/// Time from the start until the event, or until a run ended without it.
struct EventTime {
    double time = not_defined;
    bool observed = false;  ///< false: censored, the event came later or never
};

/// On which scale the interval of the curve is symmetric. `log_log` stays within [0, 1] (Kalbfleisch and Prentice 1980; lifelines, SAS);
/// R's survfit has `log` unless told otherwise; `plain` is Greenwood's own, cut off at 0 and 1, as `log` is at 1.
enum class SurvivalScale : std::uint8_t { plain, log, log_log };

/// At a time at which events happened or runs were censored.
struct SurvivalStep {
    double time = 0;
    std::size_t at_risk = 0;  ///< just before
    std::size_t events = 0;
    std::size_t censored = 0;
    double survival = 1;     ///< share of runs without the event after this time
    double error = 0;        ///< Greenwood's standard error of it; not defined once no run is left
    Interval interval = {};  ///< of the share; a point before the first event, not defined at 0
};

struct SurvivalCurve {
    std::size_t n = 0;
    std::size_t dropped = 0;  ///< times that are NaN
    std::size_t events = 0;
    std::vector<SurvivalStep> steps = {};  ///< by time
    double median = not_defined;           ///< first time at which the share is 1/2 or less; not defined if it stays above
    Interval median_interval = {};  ///< where the curve's limits reach 1/2 (Brookmeyer and Crowley, Biometrics 38, 1982); NaN: they do not
    double horizon = not_defined;   ///< the restricted mean counts time up to here
    double restricted_mean = not_defined;  ///< mean time without the event up to the horizon: the area below the curve
    double restricted_error = not_defined;
    Interval restricted_interval = {};  ///< normal

    /// Share without the event after `time`; 1 before the first step.
    double survival_at(double time) const;
};

/// Product-limit estimate (Kaplan and Meier, Journal of the American Statistical Association 53, 1958) with Greenwood's variance (1926).
/// Events come before censorings at the same time. The restricted mean is taken up to `horizon`, or to the last time if that is NaN or
/// later; its variance as by Klein and Moeschberger (Survival Analysis, 2003, formula 4.5.2). Throws AnalysisError for times below 0 or
/// infinite ones.
SurvivalCurve kaplan_meier(std::span<const EventTime> times, double confidence = 0.95, SurvivalScale scale = SurvivalScale::log_log,
                           double horizon = not_defined);

}  // namespace enclosure
