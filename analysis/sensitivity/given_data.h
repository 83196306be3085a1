// Sensitivity to single inputs from any sample of runs, whatever the design: variance explained, and shift of the whole distribution.
// Invariant: outcomes y and a y + b (a ≠ 0) have the same indices up to rounding; so have inputs and increasing functions of them. A result
// is a function of the arguments alone, for any number of threads.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/sensitivity/dummy_level.h"
#include "analysis/statistics/bootstrap.h"

namespace enclosure {

/// How the distribution of the outcome is estimated for Borgonovo's delta. density: by kernels, for outcomes that vary continuously;
/// counts: each value is a category, which is exact for switches and small whole numbers; automatic: counts if there are at most 20 values
/// and five times as many rows.
enum class OutcomeKind : std::uint8_t { automatic, density, counts };

struct GivenDataOptions {
    BootstrapOptions bootstrap = {};  ///< over blocks
    std::size_t classes = 0;          ///< into which an input is cut; 0: the rule of class_count
    std::size_t harmonics = 10;       ///< of the cosine expansion
    bool delta = true;                ///< delta takes most of the time
    OutcomeKind outcome = OutcomeKind::automatic;
};

/// The interval is about the error of sampling. That classes, harmonics and kernels smooth the response is not in it: a partition into more
/// classes shows whether it matters.
struct GivenDataIndex {
    double uncorrected = not_defined;  ///< as estimated
    double value = not_defined;        ///< less its bias; may lie a little below 0
    double sd = not_defined;           ///< of the bootstrap
    Interval interval = {};            ///< of `value`
};

struct GivenDataInput {
    std::string id = {};
    std::size_t classes = 0;  ///< that have rows
    /// First-order index Var E[y | x] / Var y as the correlation ratio η² over classes (Plischke, Borgonovo and Smith 2013; `uncorrected`
    /// is S1 of SALib's delta.analyze, before its random draw). Chance adds about (classes - 1) / n; `value` is ε² = 1 - (1 - η²)(n - 1) /
    /// (n - classes) (Kelley, PNAS 21, 1935). What varies within a class is lost: for a line 1 / classes², for waves much more. To even
    /// designs such as Sobol's chance adds less, so that there `value` may be too low by as much.
    GivenDataIndex first_by_classes = {};
    /// The same index from cosines over the ranks of the input (cosine_share), less its bias: 1 - (1 - S)(n - 1) / (n - 1 - harmonics),
    /// which is Tissot and Prieur's (Reliability Engineering and System Safety 107, 2012). Much nearer for smooth responses in small
    /// samples. For a category, and for an input with no more values than classes, it is first_by_classes.
    GivenDataIndex first_by_cosines = {};
    /// Borgonovo's delta: E over x of ∫ |f(y) - f(y | x)| dy / 2 (Reliability Engineering and System Safety 92, 2007), 0 if y does not
    /// depend on x, up to 1. `uncorrected` is d̂ of Plischke, Borgonovo and Smith (2013, eq. 26) on 100 points from the least to the largest
    /// outcome, as in SALib's delta.analyze: a class with one outcome only counts as half of ∫ f. `value` is 2 d̂ - the mean of d̂ over the
    /// resamples (their eq. 30); d̂ is that of the sample itself, whereas recent SALib takes a resample's there, which leaves the bias
    /// in. Without resamples it is not corrected.
    GivenDataIndex delta = {};
    /// `delta.uncorrected` of an input with as many rows in each class that does nothing (as many such as there are resamples). The
    /// bootstrap takes only part of this off: an input whose uncorrected delta is not above `high` may well do nothing.
    DummyLevel delta_dummy = {};
};

struct GivenDataIndices {
    std::size_t rows = 0;  ///< used
    std::size_t blocks = 0;
    std::size_t dropped_rows = 0;
    std::size_t dropped_blocks = 0;
    bool counted = false;  ///< whether delta treats the outcome's values as categories
    std::vector<GivenDataInput> inputs = {};
    std::vector<std::string> warnings = {};
};

/// Rows of which the outcome is missing are dropped with their block. `block` has a number for each row or is empty: each row is a block.
/// An outcome that is the same everywhere gives zeros and a warning. Throws AnalysisError for fewer than ten rows, no inputs, columns of
/// different lengths, or options out of range.
GivenDataIndices given_data_indices(std::span<const InputColumn> inputs, const OutcomeColumn& outcome, std::span<const std::uint64_t> block,
                                    const GivenDataOptions& options, const Threads& threads);

}  // namespace enclosure
