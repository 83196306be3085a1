// Intervals of an estimate from estimates of resamples or of independent replications. Invariant: the confidence reaches every formula, and
// an estimate that is not defined (NaN) does not count.
#pragma once

#include <span>

#include "sim/base/paired.h"

namespace enclosure {

/// Mean and standard deviation (divisor n - 1) of the estimates that are defined. The mean needs one, the deviation two.
struct EstimateSpread {
    std::size_t n = 0;
    double mean = not_defined;
    double sd = not_defined;
};
EstimateSpread spread_of_estimates(std::span<const double> estimates);

/// value ± z · sd, with z the standard normal quantile at (1 + confidence) / 2 (Efron and Tibshirani, An Introduction to the Bootstrap,
/// 1993, 13.2, without correction for bias; as SALib does).
Interval normal_interval(double value, double sd, double confidence);

/// Quantiles of the resamples' estimates at (1 ∓ confidence) / 2, of type 7 (Efron and Tibshirani 1993, 13.3; Hyndman and Fan 1996).
Interval percentile_interval(std::span<const double> estimates, double confidence);

}  // namespace enclosure
