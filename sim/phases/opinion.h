// Public opinion and the pressure to regulate:
//   opinion   falls by the gain with every incident, to -1 at worst, and forgets at its decay rate
//   pressure  d P/dt = gain·(−opinion)⁺·(1 − P) − decay·P, between 0 and 1; it bites by the cost of compliance (law.h), on closed and open
//             makers alike, in proportion to their income
// Source: MODEL section 4, harm; numbers are assumptions. Claims: C13 B9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void move_opinion(PublicState& commons, const HarmParams& p, Step step);

}  // namespace enclosure
