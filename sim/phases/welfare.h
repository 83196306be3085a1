// Welfare of the step, USD/yr.
//   users       per aware seat b_g·income·(1 − exp(−Δ/β)), Δ = ln[(Σ_closed e^(U/λ))^λ + (Σ_open e^(U/λ))^λ + e^(−u0)] + u0: what having
//   models
//               to choose from is worth over having none (Small and Rosen 1981, log price; with a linear price term Δ/β of its unit).
//               By cell and income class: U at the cell's utilities, β at three nodes of log income, technical and other users apart, the
//               other tastes at their means
//   migration   users whose model ended, a year·σ_g·b_g/β_g: the cost of switching in dollars of a year's use
//   developers  people·value·(−ln share at rest): in a logit the log-sum of what one may work on over resting (projects.h)
//   harm        incidents·cost
// What firms, hosts and the public purse gain is a sum over the ledger (indicators/welfare_measures.h). Claims: B10 B13 C8 C11 O5 O14.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Dollars that a gain in log-sum is worth to a seat with that price weight. Log price term: the share of the budget that it would give up
/// for the gain. Linear price term, −β·p/p_ref: the gain in units of p_ref, and `budget` is what the seat would pay at p_ref.
double seat_surplus(double gain, double price_weight, double budget, bool linear);

/// Value of the nested logit of closed and open models over the outside option: closed and open are ln Σ exp(U/λ) of each nest, minus
/// infinity if it is empty.
double log_sum_gain(double closed, double open, double nest_scale, double outside);

void measure_welfare(Welfare& welfare, PublicState& commons, const Market& market, const Cells& cells, const Catalogue& catalogue,
                     const Scenario& rules, const AdoptionParams& adoption, const HarmParams& harm, Step step);

void measure_developers(Welfare& welfare, In<&Developers::project> project, In<&Developers::region> region, const Scenario& rules,
                        const WelfareParams& p, Step step);

}  // namespace enclosure
