// Shock: the weights of the most capable closed models get out, however well they are guarded. What follows is as with any leak
// (phases/leaks.h): a copy that nobody can recall and nobody is licensed to, and a part of the maker's lead becomes public.
// Source: assumption. Claims: C1 O14.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Lets the weights of as many models out as the parameter rises by (impulse.h).
void force_leak(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                const DisruptionParams& p, Step step);

}  // namespace enclosure
