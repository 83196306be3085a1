// Which factors an outcome depends on at all, from any sample: scores of a forest against those of shuffled outcomes, first-order indices
// and delta from given data, correlations.
#pragma once

#include "analysis/discovery/feature_scores.h"
#include "analysis/questions/scope.h"
#include "analysis/sensitivity/given_data.h"
#include "analysis/sensitivity/regression.h"

namespace enclosure {

struct ScoreQuestion {
    FeatureScoreOptions forest = {};
    bool forest_asked = true;
    bool given_data = true;
    bool delta = true;
    bool regression = true;
};

/// Of each outcome.
Answer score_answer(const StudyData& study, const Scope& scope, const ScoreQuestion& question, const Threads& threads);

}  // namespace enclosure
