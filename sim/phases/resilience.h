// Resilience: society learns to absorb misuse from the misuse it meets, and does not unlearn:
//   d resilience/dt = gain·I/(I + half)·(1 − resilience), I the misuse incidents a year, averaged over the memory
// Averaged, because a count within a step is zero or large: its saturating function would depend on the length of the step.
// Source: MODEL section 4, harm; numbers are assumptions. Claims: O14.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void adapt_to_misuse(PublicState& commons, const HarmParams& p, Step step);

}  // namespace enclosure
