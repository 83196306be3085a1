// Whether a claim holds in worlds that differ in uncertain parameters, and on which of them it turns.
// Invariant: a box of limits is named only if boxes as good are rare (below 5 in 100) where outcomes are dealt out to the worlds at random,
// the search as it is: so that a search among thirty parameters does not find what is not there.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/claims/claim_outcomes.h"
#include "analysis/claims/ledger.h"
#include "analysis/data/columns.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// The box of at most three limits that tells best where cases of interest lie, and how good it is.
struct TurningBox {
    std::string text;      ///< "switching cost ≥ 12 USD and …"; empty if no parameter tells
    double p = no_number;  ///< of as good a box by chance
    double coverage = no_number, density = no_number;
};

/// `cases` has 1 or 0 for each row of the inputs. Fewer than ten cases, or than ten others, tell nothing.
TurningBox turning_box(const std::vector<InputColumn>& inputs, const std::vector<double>& cases, const Threads& threads);

/// That so many worlds do not count, and of runs that failed why: something else than a measure that a world leaves undefined. Empty if
/// all count.
std::string left_out_text(const ClaimOutcomes& outcomes, std::size_t worlds);

/// What the outcomes of a claim in these worlds say.
LedgerWorlds claim_robustness(const Claim& claim, const ClaimOutcomes& outcomes, const ClaimWorldTable& table, const Threads& threads);

}  // namespace enclosure
