// What the runs of a paired study say about each policy: the difference that it makes to every indicator, how sure that is, whether it
// matters, and in how many worlds it is an improvement. docs/compare.md says how to read it. Invariant: a comparison is a function of the
// records and the study's seed alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/paired.h"
#include "sim/indicators/judgement.h"
#include "sim/study/run_record.h"

namespace enclosure {

/// What the numbers say of one difference, in the order in which it is asked.
enum class EffectVerdict : std::uint8_t {
    unknown,     ///< fewer than two worlds in which it is defined
    none,        ///< exactly 0 in every world
    equivalent,  ///< smaller than the smallest effect of interest, by two one-sided tests at 5 %
    relevant,    ///< the 95 % interval lies wholly beyond the smallest effect of interest
    detected,    ///< the interval excludes 0, not the smallest effect: there is a difference, whether it matters is open
    open,        ///< the interval holds 0, and the difference may or may not matter: more worlds
};
std::string_view verdict_name(EffectVerdict verdict);

/// One metric, averaged over time in one way, under one policy.
struct Difference {
    PairedStatistics pairs = {};
    Interval bootstrap = {};        ///< 95 %, BCa
    double smallest = not_defined;  ///< smallest effect of interest in the metric's unit
    Equivalence equivalence = {};
    EffectVerdict verdict = EffectVerdict::unknown;
    double improved = not_defined;  ///< share of the worlds with an improvement; NaN if no direction is good
};

/// A smallest effect that the user states, for all series of that name.
struct SmallestOverride {
    std::string name;
    double size = 0;
};

struct Comparison {
    std::vector<Metric> metrics;
    std::vector<std::string> arms;  ///< names; the first is the baseline
    std::size_t worlds = 0;
    std::vector<Difference> differences;  ///< policy × average × metric

    const Difference& at(std::size_t arm, Average average, std::size_t metric) const {
        return differences[((arm - 1) * averages.size() + static_cast<std::size_t>(average)) * metrics.size() + metric];
    }
};

/// Bootstrap resamples of a comparison.
inline constexpr std::size_t bootstrap_resamples = 2000;

/// Records of whole worlds, world by world and arm by arm; `seed` is the study's, for the bootstrap. `threads`: 0 for one per processor.
Comparison compare_arms(std::vector<Metric> metrics, std::vector<std::string> arms, std::span<const RunRecord> records, std::int64_t seed,
                        std::span<const SmallestOverride> smallest = {}, int threads = 0);

/// Value of the metric in each world under an arm.
std::vector<double> world_values(std::span<const RunRecord> records, std::size_t arms, std::size_t arm, Average average,
                                 std::size_t metric);

/// Median over the world's indicators of the variance reduction, those without spread left out; NaN if there is none. How many independent
/// runs one paired run is worth.
double median_variance_reduction(const Comparison& comparison, std::size_t arm, Average average);

}  // namespace enclosure
