// What an emulated outcome is at each value of one input, on average over the others.
// Invariant: one sample of the other inputs serves all values and all inputs, so that curves are smooth and differ by effects alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/emulator/emulator.h"
#include "analysis/emulator/input_measure.h"

namespace enclosure {

struct MainEffectSettings {
    std::size_t values = 21;   ///< of a number, equally far apart from low to high, at least 2; a category has its levels
    std::size_t sample = 256;  ///< points of the other inputs (Sobol's, Owen scrambled); best a power of 2
    std::size_t realisations = 100;
    double confidence = 0.95;
    std::uint64_t seed = 0;
    InputMeasure measure = {};  ///< of the other inputs
};

struct MainEffect {
    std::string input = {};
    std::vector<double> at = {};      ///< values in the input's unit, or levels
    std::vector<double> mean = {};    ///< of the emulator's mean over the other inputs
    std::vector<Interval> band = {};  ///< pointwise: percentiles over functions that the emulator holds possible
};

/// One for each input. Bands hold what the emulator does not know, not the error of the sample of other inputs, which moves a curve as a
/// whole more than its shape. Time ~ inputs × values × sample × (training points + 2 × 1024) × realisations. Throws AnalysisError for sizes
/// that are too small or a confidence that is none.
std::vector<MainEffect> main_effects(const Emulator& emulator, const MainEffectSettings& how, const Threads& threads);

}  // namespace enclosure
