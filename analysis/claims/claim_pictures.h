// One picture of each claim: paths of its arms with bands where its series is kept, levels along a sweep, a map over conditions, or the
// share with its interval.
#pragma once

#include "analysis/answer/answer.h"
#include "analysis/claims/make_ledger.h"

namespace enclosure {

/// The picture of the i-th claim of the ledger.
AnswerFigure claim_picture(const MadeLedger& made, const ClaimRuns& runs, std::size_t i, const RecordIndex& index);

}  // namespace enclosure
