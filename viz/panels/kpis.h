// The row of figures: the shown step's open share, lag, concentration, welfare and misuse, with how they came about and how far they are
// from world B, or from the start of the run.
#pragma once

#include "viz/app/app.h"
#include "viz/kit/ui.h"

namespace enclosure::viz {

void draw_kpis(Ui& ui, App& app, Rect rect);

}  // namespace enclosure::viz
