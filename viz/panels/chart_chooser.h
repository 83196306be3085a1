// The list of all indicators: searched by name, title or meaning, a press adds a chart or takes it away.
#pragma once

#include "viz/app/app.h"
#include "viz/kit/ui.h"

namespace enclosure::viz {

/// Below the button that opens it; nothing while it is shut.
void draw_chooser(Ui& ui, App& app, Rect anchor);

}  // namespace enclosure::viz
