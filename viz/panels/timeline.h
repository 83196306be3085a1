// The time of the run, at the foot of the window: how open the market was, which regime it was in, what happened and what was changed, and
// the handle with which to go back. Invariant: it moves what is shown (ViewState::cursor) and nothing else, but for the button that goes on
// from there, which asks first.
#pragma once

#include <memory>
#include <vector>

#include "viz/app/app.h"
#include "viz/panels/timeline_marks.h"

namespace enclosure::viz {

struct TimelineState {
    bool asks = false;  ///< whether to go on from the cursor and forget what follows
    // What was worked out of the track, until it grows.
    std::shared_ptr<const Track> track;
    std::size_t size = 0;
    std::vector<EventPoint> events;
    std::vector<RegimeSpan> regimes;
    std::vector<SeatShares> shares;  ///< by step
};

void draw_timeline(Ui& ui, App& app, Rect rect);

/// The step that a press at `x` means: none, which is the newest, at or beyond the newest step.
std::optional<std::size_t> cursor_at(const TimelineScale& scale, float x, std::size_t newest);

}  // namespace enclosure::viz
