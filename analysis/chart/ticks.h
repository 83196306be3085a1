// Where an axis has its marks, and what they say. Free of drawing.
// Invariant: ticks rise, lie within the range, and their labels differ from one another.
#pragma once

#include <string>
#include <vector>

#include "analysis/chart/number.h"
#include "analysis/chart/scale.h"

namespace enclosure {

struct Tick {
    double value = 0;
    std::string label = {};
};

/// The step 1, 2 or 5 times a power of ten that gives about `wanted` ticks over a span > 0.
double tick_step(double span, int wanted);

/// The range widened to whole ticks, so that the first and the last tick lie at its ends. A range of one value is widened first, as
/// make_scale does; a logarithmic range to 1, 2 or 5 times a power of ten.
Extent nice_range(Extent range, ScaleKind kind, int wanted);

/// Ticks of a linear axis; labels share decimals and magnitude ("0", "50 bn", "100 bn"). The form's factor applies before steps are chosen.
std::vector<Tick> linear_ticks(Extent range, int wanted, const Form& form = {});

/// Ticks of a logarithmic axis: powers of ten (every so many over a long range), with 2 and 5 between them over a short one; linear
/// ticks if the range is too short for that.
std::vector<Tick> log_ticks(Extent range, int wanted, const Form& form = {});

/// Ticks of a time axis in days since 1970-01-01: on the first day of years ("2027"), of months ("Mar 2027") or on days ("5 Mar").
std::vector<Tick> time_ticks(Extent days, int wanted);

/// The ticks that fit the scale.
std::vector<Tick> ticks_of(const Scale& scale, int wanted, const Form& form = {});

/// A day as "Mar 2027"; with the day of the month, "5 Mar 2027", if asked.
std::string day_text(double days, bool with_day = false);

}  // namespace enclosure
