// Release licence: weights of capability A ≥ licence_threshold may be released only release_licence·licence_delay years after they are
// ready. What is released then is what was examined, unless the firm has released something better since (phases/delayed_opening.h); what
// the firm sells behind an interface does not wait, and a firm that is to open keeps its interface until it may. What must be released by
// an order (compulsory_opening.h) needs a licence too. Whether weights need one is asked when they are ready, ordered or promised; when the
// law ends nothing waits for it any longer (phases/delayed_opening.h). Thresholds of 1e25 and 1e26 operations are about 1.5 and 2.5 OOM.
// Source: AI Act article 51 and Executive Order 14110 for the thresholds; that a licence is needed, and its delay, are assumptions. Claims:
// O14 B9.
#pragma once

#include "sim/phases/phase.h"
#include "sim/phases/release.h"

namespace enclosure {

/// Years that the release of weights of that capability must wait; 0 if none.
double licence_wait(double capability, const GovernmentParams& p);

/// Puts firm f's weights among those that wait; `interface` is the model that they were sold as, none if they were not; it
/// `retires` when they are released.
void apply_for_licence(Openings& openings, const Firms& firms, const Catalogue& catalogue, std::size_t f, Id<Catalogue> interface,
                       const Offer& weights, double wait, bool retires);

}  // namespace enclosure
