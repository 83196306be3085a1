// A line without axes, as high and as wide as a word or two.
#pragma once

#include <span>

#include "viz/kit/canvas.h"

namespace enclosure::viz {

/// The values over the whole width, from the lowest to the highest over the whole height; `shown` is the row at which a dot stands, if it
/// is one of them.
void draw_sparkline(Canvas& canvas, const Theme& theme, Rect room, std::span<const double> values, Colour colour, std::size_t shown);

}  // namespace enclosure::viz
