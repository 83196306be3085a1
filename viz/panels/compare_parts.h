// The parts of the compare view.
#pragma once

#include "viz/panels/plot_panel.h"

namespace enclosure::viz {

/// A square with the world's letter, in its colour.
void draw_badge(Ui& ui, Rect square, WorldId world);

/// What was done to a world, in words.
std::string world_title(const App& app, WorldId world);

/// Levers that differ and those that are equal, and what the charts show.
void draw_compare_levers(Ui& ui, App& app, const LookedAt& at, Rect rect);

/// The table: values of both worlds and their difference at the shown step; over replicates, once there are any, with intervals at the end
/// of the run.
void draw_outcomes(Ui& ui, App& app, const LookedAt& at, Rect rect);

/// Charts of both worlds.
void draw_compare_charts(Ui& ui, App& app, const LookedAt& at, Rect rect);

}  // namespace enclosure::viz
