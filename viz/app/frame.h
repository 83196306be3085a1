// One frame: the panels are asked what they show, and answer to what the user did.
#pragma once

#include <vector>

#include "viz/app/app.h"
#include "viz/kit/ui_state.h"

namespace enclosure::viz {

/// What a frame left behind, besides pixels.
struct Frame {
    std::vector<WidgetMark> marks;
    std::vector<TextOverflow> overflows;
    bool animating = false;  ///< to be drawn again at once
};

/// Draws the whole window; `input` is used up.
Frame draw_frame(App& app, UiState& state, Canvas& canvas, const Theme& theme, Input& input, double seconds, Rect window);

}  // namespace enclosure::viz
