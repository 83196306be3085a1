// Intervals for means by Student's t, at any confidence: what every question about numbers of runs starts from.
// Invariant: at another confidence an interval is longer or shorter by the exact ratio of the quantiles, and nothing else changes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>

#include "sim/base/paired.h"

namespace enclosure {

struct MeanInterval {
    std::size_t n = 0;        ///< values that are finite
    std::size_t dropped = 0;  ///< values that are not
    double mean = not_defined;
    double sd = not_defined;     ///< with n - 1; exactly 0 if all values are equal
    double error = not_defined;  ///< standard error of the mean, sd / √n
    Interval interval = {};      ///< needs two values
    double half_width() const { return (interval.high - interval.low) / 2; }
};

/// Throws AnalysisError unless 0 < confidence < 1.
void check_interval_confidence(double confidence);

/// Mean, spread and t interval of a column; values that are not finite are dropped and counted.
MeanInterval mean_interval(std::span<const double> values, double confidence = 0.95);

/// estimate ± t(1/2 + confidence/2, freedom) × error; a point if the error is 0.
Interval t_interval(double estimate, double error, double freedom, double confidence = 0.95);

/// Half the length of the t interval that n >= 2 values of that standard deviation give: t(1/2 + confidence/2, n - 1) sd / √n.
double interval_half_width(double sd, std::uint64_t n, double confidence = 0.95);

/// Interval for a standard deviation that was estimated from n normal values, by χ² with n - 1 degrees of freedom: how far to trust a
/// number of runs that was worked out from few.
Interval sd_interval(double sd, std::uint64_t n, double confidence = 0.95);

/// Numbers of runs above this are not looked for.
inline constexpr std::uint64_t most_advised_runs = 100'000'000;

/// Smallest n >= 2 whose t interval is no wider than `half_width` to each side, if the values have that standard deviation: iterated over
/// the degrees of freedom, not by the normal quantile. None if it is above most_advised_runs. Throws AnalysisError unless half_width > 0.
std::optional<std::uint64_t> runs_for_half_width(double sd, double half_width, double confidence = 0.95);

/// The same by the normal quantile, (z sd / half_width)², which is too small for few runs; not rounded.
double normal_runs_for_half_width(double sd, double half_width, double confidence = 0.95);

}  // namespace enclosure
