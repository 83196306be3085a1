// Orders and ranks of values.
// Invariant: equal values stand in the order in which they came, and have one rank: the mean of those that they take up.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace enclosure {

/// Positions of the values from the lowest to the highest; equal ones keep their order. Values must not be NaN.
std::vector<std::uint32_t> ascending_order(std::span<const double> values);

/// Ranks from 1, mean ranks for ties. Values must not be NaN.
std::vector<double> mean_ranks(std::span<const double> values);

}  // namespace enclosure
