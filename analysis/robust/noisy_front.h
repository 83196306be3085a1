// A front of means: how sure it is that a point belongs to it, when other worlds might have been drawn.
// Invariant: all points are judged in the same worlds, and each resample takes the same worlds for all, so that what they share cancels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/robust/pareto.h"
#include "sim/base/paired.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// Points with several objectives, each measured in the same worlds.
struct NoisyObjectives {
    std::vector<std::string> objectives = {};
    std::vector<Better> better = {};
    std::size_t worlds = 0;
    std::vector<double> values = {};  ///< point × world × objective; NaN where a run failed

    std::size_t points() const { return objectives.empty() || worlds == 0 ? 0 : values.size() / (worlds * objectives.size()); }
};

struct NoisyFrontOptions {
    double confidence = 0.95;
    std::size_t resamples = 1000;
    std::uint64_t seed = 0;
};

struct NoisyPoint {
    std::vector<double> means = {};        ///< of each objective, over worlds that count
    std::vector<Interval> intervals = {};  ///< of these means: percentile bootstrap over worlds; not defined below five
    std::size_t front = 0;                 ///< of the means
    double undominated = not_defined;      ///< share of resamples in which nothing dominates it
    double mean_front = not_defined;       ///< mean number of its front over resamples
};

struct NoisyFront {
    std::vector<NoisyPoint> points = {};
    std::vector<std::size_t> worlds = {};   ///< that count
    std::vector<std::size_t> dropped = {};  ///< in which some point is not defined: dropped for all
    std::vector<std::string> warnings = {};
};

/// Probability of being undominated by the bootstrap over worlds. Points whose means are equal in every resample share their fate. Throws
/// AnalysisError, with all reasons at once, if there are no objectives or worlds, lengths do not match, an objective has no direction, a
/// confidence is outside (0, 1), or no world is defined for all points.
NoisyFront front_under_noise(const NoisyObjectives& table, const NoisyFrontOptions& options, const Threads& threads);

}  // namespace enclosure
