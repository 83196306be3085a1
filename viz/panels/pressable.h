// A place that can be clicked without looking like a button: a row of a list, a card, a pill.
// Invariant: it is known by name to scripts, and to the keyboard by Tab and then Enter or Space.
#pragma once

#include <string_view>

#include "viz/kit/ui.h"

namespace enclosure::viz {

struct Pressable {
    bool hovered = false;
    bool clicked = false;
};

/// Marks the place and says what was done with it in this frame. `value` is what scripts see.
Pressable pressable(Ui& ui, std::string_view name, Rect rect, std::string_view value = {});

}  // namespace enclosure::viz
