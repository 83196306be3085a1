// Imitation: a capability level Q that follows the best released weights and, through their interfaces, the best closed models.
//   dQ_f = a_f·[σ_pub (A*_open − Q)⁺ + σ_dis·x·(A*_closed(t − τ) − Q)⁺],  x = U_c/(U_c + U_half),  a_f = min(1, (R_f/(.03 R_mult F))^.3)
// A level and never compute: this is why the gap in compute and the gap in capability decouple (EVIDENCE, what should shape the model, 4).
// U_c is the share of all seats that use closed interfaces. Source: MODEL section 4; calibrated. Claims: O16 C1.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Where `level` is after `dt` years of d level = first_rate·(first − level)⁺ + second_rate·(second − level)⁺, with targets and rates that
/// stay: the exact solution. Rates per year.
double followed(double level, double first, double first_rate, double second, double second_rate, double dt);

void imitate(Firms& firms, PublicState& commons, const Market& market, const Catalogue& catalogue, const Scenario& rules,
             const ImitationParams& p, const TrainingParams& training, Step step);

}  // namespace enclosure
