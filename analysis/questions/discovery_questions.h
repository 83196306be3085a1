// Where the cases of interest lie: a box of conditions, or a tree of them.
#pragma once

#include <cstddef>

#include "analysis/discovery/cart.h"
#include "analysis/discovery/prim.h"
#include "analysis/questions/cases.h"

namespace enclosure {

struct PrimQuestion {
    CaseRule cases = {};
    PrimRequest request = {};
};

/// Boxes of one outcome's cases. Throws AnalysisError: no level to tell cases by, none or only cases, too few points.
Answer prim_answer(const StudyData& study, const Scope& scope, const PrimQuestion& question, const Threads& threads);

struct CartQuestion {
    CaseRule cases = {};
    bool regression = false;  ///< explain the outcome itself, not cases
    CartOptions options = {};
};

/// A tree of one outcome.
Answer cart_answer(const StudyData& study, const Scope& scope, const CartQuestion& question, const Threads& threads);

/// The sentences and tables of a box, for answers that find boxes on the way to something else: "switching cost ≥ 12.3 and firms in {a,
/// b}".
std::string box_sentence(const PrimFound& found, const Cases& cases);

}  // namespace enclosure
