// Fewer points for the same picture: a line needs no more than four points in a column of pixels, bars no more than one.
// Invariant: in every column the highest, the lowest, the first and the last point stay, in their order, and so do breaks.
#pragma once

#include <span>
#include <vector>

#include "viz/kit/geometry.h"

namespace enclosure::viz {

/// The points of a line whose x does not fall; a point that is not finite is a break.
std::vector<Place> decimated_line(std::span<const Place> points);

/// Points of a line from which a straight line through those that stay lies no more than `tolerance` away, upwards or downwards. Ends of
/// runs and breaks stay.
std::vector<Place> simplified_line(std::span<const Place> points, float tolerance);

/// The points of bars that stand on `base`: of a column of pixels, the one farthest from it.
std::vector<Place> decimated_bars(std::span<const Place> points, float base);

}  // namespace enclosure::viz
