// One factor at a time: what each does on its own, at the scenario's own values of all others. Blind to interactions.
#pragma once

#include <span>

#include "sim/study/designs/grid.h"

namespace enclosure {

/// The base point (all NaN: the scenario's own values), then each factor through its levels, others NaN; in the study's own worlds. Throws
/// std::invalid_argument for an axis without levels.
DesignPoints one_at_a_time(std::span<const GridAxis> axes);

}  // namespace enclosure
