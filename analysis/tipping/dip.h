// Hartigan's dip: how far a sample is from having one mode, and how often a sample with one mode would be as far.
// Invariant: the dip does not change if values are moved, stretched or mirrored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/paired.h"
#include "sim/base/parallel.h"

namespace enclosure {

struct Dip {
    std::size_t n = 0;         ///< finite values
    std::size_t dropped = 0;   ///< values that are not
    double dip = not_defined;  ///< largest distance of the empirical distribution to the nearest unimodal one; 1/(2n) to 1/4
    Interval modal = {};       ///< where that unimodal distribution has its mode
};

/// The dip statistic, by greatest convex minorants and least concave majorants on shrinking modal intervals (Hartigan and Hartigan, Annals
/// of Statistics 13, 1985; P. M. Hartigan, Applied Statistics 34, 1985, as corrected by Maechler: symmetric, at least 1/(2n)). Values that
/// are equal are an atom, which only a mode may have: outcomes that take few values look multimodal, see spread_ties. O(n log n) for
/// sorting, else O(n).
Dip dip_statistic(std::span<const double> values);

/// Values of an outcome that is a multiple of `resolution` (1 for counts, 1/n for shares of n), as if it had not been rounded: equal ones
/// are spread evenly over value ± resolution/2. Finite values only, ascending. A law on such a lattice then has one mode if its
/// probabilities rise and then fall. Throws AnalysisError unless resolution > 0.
std::vector<double> spread_ties(std::span<const double> values, double resolution);

struct DipTest : Dip {
    double p = not_defined;     ///< of one mode
    std::size_t null_size = 0;  ///< values of each uniform sample
    std::size_t null_samples = 0;
};

/// Uniform samples have at most this many values; the dip of larger samples is compared with theirs after scaling by √n, to which both
/// converge (within 1 % from here on).
inline constexpr std::size_t most_null_values = 4000;

/// p is the share of samples from the uniform law, which of all unimodal laws has asymptotically the largest dips, that dip at least as
/// far, with the observed one counted among them: (1 + number) / (1 + samples). Never 0. Needs four values; below, p is not defined.
DipTest dip_test(std::span<const double> values, std::uint64_t seed, std::size_t samples, const Threads& threads);

}  // namespace enclosure
