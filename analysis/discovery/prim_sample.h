// The rows in which PRIM looks for boxes: inputs as ranks, sorted once, and what each row weighs and holds of interest.
//
// Invariant: weights and cases of interest are whole multiples of 2^-scale, so that sums of them are exact, whatever their order: no
// result depends on the order of rows or on the number of threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// One input by rank. A category's rank is its index into the levels; ranks of categories are never compared but for equality.
struct PrimColumn {
    bool categorical = false;
    bool whole = false;                     ///< all numbers are whole: limits are set to numbers that occur
    std::vector<double> values = {};        ///< numbers: the different ones, ascending; a row's rank is an index into them
    std::vector<std::uint32_t> rank = {};   ///< of each row
    std::vector<std::uint32_t> order = {};  ///< rows that count, by rank
    /// Categories: the levels that occur, by name, so that no tie depends on how levels are numbered.
    std::vector<std::uint32_t> levels = {};
    bool constant() const { return (categorical ? levels.size() : values.size()) < 2; }
};

/// A row's weight and how much of it is of interest, both times 2^scale.
struct PrimWeight {
    std::int64_t n = 0;
    std::int64_t k = 0;
    PrimWeight& operator+=(const PrimWeight& other) {
        n += other.n;
        k += other.k;
        return *this;
    }
    PrimWeight& operator-=(const PrimWeight& other) {
        n -= other.n;
        k -= other.k;
        return *this;
    }
    bool operator==(const PrimWeight&) const = default;
};
inline PrimWeight operator+(PrimWeight a, const PrimWeight& b) {
    return a += b;
}
inline PrimWeight operator-(PrimWeight a, const PrimWeight& b) {
    return a -= b;
}

/// Which rows a search may use and what they weigh. Rows of weight 0 are not there. `all` is what masses and coverages are shares of: the
/// whole sample, with the rows that earlier boxes have taken.
struct PrimRows {
    std::vector<PrimWeight> weight = {};
    PrimWeight all = {};
    int scale = 0;

    double number(std::int64_t sum) const;
    /// Mean outcome; 0 of nothing.
    double mean(const PrimWeight& sum) const;
};

struct PrimSample {
    std::vector<PrimColumn> columns = {};
    PrimRows rows = {};
    std::size_t undefined = 0;   ///< rows left out because their outcome is NaN
    std::size_t weightless = 0;  ///< rows left out because their weight is 0
    std::vector<std::string> warnings = {};
};

/// What keeps these data from being searched, a sentence each; empty if nothing does.
std::vector<std::string> prim_data_reasons(std::span<const InputColumn> inputs, std::span<const double> outcome,
                                           std::span<const double> weights);

/// Sorts each input once. `outcome` has, for each row, 1 for a case of interest and 0 for another, or the share of its replicates that
/// are cases of interest; rows of NaN are left out and counted. `weights` are empty (each row counts once) or one a row, 0 or more: whole
/// weights are numbers of repeats, and a row of weight w counts as w rows, so that a share over w replicates with weight w is the same
/// as w rows of 0 and 1; others are relative, and scaled to a mean of 1. Throws AnalysisError with all that is wrong.
PrimSample prim_sample(std::span<const InputColumn> inputs, std::span<const double> outcome, std::span<const double> weights = {},
                       const Threads& threads = Threads(1));

}  // namespace enclosure
