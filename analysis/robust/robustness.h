// How robust policies are: metrics over worlds, each with its interval, its rank and how sure it is that a policy is the best by it.
// Invariant: a rank never stands alone: a single winner without its probability is misleading. All policies are judged over the same
// worlds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/robust/policy_worlds.h"
#include "analysis/robust/robustness_metric.h"
#include "analysis/robust/world_bootstrap.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// What is drawn again for intervals and probabilities.
enum class RobustnessResampled : std::uint8_t {
    worlds,      ///< worlds are a sample of those that could be; their means keep their noise, which is part of their spread
    replicates,  ///< worlds are all that matter, such as a few named scenarios; only the noise within each is drawn again
};

struct RobustnessOptions {
    std::vector<RobustnessMetric> metrics = {};  ///< empty: usual_metrics
    std::optional<std::size_t> reference = {};   ///< policy that others are compared with
    double scale = 1;                            ///< regrets are divided by it: a declared number of the outcome's unit, such as a budget
    double confidence = 0.95;
    std::size_t resamples = 2000;
    std::uint64_t seed = 0;
    RobustnessInterval interval = RobustnessInterval::percentile;
    RobustnessResampled resampled = RobustnessResampled::worlds;
};

struct RobustnessScore {
    double value = not_defined;
    Interval interval = {};                 ///< at `confidence`; not defined below five worlds, or as bootstrap_limits says
    double rank = not_defined;              ///< 1 + policies that are better; NaN where nothing can be said of better
    double best_probability = not_defined;  ///< share of resamples in which the policy is the best, ties shared equally
    double noise = not_defined;             ///< standard deviation that replicates alone give the value; NaN without them
    double noise_bias = not_defined;        ///< mean over resamples of replicates - value: noise makes extremes and regrets look larger
};

struct RobustnessRow {
    RobustnessMetric metric = {};
    std::string name = {};
    std::string unit = {};
    std::optional<bool> higher_is_better = {};
    std::vector<RobustnessScore> scores = {};  ///< of each policy
    std::size_t resamples = 0;                 ///< that the probabilities are shares of
};

struct Robustness {
    std::vector<RobustnessRow> rows = {};   ///< of each metric
    std::vector<std::size_t> worlds = {};   ///< that count
    std::vector<std::size_t> dropped = {};  ///< in which some policy is not defined: dropped for all
    std::vector<std::string> warnings = {};
};

/// Metrics that can be made of the table: maximin, maximax, Hurwicz, Laplace, 90 % of worlds no worse, CVaR, undesirable deviations,
/// minimax regret, 90 % regret, mean regret; with a reference, largest and mean regret to it; with a level, the satisficing share. Of an
/// outcome without direction, its mean.
std::vector<RobustnessMetric> usual_metrics(const PolicyWorlds& table, bool with_reference);

/// Metric by metric. Intervals of extremes (maximin, minimax regret) are no more than a hint: the bootstrap cannot draw a world worse than
/// the worst that was seen (Bickel and Freedman, Ann. Stat. 9, 1981).
///
/// Throws AnalysisError, with all reasons at once: as complete_worlds; a metric that needs a direction, of an outcome without one; regret
/// to a reference that is not named; a satisficing share without a level; parameters outside their range; a scale that is not above 0; a
/// confidence outside (0, 1); resampled replicates without any.
Robustness robustness(const PolicyWorlds& table, const RobustnessOptions& options, const Threads& threads);

}  // namespace enclosure
