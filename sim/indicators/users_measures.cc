#include "sim/indicators/users_measures.h"

#include <limits>

namespace enclosure {

double models_per_organisation(const World& world, std::size_t g) {
    const auto organisations = static_cast<double>(world.market.organisations[g]);
    if (organisations <= 0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(world.market.organisation_models[g]) / organisations;
}

}  // namespace enclosure
