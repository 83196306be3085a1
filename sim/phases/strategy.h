// Review of strategy, about yearly and staggered: logit choice over the strategies that firms consider.
//   v(s) = [π_interface + π_hosting + complements + reach·hosted spend − leadval·leak1·o·L·½α_e·interface spend] / max(R + opex, floor)
//          − inertia·[s ≠ now] + imitation·share(s);   choice ∝ exp(λ v)
// π by a coarse logit forecast over segments and technical capacity, rivals as they are; users of what the firm does not offer yet
// have to be won against their switching cost. Gumbel draws keyed by (firm, strategy).
// Source: MODEL section 4, strategy; calibrated. Claims: B1–B5 B8 C3 O16 O20.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void review_strategies(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market,
                       const Cells& cells, const Scenario& rules, Step step);

}  // namespace enclosure
