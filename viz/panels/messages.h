// Short messages at the foot of the window: what was written where, what could not be done. Each goes by itself, or by a press.
#pragma once

#include "viz/app/app.h"

namespace enclosure::viz {

/// `rect` is the whole window.
void draw_messages(Ui& ui, App& app, Rect rect);

/// When the next message goes, in Ui::seconds; nothing if there is none. A window that sleeps wakes for it.
std::optional<double> next_message_end(const ViewState& view);

}  // namespace enclosure::viz
