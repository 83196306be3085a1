// What an emulator says of points that were not run.
// Invariant: a prediction is a function of the emulator and the points; those asked for with it change it by rounding at most.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/emulator/emulator.h"
#include "sim/base/paired.h"
#include "sim/base/parallel.h"

namespace enclosure {

struct EmulatorPrediction {
    std::vector<double> mean = {};
    std::vector<double> sd = {};        ///< of the mean outcome at the point: what is not known of the function, trend included
    std::vector<double> run_sd = {};    ///< of one new run there: noise too
    std::vector<double> gradient = {};  ///< if asked for: point × input, of the mean by each number in its unit; NaN for categories
};

/// Universal kriging (Ankenman, Nelson and Staum, Oper. Res. 58, 2010; Rasmussen and Williams 2006, section 2.7): with k the covariances of
/// the point with the training points, f its trend terms and u = f - FᵀK⁻¹k,
///   mean = fᵀβ + kᵀK⁻¹(y - Fβ),  sd² = variance - kᵀK⁻¹k + uᵀ(FᵀK⁻¹F)⁻¹u.
/// Lengths and variances count as known. `x` is point × input in the inputs' units; points may lie outside the ranges, where an emulator
/// soon knows nothing but its trend. Time ~ points × training points². Throws AnalysisError if x has no whole number of points, or values
/// that are not finite or no level.
EmulatorPrediction predict(const Emulator& emulator, std::span<const double> x, const Threads& threads, bool with_gradient = false);

/// mean ± t sd with Student's t of the emulator's degrees of freedom, points less trend terms: exact if the process's variance alone is
/// estimated, by restricted likelihood. For the mean outcome give `sd`, for a new run `run_sd`.
std::vector<Interval> prediction_intervals(const Emulator& emulator, std::span<const double> mean, std::span<const double> sd,
                                           double confidence = 0.95);

/// The t of those intervals. Throws AnalysisError unless confidence is between 0 and 1.
double prediction_quantile(const Emulator& emulator, double confidence);

/// Predictions at scaled coordinates, and the posterior covariance of the mean outcome between two sets of points (a × b).
EmulatorPrediction predict_scaled(const Emulator& emulator, std::span<const double> coordinates, const Threads& threads,
                                  bool with_gradient = false);
DenseMatrix posterior_covariance(const Emulator& emulator, std::span<const double> a, std::span<const double> b);

/// Variance of one run at scaled coordinates, in the outcome's unit squared: the emulator's noise, or where it is smoothed the mean of the
/// log-normal variance that is emulated there.
std::vector<double> run_variances(const Emulator& emulator, std::span<const double> coordinates, const Threads& threads);

}  // namespace enclosure
