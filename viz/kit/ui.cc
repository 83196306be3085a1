#include "viz/kit/ui.h"

#include <algorithm>
#include <utility>

#include "viz/kit/ui_state.h"

namespace enclosure::viz {

namespace {

constexpr std::string_view ellipsis = "\u2026";

bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// The longest beginning of the text that is not wider than `room`, ended between characters.
std::string_view fitting(const Canvas& canvas, std::string_view text, Font font, float room) {
    std::size_t fits = 0;
    std::size_t too_long = text.size() + 1;
    while (too_long - fits > 1) {
        std::size_t middle = (fits + too_long) / 2;
        while (middle > fits && middle < text.size() && continues(text[middle])) --middle;
        if (middle == fits) break;
        (canvas.width_of(text.substr(0, middle), font) <= room ? fits : too_long) = middle;
    }
    return text.substr(0, fits);
}

// The topmost layer of the last frame under the pointer.
std::string_view layer_under(const UiState& state, Place pointer) {
    for (auto layer = state.layers_before.rbegin(); layer != state.layers_before.rend(); ++layer) {
        if (layer->rect.holds(pointer)) return layer->name;
    }
    return {};
}

}  // namespace

bool Ui::hovers(Rect rect) const {
    if (!input.pointer_inside || !rect.holds(input.pointer)) return false;
    if (!state.active.empty() && !(state.active_rect == rect)) return false;
    for (const Rect& clip : state.clips) {
        if (!clip.holds(input.pointer)) return false;
    }
    return layer_under(state, input.pointer) == state.layer;
}

void Ui::mark(std::string_view name, Rect rect, std::string_view value) {
    marks.push_back({std::string(name), rect, std::string(value), visible_part(*this, rect) == rect});
}

void Ui::text(Place at, std::string_view text, Font font, Tone tone, float room, Align align, bool cut) {
    const float width = canvas.width_of(text, font);
    if (width <= room + 0.5F) {
        canvas.text(at, text, font, colour(tone), align);
        return;
    }
    if (!cut) {
        overflows.push_back({std::string(text), width, room});
        canvas.text(at, text, font, colour(tone), align);
        return;
    }
    std::string_view kept = fitting(canvas, text, font, room - canvas.width_of(ellipsis, font));
    while (kept.ends_with(' ')) kept.remove_suffix(1);
    canvas.text(at, std::string(kept) + std::string(ellipsis), font, colour(tone), align);
}

float Ui::paragraph(Place at, std::string_view text, Font font, Tone tone, float room, bool draw) {
    const float height = theme.line_height(font) + px(2);
    float y = at.y;
    while (!text.empty()) {
        const std::size_t line_end = std::min(text.find('\n'), text.size());
        std::string_view rest = text.substr(0, line_end);
        text.remove_prefix(std::min(line_end + 1, text.size()));
        do {
            std::string_view line = rest;
            if (canvas.width_of(rest, font) > room) {
                line = fitting(canvas, rest, font, room);
                // Broken at the last space that fits, or within a word that is longer than the room.
                const std::size_t space = rest[std::min(line.size(), rest.size() - 1)] == ' ' ? line.size() : line.rfind(' ');
                if (space != std::string_view::npos && space > 0) line = rest.substr(0, space);
                if (line.empty()) line = rest.substr(0, 1);
            }
            if (draw) canvas.text({at.x, y}, line, font, colour(tone));
            y += height;
            rest.remove_prefix(line.size());
            while (rest.starts_with(' ')) rest.remove_prefix(1);
        } while (!rest.empty());
    }
    return y - at.y;
}

void Ui::tooltip(std::string_view title, std::string_view lines) {
    state.tooltip = {std::string(title), std::string(lines)};
}

void Ui::on_top(std::string_view name, Rect rect, std::function<void(Ui&)> draw) {
    state.layers.push_back({std::string(name), rect});
    state.on_top.push_back({std::string(name), rect, std::move(draw)});
}

}  // namespace enclosure::viz
