// The draws of analyses: keyed by the seed, what is drawn, and its place, so that more resamples or trees begin with the fewer ones.
#pragma once

#include <cstdint>

#include "sim/base/draws.h"
#include "sim/study/designs/design_draws.h"  // whole_below

namespace enclosure {

/// What a draw of Purpose::analysis is for; stands where a run's draws have their step. Never renumber. Every integer is a seed, 0 too.
enum class AnalysisDraw : std::uint32_t {
    bootstrap = 0,           ///< which rows or blocks a resample takes
    permutation = 1,         ///< an order of the outcome that knows nothing of the inputs
    prim_resample = 2,       ///< which rows a box is looked for in again
    tree_rows = 3,           ///< which rows a tree is grown from
    tree_factors = 4,        ///< which factors a split may take
    tree_threshold = 5,      ///< where a random split lies
    emulator_start = 10,     ///< where the search for an emulator's length scales begins
    emulator_paths = 11,     ///< functions that an emulator holds possible
    emulator_points = 12,    ///< points at which an emulator is integrated
    dummy_factor = 13,       ///< a factor that does nothing, for the level of noise of an index
    null_sample = 40,        ///< samples of a law with one mode, and series without a trend
    smoothed_resample = 41,  ///< resamples with noise, of a smoothed density
};

inline Draws analysis_draws(std::uint64_t seed, AnalysisDraw what, std::uint64_t serial, std::uint32_t index = 0) {
    return Draws(seed, Purpose::analysis, serial, static_cast<std::uint32_t>(what), index);
}

}  // namespace enclosure
