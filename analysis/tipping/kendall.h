// Kendall's rank correlation: whether a series has a trend, whatever its shape.
#pragma once

#include <span>

namespace enclosure {

/// τ_b = (concordant - discordant pairs) / √((pairs not tied in x) (pairs not tied in y)) (Kendall, Biometrika 33, 1945), counted by
/// merging in O(n log n) (Knight, Journal of the American Statistical Association 61, 1966). Pairs with a value that is not finite do not
/// count. NaN below two pairs, or if one side is all tied. Throws std::invalid_argument if the lengths differ.
double kendall_tau(std::span<const double> x, std::span<const double> y);

/// τ_b of a series against time.
double kendall_trend(std::span<const double> series);

}  // namespace enclosure
