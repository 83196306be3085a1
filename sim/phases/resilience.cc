#include "sim/phases/resilience.h"

#include "sim/base/math.h"

namespace enclosure {

void adapt_to_misuse(PublicState& commons, const HarmParams& p, Step step) {
    if (p.resilience_gain <= 0) return;
    const double misuse = static_cast<double>(commons.misuse_open + commons.misuse_closed) / step.dt;
    commons.misuse_met += math::fires(1 / p.resilience_memory, step.dt) * (misuse - commons.misuse_met);
    const double felt = commons.misuse_met / (commons.misuse_met + p.resilience_half);
    commons.resilience += math::fires(p.resilience_gain * felt, step.dt) * (1 - commons.resilience);
}

}  // namespace enclosure
