// Lineage: who may build on whose weights.
// A firm builds on the released weights of highest latent capability that its licence allows. Weights whose licence lets no closed model
// descend from them (StrategyRow::closed_descendants) are no base for who sells an interface, nor is what was built on them, and a firm
// that changes its strategy does not sell what it built on them; leaked weights are licensed to nobody. A firm that trains less than
// follow_gap below that base ships the base less follow_gap, with follower_noise of the usual noise. Switch: training.lineage. Source:
// MODEL section 4, training; Laufer et al. 2023 on adapting others' models. Claims: O12 B7.
#pragma once

#include "sim/scenario/scenario.h"
#include "sim/world/catalogue.h"

namespace enclosure {

/// Whether the licences of the weights in slot m, and of those they were built on, let descendants be sold behind an interface.
bool lets_be_sold(const Catalogue& catalogue, std::size_t m, const Scenario& rules);

/// Whether a firm of that strategy may build on the weights in slot m.
bool may_build_on(const Catalogue& catalogue, std::size_t m, const StrategyRow& builder, const Scenario& rules);

/// The best weights that a firm of that strategy may build on; none if there are none.
Id<Catalogue> best_base(const Catalogue& catalogue, const StrategyRow& builder, const Scenario& rules);

}  // namespace enclosure
