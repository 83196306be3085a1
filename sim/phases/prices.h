// Prices.
//   cost     c_m(t) = c_m(release)·10^(−k_mod (t − t_release))·compute_price, read at the middle of a step; closed interfaces have an
//            overhead, hosts of released weights a margin
//   users    lose β·ln(p/reference), or with prices.linear β·(p − reference)/reference
//   markup   logit-Bertrand: the p that maximises (p − c)·p^(−ε)·s(p) at present shares. With K = 1/λ − ((1 − λ)/λ)·s_in − s and
//            means over segments weighted by revenue,
//              log      p* = c·e/(e − 1), e = ε + βK
//              linear   (p − c)·(ε/p + βK/reference) = 1; for ε = 0 and no nests p* = c + reference/(β(1 − s))
//            approached at finite speed in logs, within [min, max]
// Iterated with shares recomputed, both forms converge to the Bertrand equilibrium (tests/unit/prices_test.cc).
// Source: Anderson, de Palma and Thisse 1992 (logit-Bertrand); MODEL section 4. Claims: O5 C8 C3 C12.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// What a price takes from a user's utility, per unit of the user's price weight β.
double price_term(double price, const PriceParams& p);

/// Cost of serving model m at time t, USD/Mtok, without overhead or margin.
double serving_cost(const Catalogue& catalogue, std::size_t m, const CostParams& p, double t);

/// Moves every firm's markup towards its best answer to present shares.
void set_markups(Firms& firms, const Market& market, const Cells& cells, const Catalogue& catalogue, const Scenario& rules,
                 const PriceParams& p, const AdoptionParams& a, Step step);

/// Price of every model from cost and markup.
void set_prices(Catalogue& catalogue, const Firms& firms, const PublicState& commons, const CostParams& p, Step step);

}  // namespace enclosure
