// How often policies are good enough in several outcomes at once: Starr's domain criterion for all of them jointly.
// Invariant: a world counts if every outcome of every policy is defined there; then it counts for all.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/robust/policy_worlds.h"
#include "analysis/robust/robustness.h"

namespace enclosure {

struct JointSatisficing {
    std::vector<std::vector<double>> alone = {};  ///< outcome × policy: share of worlds in which that outcome is good enough
    std::vector<RobustnessScore> joint = {};  ///< of each policy, share in which all are; interval, rank and probability of being the best
    std::vector<double> pass = {};            ///< policy × world that counts: 1 if all are good enough, else 0
    std::vector<std::size_t> worlds = {};     ///< that count
    std::vector<std::size_t> dropped = {};
    std::vector<std::string> warnings = {};
};

/// By the means of each world; levels are the outcomes' own. Of the options confidence, resamples, seed and interval are taken. Weights of
/// worlds are those of the first table. Throws AnalysisError, with all reasons at once, if there is no table, tables differ in policies or
/// worlds, an outcome has no direction or no level; and as complete_worlds does.
JointSatisficing joint_satisficing(std::span<const PolicyWorlds> tables, const RobustnessOptions& options, const Threads& threads);

}  // namespace enclosure
