// Release decision: what a firm whose release is due ships, if anything.
//   capability  max{Ψ + w_q(Q − Ψ)⁺, A of the best base it may build on − follow, own A};  score = capability + ε, ε ~ N(0, sd), less
//               for one who follows
//   shipped     only if the score beats the firm's own best by ship_threshold, else tried again after retry_delay
//   attempts    all that are due in the step, in the order of their times; noise is drawn anew for each
//   offered     by its strategy: behind the interface with the premium, as weights less the discount, or weights later; weights
//               that need a licence wait for it (policy/release_licence.h)
// Noise is never inherited, or selection alone would drive the frontier. Draws are keyed by (firm, number of the attempt).
// Source: MODEL section 4, training; calibrated. Claims: O12 B2 B7.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Releases what is ready: refreshes and base runs, each by the firm's strategy.
void release_models(Firms& firms, Catalogue& catalogue, Openings& openings, PublicState& commons, Chronicle& chronicle,
                    const Market& market, const Scenario& rules, const TrainingParams& p, const ImitationParams& imitation, Step step);

}  // namespace enclosure
