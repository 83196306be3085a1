#include "sim/phases/opinion.h"

#include <algorithm>

#include "sim/base/math.h"

namespace enclosure {

void move_opinion(PublicState& commons, const HarmParams& p, Step step) {
    const auto incidents = static_cast<double>(total_incidents(commons));
    commons.opinion = std::max(commons.opinion - p.opinion_gain * incidents, -1.0);
    commons.opinion *= 1 - math::fires(p.opinion_decay, step.dt);
    commons.regulation_pressure += step.dt * (p.pressure_gain * std::max(-commons.opinion, 0.0) * (1 - commons.regulation_pressure) -
                                              p.pressure_decay * commons.regulation_pressure);
    commons.regulation_pressure = std::clamp(commons.regulation_pressure, 0.0, 1.0);
}

}  // namespace enclosure
