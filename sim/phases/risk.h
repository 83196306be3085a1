// Perceived risk of released weights and of closed interfaces: risk → r_max·i/(i + half) with the lag, i the incidents (misuse, breaches,
// exploits) a year per 100 million seats of the side; at least 10 million seats count. Users with a need for security weigh it
// (utility.h). Source: MODEL section 4, harm; numbers are assumptions. Claims: B12 O14 O15 O21.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void perceive_risk(PublicState& commons, const Market& market, const Catalogue& catalogue, const HarmParams& p, Step step);

}  // namespace enclosure
