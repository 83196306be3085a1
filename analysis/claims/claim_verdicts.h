// Verdicts, from the questions of all claims of a ledger together.
// Invariant: whatever the effects, their number and how they depend on each other, the chance that any question is called supported whose
// effect is no larger than the smallest that matters, or contradicted whose effect is no smaller, is at most alpha: half of it for each of
// the two families, each by Holm's method.
#pragma once

#include <vector>

#include "analysis/claims/ledger.h"

namespace enclosure {

/// Fills in adjusted p-values, wide intervals, the verdict and the finding of every question, then those of every claim. `series` has, for
/// each claim, the indicator of each question, for the form of its numbers.
void judge(ClaimLedger& ledger, const std::vector<std::vector<std::string>>& series);

/// The verdict of a claim whose questions were judged, with the condition on which it depends.
void combine(LedgerClaim& claim);

}  // namespace enclosure
