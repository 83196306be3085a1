// Perceived risk of released weights and of closed interfaces: r_max·i/(i + half), i the incidents (misuse, breaches, exploits) a year per
// 100 million seats of the side, averaged over the lag; at least 10 million seats count. Averaged first, because a count within a step is
// zero or large: its saturating function would depend on the length of the step. Users with a need for security weigh it (utility.h).
// Source: MODEL section 4, harm; numbers are assumptions. Claims: B12 O14 O15 O21.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void perceive_risk(PublicState& commons, const Market& market, const Catalogue& catalogue, const HarmParams& p, Step step);

}  // namespace enclosure
