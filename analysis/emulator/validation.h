// Whether an emulator can be believed, told from points that it has not seen (Bastos and O'Hagan, Technometrics 51, 2009).
// Invariant: nothing of the held-out points enters the emulator.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/emulator/emulator.h"

namespace enclosure {

struct EmulatorValidation {
    std::vector<std::size_t> row = {};  ///< of the held-out set, of which the outcome is finite
    std::vector<double> predicted = {};
    std::vector<double> error = {};         ///< what was there less what was predicted
    std::vector<double> sd = {};            ///< of the error: of the function there, and of the noise of the mean
    std::vector<double> standardised = {};  ///< error / sd
    /// Errors made independent, one after the other that of the point which is least certain given those before (pivoted Cholesky); large
    /// ones early point to a wrong variance, late to wrong lengths. As many as the covariance has ranks.
    std::vector<double> pivoted = {};
    std::vector<std::size_t> pivot = {};    ///< to which held-out point (as in `row`) each belongs
    double squared_distance = not_defined;  ///< Mahalanobis, of all errors together: Σ pivoted²
    double p = not_defined;   ///< two-sided, of it: over their number about F(number, points - trend terms) if the emulator is right
    double q2 = not_defined;  ///< 1 - Σ error² / Σ (outcome - its mean)²
    double rmse = not_defined;
    double coverage = not_defined;  ///< share of points inside their interval of `confidence`
    double confidence = 0.95;
    std::vector<std::string> warnings = {};
};

/// Holds an emulator against points of the same inputs. Their noise is taken from the emulator, for as many runs as they say. Warns of a Q²
/// below low_q2, of a coverage that is off, and of a p below 0.01. Time ~ held-out points × points² + held-out points³. Throws
/// AnalysisError if the inputs differ in number, lengths do not match, or no outcome is finite.
EmulatorValidation validate(const Emulator& emulator, const TrainingSet& held_out, double confidence, const Threads& threads);

/// Factors of a covariance in order of what is least certain: pivot[j] is the point with the largest variance given those before. Ends
/// where that is below `least` of the first.
struct PivotedFactor {
    std::vector<std::size_t> pivot = {};
    DenseMatrix lower = {};  ///< rank × rank, in the order of pivots
};
PivotedFactor pivoted_factor(DenseMatrix covariance, double least = 1e-10);

}  // namespace enclosure
