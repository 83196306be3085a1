#include "sim/phases/harm.h"

namespace enclosure {

void attribute_harm(Catalogue& catalogue, const HarmParams& p, Step step) {
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        catalogue.harm_cost[m] = catalogue.live(m) ? catalogue.incidents[m] / step.dt * p.incident_cost : 0.0;
    }
}

}  // namespace enclosure
