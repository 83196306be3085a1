// Entry: firms arrive at rate·exp(−gap/scale), gap being the distance of the best released weights from the closed frontier, which is
// what an entrant has to make up for. An entrant's serial is a hash of its cause: step and number of the arrival.
// Source: MODEL section 8 (to be replaced by expected profit against the cost of a base). Claims: O12.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void admit_entrants(Firms& firms, Ledger& ledger, PublicState& commons, Chronicle& chronicle, const Catalogue& catalogue,
                    const Scenario& rules, const EntryParams& p, const TrainingParams& training, Step step);

}  // namespace enclosure
