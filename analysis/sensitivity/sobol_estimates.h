// The estimators of Sobol indices: from sums over base rows (sobol_sums.h) to numbers. sobol_indices.h is what analyses call.
//
// Invariant: nothing is clipped; where there is no variance, nothing is defined.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "analysis/sensitivity/sobol_sums.h"

namespace enclosure {

/// With V the variance of A and B together (divisor 2N, as SALib has it; sensobol divides by 2N - 1), and a, b, ab_i, ba_i the outcome in
/// A, B, AB_i, BA_i less its mean:
///   saltelli  1/N Σ b (ab_i - a) / V           (Saltelli et al., Comput. Phys. Commun. 181, 2010, table 2 b)
///   jansen    1 - 1/2N Σ (b - ab_i)² / V       (Jansen, Comput. Phys. Commun. 117, 1999)
enum class SobolFirst : std::uint8_t { saltelli, jansen };

constexpr std::array<std::string_view, 2> names_of(SobolFirst) {
    return {"saltelli", "jansen"};
}

///   jansen    1/2N Σ (a - ab_i)² / V           (Jansen 1999; never negative, exactly 0 for a factor that changes nothing)
///   sobol     1/N Σ a (a - ab_i) / V           (Sobol', Math. Comput. Simul. 79, 2007)
///   homma     (V - 1/N Σ a ab_i + f0²) / V     (Homma and Saltelli, Reliab. Eng. Syst. Saf. 52, 1996; f0 the mean of A and B)
enum class SobolTotal : std::uint8_t { jansen, sobol, homma };

constexpr std::array<std::string_view, 3> names_of(SobolTotal) {
    return {"jansen", "sobol", "homma"};
}

/// Second order, of the pair i < j, is that of Saltelli (Comput. Phys. Commun. 145, 2002) as SALib has it: 1/N Σ (ba_i ab_j - a b) / V -
/// S_i - S_j, with first-order indices of 2010 whatever SobolFirst is.
SobolTerms sobol_terms(std::size_t factors, bool pairs, SobolFirst first, SobolTotal total);

/// Where the estimates of one sample stand in a row.
struct SobolEstimateLayout {
    std::size_t factors = 0;
    std::size_t pairs = 0;
    std::size_t first(std::size_t i) const { return i; }
    std::size_t total(std::size_t i) const { return factors + i; }
    std::size_t second(std::size_t pair) const { return 2 * factors + pair; }
    /// What the sample makes of a factor that does nothing (Khorashadi Zadeh et al., Environ. Model. Softw. 91, 2017): with f = 1/N Σ a b
    /// and v = 1/(2N-1) Σ (a² + b²) - f, first (1/(N-1) Σ a b - f) / v, total 1 - (1/(N-1) Σ b² - f) / v.
    std::size_t dummy_first() const { return second(pairs); }
    std::size_t dummy_total() const { return dummy_first() + 1; }
    std::size_t first_sum() const { return dummy_first() + 2; }
    std::size_t second_sum() const { return dummy_first() + 3; }
    std::size_t size() const { return dummy_first() + 4; }
};
SobolEstimateLayout sobol_estimate_layout(const SobolTerms& terms);

/// Of the outcome in A and B of one sample, as it was summed: less its centre.
struct SobolMoments {
    double mean = 0;
    double variance = 0;  ///< divisor 2N
    bool none = true;     ///< no variance beyond rounding
};

/// Sets `estimate`, a row of SobolEstimateLayout, from sample `lane` of `sums` over `n` base rows; all NaN if there is no variance.
SobolMoments sobol_estimates(const SobolTerms& terms, std::span<const double> sums, std::size_t lane, std::size_t n, SobolFirst first,
                             SobolTotal total, std::span<double> estimate);

}  // namespace enclosure
