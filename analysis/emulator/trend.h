// What a Gaussian process varies about.
// Invariant: the first term is 1, so that an outcome plus a number has the same emulator plus that number.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "analysis/emulator/dense_matrix.h"
#include "analysis/emulator/training_set.h"

namespace enclosure {

/// constant: a level (ordinary kriging). linear: beside it a slope for each number and a step for each level but the first (universal
/// kriging). Coefficients are estimated by generalised least squares, and their errors are part of every standard deviation.
enum class EmulatorTrend : std::uint8_t { constant, linear };

constexpr std::array<std::string_view, 2> names_of(EmulatorTrend) {
    return {"constant", "linear"};
}

std::size_t trend_term_count(EmulatorTrend trend, std::span<const EmulatorInput> inputs);

/// The terms at points (points × terms) whose coordinates are scaled: 1; then, input by input, number - ½, or 1 at each level but the
/// first.
DenseMatrix trend_terms(EmulatorTrend trend, std::span<const EmulatorInput> inputs, std::span<const double> coordinates);

}  // namespace enclosure
