// How an indicator of the shown step is distributed over segments, regions or firms.
#pragma once

#include "viz/panels/plot_panel.h"

namespace enclosure::viz {

void draw_distribution(Ui& ui, App& app, const LookedAt& at, Rect rect);

}  // namespace enclosure::viz
