// The least value of a smooth function of a few variables between bounds.
// Invariant: the function is only asked within the bounds; the same function, start and bounds give the same steps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace enclosure {

/// The value at x; writes the gradient. A value that is not finite means: not there, closer by.
using SmoothFunction = std::function<double(std::span<const double> x, std::span<double> gradient)>;

struct BoundedSearch {
    std::size_t most_evaluations = 100;
    double gradient_tolerance = 1e-5;  ///< ends where no component of the gradient that points inside is larger
    double value_tolerance = 1e-9;     ///< or where two steps in a row gain less than this × (1 + |value|)
    double longest_step = 2;           ///< of one variable
};

enum class BoundedSearchEnd : std::uint8_t {
    tolerance,        ///< a tolerance was met
    no_better_point,  ///< no step along the direction gains: as far as rounding lets it go, or there was no value to begin with
    evaluations       ///< most_evaluations were made
};

struct BoundedMinimum {
    std::vector<double> x = {};
    double value = 0;
    std::size_t evaluations = 0;
    BoundedSearchEnd end = BoundedSearchEnd::no_better_point;
};

/// Projected quasi-Newton search (Bertsekas, SIAM J. Control Optim. 20, 1982): variables at a bound that they would leave rest there; the
/// others take the step of the BFGS matrix, damped after Powell (1978), which is shortened until the value falls enough (Armijo). Finds a
/// local minimum; `start` is moved inside. Memory and time beside the function's ~ variables² and variables³ a step.
BoundedMinimum bounded_minimum(const SmoothFunction& function, std::vector<double> start, std::span<const double> low,
                               std::span<const double> high, const BoundedSearch& how = {});

}  // namespace enclosure
