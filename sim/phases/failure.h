// Failure: a firm whose cash was negative for too long fails; an entrant without revenue may go idle. Closed models end and their users
// choose anew; released weights pass to the community. Claims: C11 O19.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void fail_firms(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market,
                const FinanceParams& p, Step step);

}  // namespace enclosure
