// Money of firms after income (phases/income.h): operating expense, funding, research budgets, and the settlement of what was booked.
//   opex      (opex_share + quality_cost·quality assurance + safety_cost·safety)·income + opex_fixed·(1 + growth·t)
//   funding   min((runway·burn − cash)⁺/raise time, dilution·min(1, (g_f + g_TAM)/.8)·V),
//             V = (5 + 10 g_f)·revenue + (.5 + 5 g_TAM)·ω·(TAM + 2e9), ω = exp(−gap/.35) over its sum of active firms
//   research  R → min(aspiration·R_mult·F(t), (surplus_use·(margin − opex − legal)⁺ − dividend)⁺ + parent + grants + tax credit +
//   cash⁺/runway + .7·funding), at most
//             3× up and 4× down a year; booked as staff, training runs and the rest
// All rates are per year; bookings are of the step. Source: MODEL section 4, money; calibrated. Claims: C3 O19 O20 B3.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Sets operating expense; raises money from investors where runway is short and prospects allow.
void raise_funding(Ledger& ledger, Firms& firms, PublicState& commons, const Market& market, const Catalogue& catalogue,
                   const FinanceParams& p, Step step);

/// Sets research budgets and staff, books research and operating expense.
void budget_research(Ledger& ledger, Firms& firms, const FinanceParams& p, const TrainingParams& training, Step step);

/// Moves cash by all that was booked in the step, and counts the time spent with negative cash.
void settle(Firms& firms, const Ledger& ledger, Step step);

/// Yearly research wish of a firm of aspiration one at time t: R_mult·F(t), USD/yr.
double frontier_research(const TrainingParams& p, double t);

}  // namespace enclosure
