// Numbers about users that take more than a line: organisations.
#pragma once

#include <cstddef>

#include "sim/world/world.h"

namespace enclosure {

/// Different models that an organisation of the segment uses, mean over organisations that use any.
double models_per_organisation(const World& world, std::size_t g);

}  // namespace enclosure
