// Do two samples come from one law? Distances between their distributions, with the probability that chance alone makes as large a one.
// Invariant: a result does not depend on the order within a sample. Values that are NaN do not count; infinite ones do. Where a sample is
// empty nothing is defined.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/base/paired.h"

namespace enclosure {

/// How a p-value is found. `automatic`: exact for small samples, as each test says, else asymptotic.
enum class PValue : std::uint8_t { automatic, exact, asymptotic };

/// What an exact p-value makes of equal values in both samples. `unconditional`: nothing, D counts as if there were none, so that p is
/// too large rather than too small (SciPy's ks_2samp). `conditional`: the law of D given which values are equal (R's ks.test since 4.2).
enum class Ties : std::uint8_t { unconditional, conditional };

/// Two-sample Kolmogorov-Smirnov test, two-sided.
struct KolmogorovSmirnov {
    double d = not_defined;          ///< largest distance |F_a - F_b| of the empirical distribution functions
    double lower = not_defined;      ///< largest F_a - F_b: a lies lower than b
    double higher = not_defined;     ///< largest F_b - F_a: a lies higher
    double lower_at = not_defined;   ///< least value at which `lower` is reached
    double higher_at = not_defined;  ///< least value at which `higher` is reached
    double p = not_defined;          ///< of at least this d if both come from one law
    bool exact = false;              ///< how p was found
};

/// `automatic` counts lattice paths while the product of the sizes is at most 10^8, which takes in all for which SciPy's `auto` does (10^7
/// given ties). Else it takes Kolmogorov's limit at λ = D √e, e = nm/(n+m), as R does: nearly exact for samples of one size, and
/// too large by about 2 λ/(3 √e) of itself where one is much the larger, which SciPy's limit allows for. Exact p-values that must be below
/// 1e-300 are given as the limit too.
KolmogorovSmirnov kolmogorov_smirnov(std::span<const double> a, std::span<const double> b, PValue how = PValue::automatic,
                                     Ties ties = Ties::unconditional);

/// The p-value alone, of a distance d that is known to be h / (n m) for a whole h: n and m values, no matter which.
double kolmogorov_smirnov_p(double d, std::size_t n, std::size_t m, PValue how = PValue::automatic);

/// Kuiper's distance: as good in the tails and for spread as in the middle.
struct Kuiper {
    double v = not_defined;  ///< max(F_a - F_b) + max(F_b - F_a)
    double p = not_defined;  ///< asymptotic, at λ = V (√e + 0.155 + 0.24/√e), e = nm/(n+m) (Stephens, J. Royal Stat. Soc. B 32, 1970)
};
Kuiper kuiper(std::span<const double> a, std::span<const double> b);

/// Wilcoxon's rank sum test, as Mann and Whitney (Annals of Mathematical Statistics 18, 1947), two-sided.
struct MannWhitney {
    double u = not_defined;            ///< pairs in which the value of a is the larger one, and half of those in which they are equal
    double superiority = not_defined;  ///< u / (n m): P(a > b) + P(a = b) / 2; 1/2 if neither is higher
    double p = not_defined;            ///< of a u at least as far from n m / 2
    bool exact = false;
};

/// `automatic` is exact if no values are equal and a sample has at most 8 (SciPy's rule), else the normal approximation with the variance
/// corrected for ties and a continuity correction of 1/2. `exact` with ties counts as if there were none, and takes u rounded up in the
/// direction of p = 1. p = 1 if all values are equal.
MannWhitney mann_whitney(std::span<const double> a, std::span<const double> b, PValue how = PValue::automatic);

/// How often categories occur in two samples.
struct CategoryDifference {
    double total_variation = not_defined;    ///< Σ |share in a - share in b| / 2, from 0 to 1
    double chi_square = not_defined;         ///< Pearson's, of the two-row table
    std::size_t freedom = 0;                 ///< categories that occur at all, less one
    double p = not_defined;                  ///< asymptotic; 1 if only one category occurs
    double smallest_expected = not_defined;  ///< below about 5, p is a rough guide (Cochran 1954)
};

/// `counts_a` and `counts_b` have a count for each category. `yates` takes 1/2 from each difference in a table of two categories, as SciPy
/// and R do by default; it makes p larger. Throws std::invalid_argument if the lengths differ.
CategoryDifference category_difference(std::span<const double> counts_a, std::span<const double> counts_b, bool yates = false);

}  // namespace enclosure
