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

/// The number with its sign: "+1.2 pp", "−$3.4 bn", "0".
std::string signed_text(double value, const Form& form);

/// "[−0.2, +1.2] pp": an interval in the form's unit.
std::string interval_text(const Interval& interval, const Form& form);

/// Whether a difference is an improvement: 1, a deterioration: -1, or neither: 0 (no direction, or none shown).
int betterment(const Metric& metric, const Difference& difference);

}  // namespace enclosure
