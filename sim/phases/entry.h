// Entry. Founders arrive at `rate` (Poisson, each keyed by step and number) with money, a home, a strategy and an aspiration, all drawn.
//   base     the better of
//              their own   A = P_r + L + H + log10(S/S_ref), S = run_share·C: what a run costs over what the research around it costs;
//                          C = base_share·cash, all that they can spend on it
//              an adapted  A = best released weights − imitation_gap, at C = adaptation·(cost of training that base), if that is not more
//   value    v = [horizon·(π − R − opex) − C]/[horizon·(R + opex) + C], π of forecast.h as a newcomer, R of their aspiration
//   entry    if v + optimism ≥ 0, optimism exponential with mean 1/intensity: P = min(1, e^(intensity·v)); at intensity 0 all enter
// Released weights are not in the rate: without them fewer enter where the base that founders can pay for is dear and poor.
// Who enters pays C. Beyond `capacity` entrants that are alive, founders are turned away.
// Switch: entry.rate. Source: MODEL section 4, entry; assumption in the law of optimism. Claims: O12 O10 B5; theory (h) at intensity 0.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// What founders would build on.
struct EntrantBase {
    double capability = 0;      ///< OOM
    double cost = 0;            ///< USD
    double run_spend = 0;       ///< cost of the run behind it, USD
    std::uint64_t adapted = 0;  ///< another's released weights that it is made of; 0 if it is their own
    bool bound = false;         ///< whether the licence of those keeps it from being sold behind an interface
};

/// The best base for founders in `region` with that much money, `open` being the best released weights that they may build on.
EntrantBase entrant_base(double cash, std::size_t region, double aspiration, Id<Catalogue> open, const Catalogue& catalogue,
                         const PublicState& commons, const Scenario& rules, double t);

void admit_entrants(Firms& firms, Ledger& ledger, PublicState& commons, Chronicle& chronicle, const Market& market, const Cells& cells,
                    const Catalogue& catalogue, const Scenario& rules, const EntryParams& p, Step step);

}  // namespace enclosure
