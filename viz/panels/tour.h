// A tour of five steps: the map, the levers, the timeline, the charts, the comparison. Each lights one part of the window and says what it
// is for. Invariant: it comes by itself once, at the first start with a window, and when asked; never otherwise.
#pragma once

#include <cstddef>

#include "viz/app/app.h"

namespace enclosure::viz {

struct TourState {
    bool open = false;
    std::size_t step = 0;
};

inline constexpr std::size_t tour_steps = 5;

/// Draws the step over the window; nothing while it is closed, or nothing is open that it could show.
void draw_tour(Ui& ui, App& app, Rect window);

/// Begins the tour; opens the baseline if nothing is open.
void open_tour(App& app);

/// To be called once when a true window has opened: from then on things are remembered, and the tour comes at the first start.
void begin_window(App& app);

}  // namespace enclosure::viz
