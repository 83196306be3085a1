// Which inputs differ where the outcome is of interest (regional sensitivity), and how far each moves the whole distribution (PAWN).
#pragma once

#include "analysis/questions/cases.h"
#include "analysis/sensitivity/pawn.h"
#include "analysis/sensitivity/regional.h"

namespace enclosure {

struct RegionalQuestion {
    CaseRule cases = {};
    bool has_cases = true;  ///< false: groups of quantiles in place of cases
    std::size_t groups = 10;
    std::size_t slides = 10;
};

/// Of one outcome: two-sample tests of cases against the rest where cases can be told, groups of the outcome otherwise; and PAWN.
Answer regional_answer(const StudyData& study, const Scope& scope, const RegionalQuestion& question, const Threads& threads);

}  // namespace enclosure
