// The sums over base rows that Sobol indices are made of, for several resamples at once: the inner loop of sobol_indices.h.
//
// Invariant: each sum is added up row by row in the order given, whatever is summed beside it; a term is one product of two differences, so
// that a factor whose place repeats A to the bit has terms of exactly 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace enclosure {

/// Which terms are summed over base rows. With a, b the outcome in A and B, ab_i that in AB_i and ba_i that in BA_i, all less the mean:
/// a, b, a², b², a b; of each factor `first` b (ab_i - a), `jansen_first` (b - ab_i)²; of each factor one of `Total`; of each pair i < j,
/// if `pairs`, ba_i ab_j.
struct SobolTerms {
    enum class Total : std::uint8_t {
        squared_difference,  ///< (a - ab_i)²
        difference,          ///< a (a - ab_i)
        product,             ///< a ab_i
    };
    std::size_t factors = 0;
    bool first = true;
    bool jansen_first = false;
    Total total = Total::squared_difference;
    bool pairs = false;

    static constexpr std::size_t a = 0, b = 1, aa = 2, bb = 3, ab = 4;  ///< places among the sums
    std::size_t first_at(std::size_t i) const { return 5 + i; }
    std::size_t jansen_at(std::size_t i) const { return first_at(first ? factors : 0) + i; }
    std::size_t total_at(std::size_t i) const { return jansen_at(jansen_first ? factors : 0) + i; }
    std::size_t pair_at(std::size_t pair) const { return total_at(factors) + pair; }
    std::size_t size() const { return pair_at(pairs ? factors * (factors - 1) / 2 : 0); }
};

/// Samples that are summed at once: so many that a term, once made, is used often, and few enough for registers.
inline constexpr std::size_t sobol_lanes = 8;

/// Evaluations of one outcome: `places` values a base row, A, AB_1 … AB_k, if second order BA_1 … BA_k, then B. Those of the base rows in
/// `rows` count, each times `scale` and then less `centre`.
struct SobolEvaluations {
    std::span<const double> values = {};
    std::size_t places = 0;
    std::span<const std::uint32_t> rows = {};
    double scale = 1;
    double centre = 0;
};

/// Σ weight · term over the rows: term × lane. `weights` is row × lane: how often each of the samples has the row. Terms of BA need
/// evaluations with 2 k + 2 places.
std::vector<double> sobol_sums(const SobolTerms& terms, const SobolEvaluations& of, std::span<const std::int32_t> weights);

}  // namespace enclosure
