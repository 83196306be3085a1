#include "viz/panels/openness.h"

#include <array>
#include <cstddef>

namespace enclosure::viz {

std::string_view openness_word(Openness openness) {
    constexpr std::array<std::string_view, 3> words{"Closed", "Hybrid", "Open weights"};
    return words[static_cast<std::size_t>(openness)];
}

Tone openness_tone(Openness openness) {
    constexpr std::array tones{Tone::closed, Tone::hybrid, Tone::open};
    return tones[static_cast<std::size_t>(openness)];
}

}  // namespace enclosure::viz
