// Price cap: no interface may cost more than a markup over its full cost,
//   markup_f ≤ markup_max − price_control·(markup_max − markup_min)
// at once, whatever its maker would set (phases/prices.h). A cap on the price itself would bind ever less while costs fall; one on the
// markup binds as long as there is market power. Released weights are priced by hosts, who compete. Source: assumption. Claims: C3 C8 O10.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Bounds markups by law.
void cap_markups(Firms& firms, const PriceParams& prices, const GovernmentParams& p);

}  // namespace enclosure
