// Whether conditions can hold, decided from their texts before anything runs.
#pragma once

#include <span>

#include "sim/policy/trigger.h"

namespace enclosure {

/// The values that an indicator can take.
using IndicatorRange = Range (*)(const Reading&);

/// Whether there are values of the indicators, each of its range or none at all, at which all conditions hold at once. Exact as long as the
/// conditions read few indicators; where deciding it would take too long the answer is yes.
bool satisfiable(std::span<const Trigger* const> conditions, IndicatorRange range);

/// Any number: the range that assumes nothing.
Range any_value(const Reading& reading);

/// The range in which values of the indicator are described to lie (sim/indicators/judgement.h).
Range described_values(const Reading& reading);

}  // namespace enclosure
