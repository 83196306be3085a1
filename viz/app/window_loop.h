// The viewer in a window. Invariant: drawn only when something has changed, and no more often than eyes or the processor gain by it; in
// between it sleeps.
#pragma once

#include "viz/app/view_options.h"

namespace enclosure::viz {

/// Runs until the window is closed. Mistakes of the scenario are shown in the window. Throws PlatformError.
void run_window(const ViewOptions& options);

}  // namespace enclosure::viz
