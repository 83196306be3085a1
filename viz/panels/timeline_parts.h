// What the timeline is made of: the strip of shares with its regimes and dates, the marks above it, and the way back.
#pragma once

#include "viz/app/app.h"
#include "viz/kit/ui.h"
#include "viz/panels/timeline.h"

namespace enclosure::viz {

/// Where its parts lie.
struct TimelineRooms {
    Rect left, marks, regimes, strip, axis;
};

/// Shares of closed, hybrid and open vendors, one on the other; what lies after `shown` is paler.
void draw_share_strip(Ui& ui, const TimelineState& state, const TimelineScale& scale, std::size_t shown);
void draw_not_yet_run(Ui& ui, Rect part);
void draw_regime_band(Ui& ui, const TimelineState& state, const TimelineScale& scale, Rect room, std::size_t shown);
void draw_timeline_axis(Ui& ui, const Track& track, const TimelineScale& scale, Rect room);
void draw_timeline_handle(Ui& ui, float x, const TimelineRooms& rooms);

/// Marks of what happened; a press on one shows its month.
void draw_event_marks(Ui& ui, App& app, const TimelineState& state, const TimelineScale& scale, Rect room);
/// Where rules were changed, in either world.
void draw_change_flags(Ui& ui, App& app, const TimelineScale& scale, const TimelineRooms& rooms);

/// What is recorded, and the buttons to the newest month and to go on from the one that is shown.
void draw_timeline_words(Ui& ui, App& app, const TimelineState& state, Rect room);
/// Asks whether what follows may be forgotten, and goes back on a yes.
void draw_branch_question(Ui& ui, App& app, const TimelineScale& scale, Rect rect);

}  // namespace enclosure::viz
