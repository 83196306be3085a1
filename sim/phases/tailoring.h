// Vendors adapt closed models to organisations, as far as their staff goes.
//   modifiability of a closed model for an organisation = vendor_tailoring·k·staff/(k·staff + seats of organisations), k = tailoring_seats
// Segments of organisations are those in which tooling matters (segment.tooling above zero). Source: assumption. Claims: C5.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Modifiability of an interface for organisations, whose vendor has that staff and serves that many of their seats.
double tailoring(double staff, double seats, const AdoptionParams& p);

void tailor_models(Catalogue& catalogue, const Firms& firms, const Market& market, const Scenario& rules, const AdoptionParams& p);

}  // namespace enclosure
