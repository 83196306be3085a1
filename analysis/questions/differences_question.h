// What the arms change: paired differences to the first arm, world by world.
#pragma once

#include "analysis/questions/scope.h"

namespace enclosure {

/// Of every metric and every arm but the first. A study of one point has its worlds as pairs; of several points the pairs of a point are
/// averaged first, since they share it. Verdicts: "better", "worse" or "different" where the interval leaves out no difference, "too small
/// to matter" where two one-sided tests say that it lies within the metric's smallest effect, else "not told apart". Throws AnalysisError
/// for one arm.
Answer differences_answer(const StudyData& study, const Scope& scope);

}  // namespace enclosure
