// Lengths, variance and noise of a process with the largest (restricted) likelihood.
// Invariant: each start is worked on alone, and of equal ends the first counts, so that the number of threads changes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/emulator/bounded_minimum.h"
#include "analysis/emulator/process.h"

namespace enclosure {

struct ParameterSearch {
    std::size_t starts = 8;
    std::size_t points = 400;  ///< with more, starts are tried on so many of them, drawn
    std::uint64_t seed = 0;
};

struct FoundParameters {
    ProcessParameters parameters = {};
    std::vector<double> start_ends = {};  ///< log likelihood at which each start ended; -infinity where it found no fit
    std::size_t evaluations = 0;
    BoundedSearchEnd end = BoundedSearchEnd::no_better_point;  ///< of the best start, or of the improvement with all points
};

/// Bounds of the search, in standard units.
inline constexpr double shortest_length = 0.02;
inline constexpr double longest_length = 100;
inline constexpr double least_variance = 1e-6;
inline constexpr double most_variance = 1e5;
inline constexpr double least_noise = 1e-10;
inline constexpr double most_noise = 10;

/// Most evaluations of the likelihood from each start, and of the improvement with all points.
inline constexpr std::size_t start_evaluations = 80;
inline constexpr std::size_t improving_evaluations = 25;

/// Quasi-Newton ascent in the logarithms (bounded_minimum) from several starts. The first has lengths of ½ √inputs; the others have lengths
/// drawn between 0.1 and 2 times √inputs, and a share of noise between 0.001 and 0.5. Nothing if no start has a fit.
std::optional<FoundParameters> find_parameters(const ProcessData& data, const ParameterSearch& how, const Threads& threads);

}  // namespace enclosure
