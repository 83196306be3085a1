// How inputs are distributed where an emulator is integrated over them.
// Invariant: inputs are independent.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "analysis/emulator/training_set.h"

namespace enclosure {

/// Quantile function of each input, from (0, 1) to a value in its own unit, of a category to the index of a level. Empty: numbers uniform
/// from low to high, levels equally likely; so is an input whose function is empty.
struct InputMeasure {
    std::vector<std::function<double(double)>> quantiles = {};
};

/// Points of the unit cube as scaled coordinates. Throws AnalysisError if the functions are not as many as the inputs, or give what is not
/// finite or no level.
std::vector<double> coordinates_by_measure(std::span<const EmulatorInput> inputs, const InputMeasure& measure, std::span<const double> u);

}  // namespace enclosure
