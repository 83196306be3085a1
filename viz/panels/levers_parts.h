// What the panel of levers is made of, besides its list: what is run at the head, and the foot, where what is moved is applied.
#pragma once

#include "viz/app/app.h"
#include "viz/kit/ui.h"
#include "viz/panels/levers.h"

namespace enclosure::viz {

inline constexpr float levers_margin = 16;  // points

/// The step from which a change of that world would count.
std::size_t shown_step(const App& app, WorldId world);

/// What is run, and the menu of what-ifs; takes its height from `room`.
void draw_levers_head(Ui& ui, App& app, Rect& room);

/// Opens what was chosen in the menu. Only when the panel is drawn: opening replaces the rules that it is drawn from.
void open_wanted_preset(Ui& ui, App& app);

/// Mistakes, a file that has changed, and the buttons that apply, fork and restart.
float levers_foot_height(Ui& ui, App& app, float width);
void draw_levers_foot(Ui& ui, App& app, Rect foot);

}  // namespace enclosure::viz
