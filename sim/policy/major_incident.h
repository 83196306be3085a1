// Shock: one incident with the most used model that counts as many ordinary ones, in cost, liability, trust, risk and opinion.
// Ties in use go to the lower slot. Source: assumption. Claims: B12 B13 C13.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Adds the incident to the step's misuse, in a step in which the parameter rises, of what it rises by (impulse.h).
void strike_major_incident(Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market, const Firms& firms,
                           const DisruptionParams& p, Step step);

}  // namespace enclosure
