// Welfare of the step, USD/yr.
//   consumer surplus per seat  b_g(1 − exp(−Δlogsum/β_g)), Δlogsum the gain of the inclusive value over having no model (Small and
//   Rosen 1981, with log price); harm cost = incidents·cost; migration cost = forced moves a year·σ·b/β, the
//   switching cost in dollars of one year's use
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void measure_welfare(PublicState& commons, const Market& market, const Cells& cells, const Catalogue& catalogue, const Scenario& rules,
                     const HarmParams& p, Step step);

/// Gain in log-sum that models give aware users of segment g over having none, at the tastes' mean.
double log_sum_gain(const Market& market, const Cells& cells, const Catalogue& catalogue, const PublicState& commons, const Scenario& rules,
                    std::size_t g);

}  // namespace enclosure
