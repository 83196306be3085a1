// A training set that has been checked: what an emulator is fitted to.
// Invariant: points are all different, numbers are scaled to [0, 1] between low and high of their input, and nothing is missing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/emulator/training_set.h"

namespace enclosure {

/// A training set that has been checked.
struct PreparedSet {
    std::vector<double> coordinates = {};  ///< point × input: numbers scaled, categories as they are
    std::vector<double> mean = {};
    std::vector<double> replicates = {};
    std::vector<double> squares = {};  ///< Σ (run - mean)² at each point; 0 where there is one run
    std::size_t dropped = 0;           ///< points without a finite mean
    std::size_t merged = 0;            ///< points that were put together with an equal one
    std::size_t size() const { return mean.size(); }
};

/// Drops points that are not finite, puts equal ones together (which loses nothing; Binois, Gramacy and Ludkovski, J. Comput. Graph. Stat.
/// 27, 2018), scales. Throws AnalysisError with every reason: no inputs, lengths that do not match, ranges that are empty, values that are
/// no level or not finite, no outcome, fewer than inputs + 2 points, an input of which all points have one value.
PreparedSet prepare(const TrainingSet& set);

/// Points in the inputs' own units as coordinates of a prepared set, and back. Points may lie outside the ranges. Throws AnalysisError if
/// x has no whole number of points, a value that is not finite, or one that is no level.
std::vector<double> scaled_points(std::span<const EmulatorInput> inputs, std::span<const double> x);
std::vector<double> points_of_scaled(std::span<const EmulatorInput> inputs, std::span<const double> coordinates);

/// A mark for each input: 1 for categories.
std::vector<std::uint8_t> categorical_marks(std::span<const EmulatorInput> inputs);

/// Points of the unit cube as coordinates: a category takes each level equally often.
std::vector<double> coordinates_of_cube(std::span<const EmulatorInput> inputs, std::span<const double> u);

}  // namespace enclosure
