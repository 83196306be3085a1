// What paired runs say about an effect: p-values of two one-sided tests, that it is beyond what was stated before and that it falls short
// of it, and an interval. Pure functions of numbers (docs/claims-format.md, "How a verdict is found", has the formulae and their sources).
// Invariant: for any true value, the probability that a p-value is below α although its hypothesis is true is at most α (exactly so for
// normal differences, by construction for shares). Values that are not finite do not count.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/base/paired.h"

namespace enclosure {

struct TwoTests {
    double beyond = not_defined;    ///< p of: it is no larger than stated; small speaks for the claim
    double short_of = not_defined;  ///< p of: it is no smaller than stated; small speaks against it
};

/// Whether the mean of `excess` (the effect in the predicted direction less the smallest that matters) is above 0, by Student's t. Without
/// any spread the sign decides. Not defined below two values.
TwoTests tests_of_mean(std::span<const double> excess);

/// Whether the probability of which `successes` of n were seen is above `level` (direction 1) or below it (-1): exact binomial tests. Not
/// defined for n = 0.
TwoTests tests_of_share(std::size_t successes, std::size_t n, double level, int direction);

/// Of a statement that one of several alternatives holds, each of which asks several things that must all be so. Beyond: the alternative
/// that does best, times their number (Bonferroni), of the things asked the one that does worst (Berger 1982). Short: every alternative
/// fails, each by the thing that fails most clearly, times their number.
TwoTests tests_of_any(std::span<const std::vector<TwoTests>> alternatives);

/// Differences treated - baseline in the predicted direction less the smallest that matters: `smallest` itself or, if `relative`, that
/// share of the baseline. Pairs with a value that is not finite are left out.
std::vector<double> excess_of(std::span<const double> baseline, std::span<const double> treated, int direction, double smallest,
                              bool relative);

}  // namespace enclosure
