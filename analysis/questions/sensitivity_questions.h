// Which factors matter, from designs that were made to tell: elementary effects, and shares of variance.
#pragma once

#include <string>

#include "analysis/questions/scope.h"
#include "analysis/sensitivity/morris_effects.h"
#include "analysis/sensitivity/sobol_indices.h"

namespace enclosure {

struct SobolQuestion {
    SobolFirst first = SobolFirst::saltelli;
    SobolTotal total = SobolTotal::jansen;
    bool second = true;                              ///< pairs, where the design has them
    SobolInterval interval = SobolInterval::normal;  ///< replications if the design has scrambles and nothing else is asked
    bool interval_given = false;
    bool centred = true;  ///< see SobolOptions
};

/// Sobol indices of each outcome. Throws AnalysisError if the design is no Saltelli design, or has too few whole base rows.
Answer sobol_answer(const StudyData& study, const Scope& scope, const SobolQuestion& question, const Threads& threads);

struct MorrisQuestion {
    MorrisInterval interval = MorrisInterval::normal;
};

/// Elementary effects of each outcome. Throws AnalysisError if the design is no Morris design.
Answer morris_answer(const StudyData& study, const Scope& scope, const MorrisQuestion& question);

}  // namespace enclosure
