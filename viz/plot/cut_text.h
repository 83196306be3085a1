// Text that is longer than its place, with an ellipsis.
#pragma once

#include <string>
#include <string_view>

#include "viz/kit/canvas.h"

namespace enclosure::viz {

/// As much of the text as fits in `room` pixels, whole characters and an ellipsis; all of it where it fits.
std::string cut_text(const Canvas& canvas, std::string_view text, Font font, float room);

}  // namespace enclosure::viz
