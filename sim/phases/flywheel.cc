#include "sim/phases/flywheel.h"

#include "sim/base/math.h"

namespace enclosure {

void turn_flywheel(Firms& firms, const Market& market, const FlywheelParams& p, const FinanceParams& finance, Step step) {
    if (p.gain <= 0) return;
    const double seen = finance.hosting_share + (1 - finance.hosting_share) * p.flow_back;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t)) continue;
        double use = 0;
        if (firms.interface[f]) use += market.slot_seats[firms.interface[f].at()];
        if (firms.released[f]) use += seen * market.slot_seats[firms.released[f].at()];
        firms.flywheel[f] += step.dt * p.gain * math::log10(1 + use / p.reference_use);
    }
}

}  // namespace enclosure
