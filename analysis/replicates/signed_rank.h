// Wilcoxon's signed-rank test: whether paired differences lie around 0, without a law for them.
#pragma once

#include <cstddef>
#include <span>

#include "sim/base/paired.h"

namespace enclosure {

struct SignedRankTest {
    std::size_t n = 0;              ///< differences that are finite and not 0
    std::size_t zeros = 0;          ///< differences of exactly 0: left out, as Wilcoxon did
    std::size_t dropped = 0;        ///< not finite
    bool ties = false;              ///< some differences have the same size: they share their mean rank
    double positive = 0;            ///< sum of ranks of positive differences (W+; V in R)
    double negative = 0;            ///< sum of ranks of negative differences
    double exact_p = not_defined;   ///< two-sided; not computed above most_exact_signed_ranks differences
    double normal_p = not_defined;  ///< two-sided, by the normal limit
};

/// Most differences for which all signs are counted.
inline constexpr std::size_t most_exact_signed_ranks = 300;

/// Two-sided test that differences are symmetric around 0 (Wilcoxon, Biometrics Bulletin 1, 1945). Exact: each rank has either sign with
/// probability 1/2, also where ranks are tied (the permutation law given the ties); twice the smaller tail, at most 1. Normal: variance
/// n (n + 1) (2n + 1) / 24 less Σ (t³ - t) / 48 for ties of t, with the correction of 1/2 towards the mean if `continuity` (as R does by
/// default; SciPy does not). Nothing is defined without a difference that is not 0.
SignedRankTest signed_rank_test(std::span<const double> differences, bool continuity = true);

}  // namespace enclosure
