// Hysteresis: a lever is moved slowly up and then slowly down again, and the way back is another one. From such sweeps: the area between
// the ways, where the outcome jumps on each, and the range of the lever in which it may be in either of two states. Invariant: levels are
// ascending and outcomes stand by level, also those of the way down; a replicate is a function of its own sweep.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/replicates/mean_interval.h"
#include "sim/base/paired.h"

namespace enclosure {

/// When a change from one level to the next is a jump: it is at least `least_share` of the outcome's range over both ways, and stands out
/// of the other changes of its way — further from their median than their robust spread (1.4826 times the median absolute deviation) allows
/// for any of them at this confidence, by the normal law with Bonferroni's correction for the number of steps. A steep but continuous rise
/// passes for a jump only where levels are too far apart to tell.
struct JumpRule {
    double least_share = 0.25;
    double confidence = 0.95;
};

/// The largest change of one way.
struct Jump {
    bool found = false;        ///< it is a jump by the rule; the rest is filled in either way
    double at = not_defined;   ///< threshold: the middle of the step
    double low = not_defined;  ///< levels on either side
    double high = not_defined;
    double change = not_defined;  ///< of the outcome, from the lower to the higher level
    double share = not_defined;   ///< its size in parts of the outcome's range over both ways
};

/// One replicate: the outcome at each level, NaN where it is not defined.
struct SweptOutcome {
    std::vector<double> up = {};
    std::vector<double> down = {};
};

struct Hysteresis {
    Jump up = {}, down = {};
    double area = not_defined;           ///< ∫ (down - up) by the trapezoidal rule; lever's unit × outcome's unit
    double absolute_area = not_defined;  ///< ∫ |down - up|, of the distances at the levels, by the same rule
    double relative_area = not_defined;  ///< absolute area in parts of (lever's range × outcome's range); 0 if the outcome does not move
    double width = not_defined;          ///< up.at - down.at, if both jump: the lever's range with two states; below 0 if there is none
    bool bistable = false;               ///< both jump, and the width is above 0
    std::size_t dropped = 0;             ///< levels at which a way has no value: left out of that way, and of the area
};

/// Throws AnalysisError if levels do not rise or a way has another number of values than there are levels. A jump needs four levels, the
/// area two; with fewer they are not defined.
Hysteresis hysteresis(std::span<const double> levels, const SweptOutcome& sweep, const JumpRule& rule = {});

struct ReplicatedHysteresis {
    std::vector<Hysteresis> replicates = {};
    MeanInterval area = {}, absolute_area = {}, relative_area = {};
    MeanInterval up_at = {}, down_at = {};                                              ///< thresholds, of the replicates that jump
    MeanInterval width = {};                                                            ///< of those that jump both ways
    double jumps_up = not_defined, jumps_down = not_defined, bistable = not_defined;    ///< shares of replicates
    Interval jumps_up_interval = {}, jumps_down_interval = {}, bistable_interval = {};  ///< Wilson's
    std::vector<double> mean_up = {}, mean_down = {};  ///< by level, over replicates that are defined there
    std::vector<std::string> warnings = {};
};

/// All replicates, with intervals over them at the rule's confidence. Throws AnalysisError if there are none, or as above.
ReplicatedHysteresis hysteresis_of_replicates(std::span<const double> levels, std::span<const SweptOutcome> sweeps,
                                              const JumpRule& rule = {});

}  // namespace enclosure
