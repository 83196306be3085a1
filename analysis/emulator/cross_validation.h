// Whether an emulator can be believed, told from its own points: each is predicted from the others.
// Invariant: residuals and their standard deviations are in the outcome's unit; standardised ones have about a standard normal law if the
// emulator is right. Of those of one emulator all are correlated, so levels of tests are approximate. A point without which a term of the
// trend cannot be told has none: NaN, and a warning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/emulator/emulator.h"

namespace enclosure {

/// A Q² below which it is said that the emulator explains little.
inline constexpr double low_q2 = 0.7;

struct CrossValidation {
    std::vector<std::size_t> fold = {};         ///< of each point: points of one fold are left out together
    std::vector<double> predicted = {};         ///< mean at each point from the points of other folds
    std::vector<double> residual = {};          ///< what was there less what was predicted
    std::vector<double> sd = {};                ///< of the residual: what is not known of the function, and the noise of the mean there
    std::vector<double> standardised = {};      ///< residual / sd; NaN if sd is 0
    std::vector<double> squared_distance = {};  ///< of each fold: Mahalanobis, of the residuals together; about as large as the fold
    double q2 = not_defined;                    ///< 1 - Σ residual² / Σ (mean - mean of means)²: predictive coefficient; 1 is perfect
    double q2_of_noise = not_defined;           ///< what a perfect emulator would come to, as the means it is held against have noise
    double rmse = not_defined;
    double coverage = not_defined;  ///< share of points inside their interval of `confidence`
    double confidence = 0.95;
    std::vector<std::string> warnings = {};
};

/// One after the other, in closed form with lengths and variances as they are: residual α_i / P_ii, variance 1 / P_ii, the trend's
/// coefficients estimated anew each time (Dubrule, Math. Geol. 15, 1983; without a trend Rasmussen and Williams 2006, eq. 5.12). Warns of a
/// Q² below low_q2, and of a coverage that a binomial law would not have in 99 of 100 cases. Time and memory as one evaluation of the
/// likelihood. Intervals are predicted ± t sd, with t of prediction_quantile. Throws AnalysisError unless confidence is between 0 and 1.
CrossValidation leave_one_out(const Emulator& emulator, double confidence, const Threads& threads);

/// So many folds of points, drawn: residuals (P_BB)⁻¹ α_B with covariance (P_BB)⁻¹ for the points B of a fold, in closed form with
/// parameters as they are. A fold each is leave_one_out. Throws AnalysisError unless 2 <= folds <= points.
CrossValidation k_fold(const Emulator& emulator, std::size_t folds, std::uint64_t seed, double confidence, const Threads& threads);

/// The same folds, but lengths and variances are searched again without the points of each: what a search gets wrong is seen too. Time of
/// as many fits as there are folds.
CrossValidation k_fold_refitted(const Emulator& emulator, std::size_t folds, std::uint64_t seed, double confidence, const Threads& threads);

}  // namespace enclosure
