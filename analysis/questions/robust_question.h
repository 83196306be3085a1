// Which policy holds up whatever the world turns out to be: arms over the points of a design, by many measures, each with how sure it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/questions/scope.h"
#include "analysis/robust/pareto.h"
#include "analysis/robust/robustness.h"
#include "analysis/robust/vulnerability.h"

namespace enclosure {

struct RobustQuestion {
    std::vector<RobustnessMetric> metrics = {};  ///< empty: the usual ones
    std::string reference = {};                  ///< arm; empty: none
    double scale = 1;
    RobustnessInterval interval = RobustnessInterval::percentile;
    bool vulnerability = true;  ///< whether PRIM looks for where each policy fails
};

/// Arms × points of each outcome. Worlds are the points; a study of one point has its replicates as worlds. Throws AnalysisError for fewer
/// than two arms.
Answer robust_answer(const StudyData& study, const Scope& scope, const RobustQuestion& question, const Threads& threads);

struct ParetoQuestion {
    std::vector<double> reference = {};  ///< of the hypervolume, a value for each objective; empty: a tenth of the range beyond the worst
};

/// Trade-offs between all outcomes with a direction: of the candidates of a search in fresh worlds, else of arms, else of points. Throws
/// AnalysisError for fewer than two outcomes with a direction.
Answer pareto_answer(const StudyData& study, const Scope& scope, const ParetoQuestion& question, const Threads& threads);

}  // namespace enclosure
