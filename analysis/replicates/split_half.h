// Split-half stability: would half of the worlds have said the same? Worlds are cut at random into two halves, again and again.
// Invariant: a split is a function of (seed, its number, number of worlds), so the first of many splits are those of few.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/paired.h"

namespace enclosure {

/// Cuts 0 … n-1 at random: true for those in the first half, of which there are n / 2 (rounded down).
std::vector<bool> random_half(std::size_t n, std::uint64_t seed, std::uint64_t split);

struct SplitHalf {
    std::size_t n = 0;        ///< finite values
    std::size_t dropped = 0;  ///< values that are not
    std::size_t splits = 0;
    double gap = not_defined;           ///< median over splits of the distance of the halves' means
    double wide_gap = not_defined;      ///< 95 % of splits have a smaller one
    double same_sign = not_defined;     ///< share of splits in which both means have one sign (two zeros count)
    double same_verdict = not_defined;  ///< share in which both halves' t intervals lie above 0, both below 0, or both hold it
};

/// Of one column, of paired differences above all. Needs four finite values; not defined below. `confidence` is that of the halves'
/// intervals.
SplitHalf split_half(std::span<const double> values, std::uint64_t seed, std::size_t splits = 1000, double confidence = 0.95);

struct SplitHalfRanking {
    std::size_t worlds = 0;   ///< in which every column has a finite value
    std::size_t dropped = 0;  ///< other worlds
    std::size_t splits = 0;
    double same_first = not_defined;        ///< share of splits in which both halves put the same column first
    double rank_correlation = not_defined;  ///< mean over splits of Spearman's correlation of the halves' means
    double reliability = not_defined;  ///< of all worlds' means: 2 r / (1 + r) of the mean correlation r of the halves' means (Spearman
                                       ///< 1910, Brown 1910)
    std::vector<double> first = {};    ///< of each column: share of all halves in which its mean is the best; ties share
};

/// Of several columns over the same worlds, as arms' outcomes: whether their order by mean is stable. `higher`: the largest mean is first.
/// Throws AnalysisError if columns differ in length; needs two columns and four worlds.
SplitHalfRanking split_half_ranking(std::span<const std::vector<double>> columns, bool higher, std::uint64_t seed,
                                    std::size_t splits = 1000);

}  // namespace enclosure
