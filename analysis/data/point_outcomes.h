// A metric at the points of a design: what runs of one arm, in the worlds of the point, come to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/data/study_data.h"

namespace enclosure {

/// Whose outcome is asked about: an arm's own, or its paired difference to another arm, world by world.
struct OutcomeChoice {
    std::size_t metric = 0;
    std::size_t arm = 0;
    std::optional<std::size_t> against = {};  ///< difference arm − against
};

struct PointOutcomes {
    OutcomeColumn outcome;                  ///< mean over the worlds of each point; NaN where one of them failed or has no value
    std::vector<double> variance;           ///< of the runs of each point, by n − 1; NaN of fewer than two
    std::vector<std::uint32_t> replicates;  ///< of each point
    std::size_t failed = 0;                 ///< runs that failed, or have no record
    std::size_t undefined = 0;              ///< runs that did not, but have no value
};

/// Values of the runs of each point in the order of their worlds, NaN where there is none.
std::vector<std::vector<double>> replicate_values(const StudyData& study, const OutcomeChoice& choice);

PointOutcomes point_outcomes(const StudyData& study, const OutcomeChoice& choice);

/// "hhi", "hhi, subsidy against baseline".
std::string choice_text(const StudyData& study, const OutcomeChoice& choice);

/// Inputs of the points whose outcome is defined, and that outcome; a block of which a point has none goes as a whole.
struct DefinedPoints {
    std::vector<InputColumn> inputs;
    std::vector<double> outcome;
    std::vector<std::size_t> point;    ///< of each row
    std::vector<std::uint64_t> block;  ///< of each row
    std::size_t dropped = 0;           ///< points
    std::size_t dropped_blocks = 0;
};

/// Throws AnalysisError if none, or fewer than `least`, are left, or there is no factor.
DefinedPoints defined_points(const StudyData& study, const std::vector<double>& outcome, std::size_t least);

}  // namespace enclosure
