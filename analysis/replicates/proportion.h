// Intervals for shares: of runs that end in a basin, that lock in, that jump.
#pragma once

#include <cstddef>

#include "sim/base/paired.h"

namespace enclosure {

/// Wilson's score interval for a share of which `successes` of n are seen (Wilson, Journal of the American Statistical Association 22,
/// 1927), without correction for continuity. Within [0, 1], and 0 and 1 are met exactly where no or all successes are seen. Not defined for
/// n = 0.
Interval wilson_interval(std::size_t successes, std::size_t n, double confidence = 0.95);

/// The interval that covers at least as often as stated, whatever the share (Clopper and Pearson, Biometrika 26, 1934): quantiles of beta
/// laws. Wider than Wilson's.
Interval clopper_pearson_interval(std::size_t successes, std::size_t n, double confidence = 0.95);

}  // namespace enclosure
