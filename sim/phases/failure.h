// Failure: a firm whose cash was negative for longer than finance.patience fails; an entrant whose revenue is below a share of the market's
// may go idle, at a hazard. Users of its closed model get notice (phases/discontinuation.h); released weights pass to the community.
// Switches: finance.failures, finance.idle_hazard. Source: MODEL section 4, money. Claims: C11 O19.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void fail_firms(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market,
                const FinanceParams& p, Step step);

/// Ends firm f: users of its closed model get notice, released weights pass to the community. Counts and notes nothing.
void shut_firm(Firms& firms, Catalogue& catalogue, std::size_t f, double notice, double t);

}  // namespace enclosure
