// The legend of the map: rings, developers, who has no model yet; and what the lens's colours are. A click takes a class away or brings it
// back.
#pragma once

#include <string_view>

#include "viz/kit/ui.h"
#include "viz/map/lens.h"

namespace enclosure::viz {

/// Draws it at the foot of `room` (or only measures) and returns its height. `prefix` parts the names of widgets of two maps.
float draw_legend(Ui& ui, Rect room, Lens lens, const ColourScale& scale, const Population& population, HiddenClasses& hidden,
                  std::string_view prefix, bool draw = true);

}  // namespace enclosure::viz
