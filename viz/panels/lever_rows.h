// The list of levers: groups that open and close, and in them a row for everything that can be moved.
#pragma once

#include "viz/panels/levers.h"

namespace enclosure::viz {

/// Draws the rows of the tab that match the search, scrolled by `ui`, into a column as wide as `room`; returns its height. What lies far
/// outside of `window` is only made known by name.
float draw_lever_list(Ui& ui, LeversState& state, Rect room, Rect window);

}  // namespace enclosure::viz
