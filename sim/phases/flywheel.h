// Flywheel: a firm learns from the use that it can see.
//   dW_f = gain·log10(1 + use/reference_use),   use = seats on the interface + seats on its released weights·(h + (1 − h)·flow_back)
// h is the share of its released weights that it hosts itself; of what others host only flow_back comes back. W_f is carried to the
// next release (phases/training.h). Source: MODEL section 4, flywheel; Xu et al. 2025; gain assumed. Claims: C12, theory (o).
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void turn_flywheel(Firms& firms, const Market& market, const FlywheelParams& p, const FinanceParams& finance, Step step);

}  // namespace enclosure
