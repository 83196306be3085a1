// Numbers of a comparison as a reader sees them: levels and differences in a form that fits the indicator.
#pragma once

#include <string>

#include "analysis/chart/number.h"
#include "analysis/compare/comparison.h"

namespace enclosure {

/// How levels of the metric are shown: shares as per cent, money in dollars.
Form level_form(const Metric& metric);

/// How its differences are shown: of shares as percentage points.
Form difference_form(const Metric& metric);

/// A difference, or an end of its interval, is shown as 0 if it is no larger than this part of the indicator's level, the larger of the
/// means of baseline and policy: sums of many agents are rounded to about as much.
inline constexpr double rounding_noise = 1e-9;

/// The difference as tables and pages show it: what is rounding noise is 0, and with it d_z; without a spread beyond noise there is no d_z.
/// Files keep the numbers as they are.
Difference without_noise(Difference difference);

/// The number with its sign: "+1.2 pp", "−$3.4 bn", "0".
std::string signed_text(double value, const Form& form);

/// "[−0.2, +1.2] pp": an interval in the form's unit.
std::string interval_text(const Interval& interval, const Form& form);

/// Whether a difference is an improvement: 1, a deterioration: -1, or neither: 0 (no direction, or none shown).
int betterment(const Metric& metric, const Difference& difference);

}  // namespace enclosure
