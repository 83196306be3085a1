// Gaussian kernel estimate of a density on a regular grid, fast enough for every class of every input of every resample.
// Invariant: places are in steps of the grid from its first point, so they lie in [0, points - 1], and densities are per step.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace enclosure {

/// Working memory, used again from call to call.
struct KernelScratch {
    std::vector<double> mass = {};
    std::vector<double> kernel = {};
};

/// Density of values at `place` that count `weight` times, at the grid's points. The bandwidth is Silverman's, sd × (3 n / 4)^(-1/5) with
/// the sd over n - 1 (Silverman 1986; SciPy's gaussian_kde), but never below half a step, which the grid could not show. Values are first
/// shared between the two nearest points of a grid of at least 8 per bandwidth; what that adds to the variance is taken off the kernel's,
/// so that densities are within 2e-4 of the highest of the exact sum. Returns false, and zeros, if all values are equal or there are none.
bool kernel_density(std::span<const double> place, std::span<const std::uint32_t> weight, KernelScratch& scratch,
                    std::span<double> density);

/// Integral over the grid of |a - b|, by the trapezoid rule.
double density_distance(std::span<const double> a, std::span<const double> b);

}  // namespace enclosure
