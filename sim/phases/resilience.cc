#include "sim/phases/resilience.h"

#include "sim/base/math.h"

namespace enclosure {

void adapt_to_misuse(PublicState& commons, const HarmParams& p, Step step) {
    const double misuse = static_cast<double>(commons.misuse_open + commons.misuse_closed) / step.dt;
    commons.resilience += math::fires(p.resilience_gain * misuse / (misuse + p.resilience_half), step.dt) * (1 - commons.resilience);
}

}  // namespace enclosure
