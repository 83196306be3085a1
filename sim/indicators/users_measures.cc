#include "sim/indicators/users_measures.h"

#include "sim/indicators/measures.h"

namespace enclosure {

double models_per_organisation(const World& world, std::size_t g) {
    return ratio(static_cast<double>(world.market.organisation_models[g]), static_cast<double>(world.market.organisations[g]));
}

}  // namespace enclosure
