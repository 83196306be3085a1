// Outages of interfaces: Poisson at rate·exp(−effect·qa)·(1 + immaturity·(1 − reliability)) a year. They cost trust (trust.h).
// Source: MODEL section 4, reliability; numbers are assumptions. Claims: C4 O22.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Draws the outages of the step, by model.
void strike_outages(Catalogue& catalogue, PublicState& commons, const Firms& firms, const DefectParams& p, Step step);

}  // namespace enclosure
