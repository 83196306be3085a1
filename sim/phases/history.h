// What indicators need of earlier steps is kept: totals since the start, adopters, records. No agent reads it.
//   stayed     users with a model whose vendor is the same as a year ago: t − since ≥ 1 yr (a user who leaves, if only for a while, starts
//   anew) locked     dx/dt = (locked/reviewed − x)/1 yr records    a firm's best score is kept when it rises and lies above all released
//   weights of others: what lead times are read from
// Claims: O7 C9 C11 (retention), C12 (lock-in), O4 (research per progress), O16 C1 (lead time).
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void keep_history(History& history, In<&Users::choice> choice, In<&Users::since> since, const Market& market, const Cells& cells,
                  const Catalogue& catalogue, const Firms& firms, const PublicState& commons, const Scenario& rules, Step step);

}  // namespace enclosure
