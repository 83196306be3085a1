// The counts after choices: users by cell and slot, organisations, seats and spending.
//   spending per seat  b_g(t)·income·min((p/p̄)^(1 − ε), cap);  use = spending/p
// Source: MODEL section 4, adoption. Claims: O5 C8 B6 (what every indicator of use counts).
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Counts users by cell and slot, and the models that organisations of several workloads use.
void count_users(Market& market, const Cells& cells, const Catalogue& catalogue, In<&Users::choice> choice, const Scenario& rules,
                 Step step);

/// Seats, spending and use by segment and slot, and the average price paid.
void tally_market(Market& market, const Cells& cells, const Catalogue& catalogue, PublicState& commons, const Scenario& rules,
                  const PriceParams& p, Step step);

/// Empties the slots of models that ended in this step: their users have left, and so have those who worked on them.
void sweep_ended(Catalogue& catalogue, Out<&Developers::project> project, Step step);

}  // namespace enclosure
