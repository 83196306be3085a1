// How many runs are enough: by the path of the coefficient of variation, by the width of an interval, and by the power to see the smallest
// effect that matters; for one column of values, or for every outcome in every arm and every difference to the first arm.
// Invariant: what is said of a column is a function of its values in their order; the path alone depends on that order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/replicates/mean_interval.h"

namespace enclosure {

/// The coefficient of variation as runs come in.
struct VariationPath {
    /// Element i is that of the first i + 2 finite values: standard deviation (with n - 1) over the size of the mean. Not defined where the
    /// mean is 0.
    std::vector<double> variation = {};
    /// Element i is the largest distance of that number to any later one: what more runs still changed. Not defined for the last.
    std::vector<double> later_gap = {};
    std::size_t dropped = 0;  ///< values that are not finite
};
VariationPath variation_path(std::span<const double> values);

struct EnoughByVariation {
    std::optional<std::size_t> n = {};  ///< none: not with the runs that are there
    double later_gap = not_defined;     ///< largest distance to a later coefficient from there on
};

/// n_min(E): the smallest n whose coefficient of variation is less than `tolerance` away from those of all larger numbers of runs
/// (Lorscheid, Heine and Meyer, Computational and Mathematical Organization Theory 18, 2012; Lee et al., Journal of Artificial Societies
/// and Social Simulation 18(4) 4, 2015). The last n has no later one to be compared with, and is never the answer. Throws AnalysisError
/// unless tolerance > 0.
EnoughByVariation enough_by_variation(const VariationPath& path, double tolerance);

/// Element i: half-width of the t interval of the first i + 2 finite values.
std::vector<double> half_width_path(std::span<const double> values, double confidence = 0.95);

/// What is asked of a number of runs. What is not stated is not asked.
struct ReplicateNeeds {
    double confidence = 0.95;                    ///< of intervals; tests have level 1 - confidence
    double variation_tolerance = 0.01;           ///< E
    std::optional<double> half_width = {};       ///< in the outcome's unit
    std::optional<double> smallest_effect = {};  ///< in the outcome's unit; if not stated, the column's
    double power = 0.8;                          ///< to see the smallest effect
};

struct ReplicateAdvice {
    MeanInterval mean = {};
    Interval sd_interval = {};       ///< how well the spread is known on which the numbers below rest
    double variation = not_defined;  ///< coefficient of variation of all values
    EnoughByVariation by_variation = {};
    std::optional<std::uint64_t> for_half_width = {};  ///< runs for the half-width asked for; none: not asked, or beyond reach
    std::optional<std::uint64_t> for_power = {};       ///< pairs for the power asked for; of differences only
    double power = not_defined;                        ///< of the number there is, for the smallest effect; of differences only
    double detectable = not_defined;  ///< smallest mean difference that this number finds with the power asked for, in the unit
    std::optional<bool> enough = {};  ///< whether the half-width and the power asked for are reached; none if neither is asked for
};

/// Of one column: an outcome in the runs of an arm, or the paired differences of two (`differences`, which alone have power). A column
/// whose values are all equal needs no more than two. Throws AnalysisError if less than two values are finite or a need cannot be met by
/// any number.
ReplicateAdvice replicate_advice(const OutcomeColumn& column, bool differences, const ReplicateNeeds& needs = {});

/// A row of the table of advice.
struct AdvisedColumn {
    std::string arm = {};
    std::string outcome = {};
    bool difference = false;  ///< to the first arm, world by world
    ReplicateAdvice advice = {};
    std::string warning = {};  ///< why there is no advice on it; empty if there is
};

/// An arm's outcomes: every arm has the same ones in the same order, and its values stand in the order of worlds.
struct ArmOutcomes {
    std::string arm = {};
    std::vector<OutcomeColumn> outcomes = {};
};

/// Advice for every outcome in every arm, then for every outcome's differences in each further arm. A column that is defined in fewer than
/// two runs has a warning in place of advice. Throws AnalysisError, with all reasons, if arms do not match or a need cannot be met.
std::vector<AdvisedColumn> replicate_advice(std::span<const ArmOutcomes> arms, const ReplicateNeeds& needs = {});

}  // namespace enclosure
