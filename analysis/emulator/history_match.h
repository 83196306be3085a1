// Which inputs could have given what was observed: points are ruled out where the emulated outcome is too far from it, whatever else is
// said for them (Craig et al. 1997; Vernon, Goldstein and Bower, Bayesian Anal. 5, 2010).
//
// Invariant: a point is ruled out by an implausibility above the cutoff; no probability is given to those that are left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/emulator/emulator.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// One observed number and the emulator of what should be like it.
struct ObservedOutcome {
    const Emulator* emulator = nullptr;  ///< outlives the call
    double observed = 0;                 ///< in the outcome's unit
    double observation_variance = 0;     ///< of its measurement, in that unit squared
    double discrepancy_variance = 0;     ///< of the world about the model at its best inputs
    bool one_world = true;               ///< the observed world is one run: noise of a run counts too
};

/// |observed - predicted| / √(variances of emulator, observation, discrepancy, and of one run), outcome after outcome at each point. `x` is
/// point × input in the inputs' units. NaN where all variances are 0 and the two are equal; infinite where they are not.
std::vector<double> implausibilities(std::span<const ObservedOutcome> outcomes, std::span<const double> x, const Threads& threads);

struct HistoryMatchSettings {
    std::size_t points = 8192;  ///< looked at: Sobol's over the ranges, Owen scrambled
    double cutoff = 3;          ///< any law with one mode has 95 % within 3 standard deviations (Pukelsheim, Am. Stat. 48, 1994)
    std::size_t order =
        1;  ///< the largest implausibility of a point counts, or with 2 the second largest, …: how many wrong emulators are borne
    double confidence = 0.95;  ///< of share_interval
    std::uint64_t seed = 0;
};

struct HistoryMatch {
    std::vector<double> x = {};               ///< point × input: those not ruled out
    std::vector<double> implausibility = {};  ///< of each of them: the one that counts
    double share = 0;                         ///< of the ranges, not ruled out
    Interval share_interval = {};             ///< for it (Clopper and Pearson 1934), as of independent points
    double least = 0;                         ///< the least implausibility that counts, of all points
    std::vector<double> best = {};            ///< where that is
    std::vector<std::string> warnings = {};
};

/// Throws AnalysisError if there are no outcomes, emulators of different inputs, variances below 0 or values that are not finite, no
/// points, or an order beyond the outcomes, or a confidence that is none. Warns if nothing is left: the model cannot do it, or the
/// discrepancy is larger than was said.
HistoryMatch history_match(std::span<const ObservedOutcome> outcomes, const HistoryMatchSettings& how, const Threads& threads);

}  // namespace enclosure
