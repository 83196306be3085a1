// Factorial designs: every combination of levels.
#pragma once

#include <span>

#include "sim/study/design_points.h"

namespace enclosure {

/// Where n levels lie in [0, 1]. ends: i/(n-1), both ends included, and a refinement from n to 2n-1 levels has the old ones to the bit.
/// middles: (i+½)/n, each in the middle of its share, for categories.
enum class Spacing : std::uint8_t { ends, middles };

struct GridAxis {
    std::size_t levels = 2;
    Spacing spacing = Spacing::ends;
};

/// Level i of the axis; ½ if it is the only one.
double level_of(const GridAxis& axis, std::size_t i);

/// Every combination of the axes' levels, the last factor fastest, in the study's own worlds. Throws std::invalid_argument for an axis
/// without levels or too many points.
DesignPoints grid_points(std::span<const GridAxis> axes);

}  // namespace enclosure
