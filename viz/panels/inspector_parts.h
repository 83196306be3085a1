// What the inspector is made of: one part for each thing that can be looked at.
#pragma once

#include <cstddef>

#include "viz/app/app.h"
#include "viz/kit/ui.h"
#include "viz/panels/inspector.h"

namespace enclosure::viz {

/// Body of a pinned firm, of a pinned user; returns the height that it took from the top of `room`.
float draw_firm(Ui& ui, App& app, const Track& track, const StepRecord& record, std::size_t firm, Rect room);
float draw_user(Ui& ui, App& app, const Track& track, const StepRecord& record, std::size_t user, Rect room);

/// All firms that are in the market; a click on a head sorts, a click on a row pins.
void draw_firm_table(Ui& ui, App& app, InspectorState& state, const Track& track, const StepRecord& record, Rect room);

}  // namespace enclosure::viz
