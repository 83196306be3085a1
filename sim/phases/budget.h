// What a segment spends.
//   budget per seat  b_g(t) = b_max/(1 + (b_max/b_0 − 1)·exp(−rate·t)): logistic from spend_start to spend_max
// Source: MODEL section 4, adoption; calibrated. Claims: O5 C8.
#pragma once

#include "sim/scenario/rows/segment.h"

namespace enclosure {

/// Budget per seat of a segment at time t, USD/person/yr.
double seat_budget(const Segment& segment, double t);

}  // namespace enclosure
