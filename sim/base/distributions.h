// Variates that need more than one draw.
#pragma once

#include <cmath>
#include <cstdint>

#include "sim/base/draws.h"
#include "sim/base/math.h"

namespace enclosure {

/// Poisson count of that mean, keyed like one draw; indices index, index + 1, … are used, one per 32 of mean. Exact: the count is the
/// sum of independent counts of mean at most 32, each by inversion. 0 for a mean that is not positive. A mean above 1e5 is rounded from
/// the normal law with the same mean and variance (error of order 1e-3 in distribution), and bounded by 1e15.
inline std::int64_t poisson(double mean, std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step,
                            std::uint32_t index = 0) {
    if (!(mean > 0)) return 0;
    if (mean > 1e5) {
        const double bounded = mean < 1e15 ? mean : 1e15;
        return static_cast<std::int64_t>(bounded + std::sqrt(bounded) * Draws(seed, purpose, serial, step, index).normal() + 0.5);
    }
    constexpr double piece = 32;
    const auto pieces = static_cast<std::uint32_t>(std::ceil(mean / piece));
    const double part = mean / pieces;
    const double none = math::exp(-part);
    std::int64_t count = 0;
    for (std::uint32_t k = 0; k < pieces; ++k) {
        const double u = Draws(seed, purpose, serial, step, index + k).uniform();
        double probability = none;
        double cumulative = none;
        for (int n = 1; u > cumulative && n < 400; ++n) {
            probability *= part / n;
            cumulative += probability;
            ++count;
        }
    }
    return count;
}

}  // namespace enclosure
