#include "viz/plot/cut_text.h"

namespace enclosure::viz {

std::string cut_text(const Canvas& canvas, std::string_view text, Font font, float room) {
    std::string kept(text);
    if (canvas.width_of(kept, font) <= room) return kept;
    const auto inside_character = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; };
    while (!kept.empty() && canvas.width_of(kept + "\u2026", font) > room) {
        while (!kept.empty() && inside_character(kept.back())) kept.pop_back();
        if (!kept.empty()) kept.pop_back();
    }
    while (kept.ends_with(' ')) kept.pop_back();
    return kept.empty() ? kept : kept + "\u2026";
}

}  // namespace enclosure::viz
