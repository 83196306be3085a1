// The bar at the top: what is looked at, running and stopping, speed, the date and how it goes, seed, export, look of the window.
// Invariant: everything here has a key too, named in its tooltip.
#pragma once

#include "viz/app/app.h"

namespace enclosure::viz {

struct TopBarState {
    enum class Asks { nothing, reset, new_seed } asks = Asks::nothing;  ///< what would throw the run away waits for a yes
    bool export_open = false;
    bool reset_open = false;
    bool speed_open = false;
};

void draw_top_bar(Ui& ui, App& app, Rect rect);

}  // namespace enclosure::viz
