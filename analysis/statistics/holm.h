// Many tests at once.
// Invariant: an adjusted p is never below the plain one and never above 1; what is not defined stays so and does not count as a test.
#pragma once

#include <span>
#include <vector>

namespace enclosure {

/// Holm's step-down adjustment (Scandinavian Journal of Statistics 6, 1979): calling all below α significant has at most the chance α of
/// one false call among all of them, whatever their dependence. In the order of `p`; NaN stays NaN.
std::vector<double> holm_adjusted(std::span<const double> p);

}  // namespace enclosure
