// Shock: the maker of the most capable closed model finds something: its private lead L rises at once by what capability_leap rises, and it
// releases what it can make of it in the same step (impulse.h). From then on the lead leaks like any other (phases/knowledge.h). Source:
// assumption. Claims: C1 O16.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Raises the leader's lead in a step in which the parameter rises.
void leap_ahead(Firms& firms, PublicState& commons, Chronicle& chronicle, const Catalogue& catalogue, const DisruptionParams& p, Step step);

}  // namespace enclosure
