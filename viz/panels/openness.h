// How open a firm is, in words and in the tone that goes with it.
#pragma once

#include <string_view>

#include "viz/session/track.h"
#include "viz/theme/theme.h"

namespace enclosure::viz {

/// "Closed", "Hybrid", "Open weights".
std::string_view openness_word(Openness openness);
Tone openness_tone(Openness openness);

}  // namespace enclosure::viz
