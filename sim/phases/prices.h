// Prices.
//   cost    c_m(t) = c_m(release)·10^(−k_mod (t − t_release)); closed interfaces have an overhead, hosts of released weights a margin
//   markup  p* = c·e/(e − 1), e = Σ_g revenue share·(ε_g + β_g [1/λ − ((1 − λ)/λ) s_in − s]): nested logit-Bertrand with log price,
//           approached at finite speed in logs, within [min, max]
// Source: Anderson, de Palma and Thisse 1992 (logit-Bertrand); MODEL section 4. Claims: O5 C8 C3 C12.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Cost of serving model m at time t, USD/Mtok, without overhead or margin.
double serving_cost(const Catalogue& catalogue, std::size_t m, const CostParams& p, double t);

/// Moves every firm's markup towards its best answer to present shares.
void set_markups(Firms& firms, const Market& market, const Cells& cells, const Catalogue& catalogue, const Scenario& rules,
                 const PriceParams& p, const AdoptionParams& a, Step step);

/// Price of every model from cost and markup.
void set_prices(Catalogue& catalogue, const Firms& firms, const CostParams& p, Step step);

}  // namespace enclosure
