// Antitrust: a cap on a vendor's share, with a compulsory licence for its rivals.
//   share    s_f, of all spending on models, through the vendor's interface
//   ration   dv_f/dt = cap_speed·(s_f − cap), v ≥ 0: the virtual price at which users ration themselves to the cap (Neary and
//            Roberts 1980); the interface's utility is less by v (phases/utility.h), so that the model chosen least for its merits is left
//            first
//   licence  while v_f > 0 rivals may take up its model: dQ_j = licence_rate·(A_f − Q_j)⁺, free of royalties
// Without a cap v is zero at once. Firms do not foresee the cap, so they do not price up to it. Source: virtual prices of rationing as a
// form; the rest assumption. Claims: B5 C1 O10.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Moves the virtual prices of vendors by their share of the last step, and what rivals take up from those above the cap.
void enforce_share_cap(Firms& firms, const Market& market, const Catalogue& catalogue, const GovernmentParams& p, Step step);

}  // namespace enclosure
