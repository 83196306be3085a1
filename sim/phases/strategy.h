// Review of strategy, about yearly and staggered: logit choice over the strategies that firms consider.
//   v(s) = [w_p·(π_interface + π_hosting − leadval·leak1·o·L·½α_e·interface spend + community − liability) + w_r·reach·hosted spend
//           + w_c·complement·seats] / max(R + opex, floor) − inertia·[s ≠ now] + imitation·share(s);   choice ∝ exp(λ v)
//   π          forecast.h: rivals as they are; what is not offered yet has to be won
//   community  community_value·code of s·effort that its released model draws per unit of code (the mean of all, if it has none)
//   liability  (liability_weight + law.liability_owner)·cost of an incident·(incidents per seat of the class, as felt·expected seats)
//   w          goals of the firm: profit, reach, complements
// Gumbel draws keyed by (firm, strategy). A planned change of strategy is another matter: planned_change.h.
// Switch: review.reviews; each term has its weight.
// Source: MODEL section 4, strategy; McKelvey and Palfrey 1995 (logit response). Claims: B1–B5 B8 C3 O16 O20.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void review_strategies(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market,
                       const Cells& cells, const Scenario& rules, Step step);

}  // namespace enclosure
