// PAWN: how far the distribution of the outcome moves if one input is held fixed (Pianosi and Wagener, Environmental Modelling and Software
// 67, 2015; for any sample: 108, 2018).
// Invariant: indices lie in [0, 1] and do not change under increasing functions of the outcome or of an input. Few rows make them larger,
// never smaller on average: the dummy level says by how much.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/sensitivity/dummy_level.h"
#include "analysis/statistics/bootstrap.h"

namespace enclosure {

struct PawnOptions {
    BootstrapOptions bootstrap = {.kind = IntervalKind::basic};  ///< over blocks; slides stay what they are in the sample
    std::size_t slides = 10;
    /// Leave the largest value of an input out of its last slide, as SALib's pawn.analyze does by slides [q_s, q_(s+1)) throughout.
    bool open_end = false;
};

/// What is made of the distances of the slides of an input.
enum class PawnStatistic : std::uint8_t { minimum, mean, median, maximum };
inline constexpr std::array<std::string_view, 4> pawn_statistic_names = {"minimum", "mean", "median", "maximum"};

/// Few rows in a slide make `value` too large; `basic` intervals allow for that, so that they may lie below it, and `dummy` says how far.
struct PawnIndex {
    double value = not_defined;
    double sd = not_defined;  ///< of the bootstrap
    Interval interval = {};
    DummyLevel dummy = {};  ///< of an input with slides of the same sizes that does nothing
};

/// Rows between two values of an input, or with one.
struct PawnSlide {
    double low = not_defined;
    double high = not_defined;
    std::size_t rows = 0;
    double distance = not_defined;  ///< Kolmogorov-Smirnov distance between the outcomes of these rows and of all rows
};

struct PawnInput {
    std::string id = {};
    std::array<PawnIndex, 4> statistics = {};  ///< by PawnStatistic; the median is the usual index
    double cv = not_defined;                   ///< sd (over the number of slides) / mean of the distances
    std::vector<PawnSlide> slides = {};        ///< that have rows
    const PawnIndex& index(PawnStatistic which) const { return statistics[static_cast<std::size_t>(which)]; }
};

struct PawnIndices {
    std::size_t rows = 0;  ///< used
    std::size_t blocks = 0;
    std::size_t dropped_rows = 0;
    std::size_t dropped_blocks = 0;
    std::vector<PawnInput> inputs = {};
    std::vector<std::string> warnings = {};
};

/// Slides lie between the quantiles (type 7) of an input, lower ends included; a category, or an input with no more values than slides, has
/// one for each value. `block` and dropped rows are as in given_data_indices. An outcome that is the same everywhere gives zeros and a
/// warning. Throws AnalysisError for fewer than ten rows or fewer rows than slides, no inputs, columns of different lengths, or options out
/// of range.
PawnIndices pawn_indices(std::span<const InputColumn> inputs, const OutcomeColumn& outcome, std::span<const std::uint64_t> block,
                         const PawnOptions& options, const Threads& threads);

}  // namespace enclosure
