// Pictures without a display, and scripts. Invariant: the same options give the same bytes on one driver: steps are made between frames,
// time passes by a tenth of a second a frame, and no clock is looked at.
#pragma once

#include "viz/app/view_options.h"

namespace enclosure::viz {

/// Plays the script, if there is one, and writes the picture, if one is wanted. Throws ScenarioError, ScriptError, PlatformError.
void run_offscreen(const ViewOptions& options);

}  // namespace enclosure::viz
