// Shock: the vendors of interfaces with the largest revenue fail at once, whatever their cash.
// As with any failure users get notice and must then choose anew (phases/discontinuation.h), released weights pass to the community; what
// the firm had is its creditors'. Ties in revenue go to the firm that was there first. Source: assumption. Claims: C11 O19.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Ends as many vendors as the parameter rises by (impulse.h).
void fail_vendors(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market,
                  const FinanceParams& finance, const DisruptionParams& p, Step step);

}  // namespace enclosure
