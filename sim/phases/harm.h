// Harm and the answers to it.
//   misuse    Poisson at μ·10^(κ(A − A_harm))·seats/1e8·(1 − safeguards)·ratio·(1 − resilience); released weights cannot be recalled
//             (A at most four orders of magnitude above A_harm: beyond, abuse is bounded by abusers)
//   breaches  of vendors in proportion to the seats whose data they hold; of models whose training data is released
//   answers   trust in a model falls with its incidents and recovers; perceived risk follows incidents; opinion falls with incidents and
//             forgets; regulation pressure follows bad opinion; society adapts
// No evidence splits misuse by origin: harm.open_ratio is free, and every result on harm must be shown against it. Claims: O14 O15 C2 C13
// B9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Draws the incidents of the step; trust in each model moves by its own.
void strike_incidents(Catalogue& catalogue, PublicState& commons, const Firms& firms, const Market& market, const Scenario& rules,
                      const HarmParams& p, Step step);

/// Perceived risk, resilience, opinion, regulation pressure.
void answer_harm(PublicState& commons, const Market& market, const Catalogue& catalogue, const HarmParams& p, Step step);

}  // namespace enclosure
