// Variance-based sensitivity: which share of an outcome's variance is due to each factor (first order), to each factor with all that it
// interacts with (total order), and to each pair beyond its members (second order), from the runs of a Saltelli design
// (sim/study/designs/saltelli.h).
//
// Invariant: indices are functions of the evaluations, in their order, and the seed alone; equal to the bit for any number of threads.
// Nothing is clipped: an estimate may lie below 0 or above 1. A base row of which one run failed is left out whole, for one outcome at a
// time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/sensitivity/resample_interval.h"
#include "analysis/sensitivity/sobol_estimates.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// How a base row of evaluations is laid out: A, AB_1 … AB_k (A with factor i taken from B), if second order BA_1 … BA_k, then B. A group
/// of factors that are exchanged together is one factor here.
struct SobolLayout {
    std::size_t factors = 0;
    bool second_order = false;
    std::size_t places() const { return (second_order ? 2 : 1) * factors + 2; }
};

/// One outcome: base row × place. Not finite where a run failed or the number is not defined.
struct SobolOutcome {
    std::string id = {};
    std::span<const double> values = {};
};

/// Where intervals come from: base rows drawn anew with repetition, whole (normal: value ± z · sd of resamples; percentile: their
/// quantiles, type 7), or the spread of the estimates of independent replications of the design (their mean ± t · sd / √R). Base rows of a
/// Sobol sequence are more even than independent ones, so that bootstrap intervals are too wide for them; those of replications are not.
enum class SobolInterval : std::uint8_t { none, normal, percentile, replications };

constexpr std::array<std::string_view, 4> names_of(SobolInterval) {
    return {"none", "normal", "percentile", "replications"};
}

struct SobolOptions {
    SobolFirst first = SobolFirst::saltelli;
    SobolTotal total = SobolTotal::jansen;
    bool second = true;  ///< whether pairs are computed where the design has them
    SobolInterval interval = SobolInterval::normal;
    std::size_t resamples = 100;
    double confidence = 0.95;
    std::uint64_t seed = 0;  ///< of the resamples; 0 is a seed like any other
    /// Less its mean over all places, as in SALib, the outcome gives the same indices whatever is added to it. Without, a and b are what
    /// was measured, as the formulae were first written: the limit is the same, but the error grows with the mean, and digits are lost
    /// where that is a thousand times the spread.
    bool centred = true;
};

struct SobolIndex {
    double value = 0;            ///< from all base rows that count, of all replications
    double error = not_defined;  ///< standard error: sd of resamples, or sd of replications / √R
    Interval interval = {};
};

struct SobolIndices {
    std::string id;                 ///< of the outcome
    std::size_t base_rows = 0;      ///< that count: the effective N
    std::size_t dropped = 0;        ///< base rows left out, for a run of theirs that failed
    bool constant = false;          ///< no variance: every index is 0 by convention
    double mean = not_defined;      ///< of A and B
    double variance = not_defined;  ///< of A and B, divisor 2N
    std::vector<SobolIndex> first;  ///< by factor
    std::vector<SobolIndex> total;
    std::vector<SobolIndex> second;  ///< by pair, see sobol_pair(); empty without second order
    SobolIndex first_sum;            ///< Σ of first: 1 for an additive outcome
    SobolIndex second_sum;           ///< Σ of second; 0 without
    /// What the sample makes of a factor that does nothing: an index below it is noise (SobolEstimateLayout has the formulae).
    SobolIndex dummy_first;
    SobolIndex dummy_total;
    std::size_t resamples = 0;          ///< resamples or replications in which indices are defined
    std::vector<std::string> warnings;  ///< for the user, in sentences
};

/// Place of the pair i < j among SobolIndices::second: (0,1), (0,2), …, (1,2), ….
constexpr std::size_t sobol_pair(std::size_t factors, std::size_t i, std::size_t j) {
    return i * (2 * factors - i - 1) / 2 + (j - i - 1);
}

/// The indices of each outcome; sobol_estimates.h has the formulae. `replication` says of each base row which independent scramble of the
/// design it is of; it may be empty unless intervals are from replications, of which at least two are needed. A resample without variance
/// does not count. Throws AnalysisError with every reason at once: no factors, a number of values that is not a multiple of the places,
/// fewer than two whole base rows, a confidence outside (0, 1), fewer than two resamples.
std::vector<SobolIndices> sobol_indices(const SobolLayout& layout, std::span<const SobolOutcome> outcomes,
                                        std::span<const std::uint32_t> replication, const SobolOptions& options, const Threads& threads);

/// First and total order from the first eighth, quarter and half of the base rows, then from all: whether they have settled. Each stage is
/// centred on its own mean. Stages of fewer than two whole base rows are left out. Intervals are from the bootstrap, as in `options`
/// (normal in place of replications).
std::vector<SobolIndices> sobol_convergence(const SobolLayout& layout, const SobolOutcome& outcome, const SobolOptions& options,
                                            const Threads& threads);

/// Empty if `base_rows` is a power of 2; otherwise a sentence with the nearest two powers and what they cost in runs.
std::string power_of_two_advice(std::size_t base_rows, const SobolLayout& layout);

}  // namespace enclosure
