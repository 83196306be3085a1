// Privacy breaches, Poisson a year:
//   of a vendor          rate·data sent/1e8, data sent = Σ_g seats·(1 − privacy rule·data sensitivity_g)
//   of released weights  rate·data sent to hosts/1e8, the hosted share of the same, what runs on the premises sends none;
//                        and released rate·share of the training data that is released
// Source: MODEL section 4, harm; numbers are assumptions. Claims: O15 B9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Expected breaches of model m, 1/yr.
double breach_rate(const Catalogue& catalogue, const Market& market, std::size_t m, const Scenario& rules);

/// Draws the breaches of the step, by model.
void strike_breaches(Catalogue& catalogue, PublicState& commons, const Market& market, const Scenario& rules, Step step);

}  // namespace enclosure
