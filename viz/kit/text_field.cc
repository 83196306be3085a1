#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"

namespace enclosure::viz {

namespace {

bool is_inside_character(const std::string& text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

std::size_t before(const std::string& text, std::size_t at) {
    if (at == 0) return 0;
    do --at;
    while (at > 0 && is_inside_character(text, at));
    return at;
}

std::size_t after(const std::string& text, std::size_t at) {
    if (at >= text.size()) return text.size();
    do ++at;
    while (is_inside_character(text, at));
    return at;
}

struct Marked {
    std::size_t first;
    std::size_t last;
};

Marked marked_part(const Caret& caret) {
    return {std::min(caret.at, caret.anchor), std::max(caret.at, caret.anchor)};
}

void replace_marked(std::string& text, Caret& caret, std::string_view with) {
    const Marked part = marked_part(caret);
    text.replace(part.first, part.last - part.first, with);
    caret.at = caret.anchor = part.first + with.size();
}

// A line has no line ends; what is pasted may.
std::string as_line(std::string text) {
    std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    return text;
}

void move(Caret& caret, std::size_t to, bool marking) {
    caret.at = to;
    if (!marking) caret.anchor = to;
}

// Applies a key to the text; false if it means nothing to a text field.
bool edit(Ui& ui, const KeyPress& press, std::string& text) {
    Caret& caret = ui.state.caret;
    const Marked part = marked_part(caret);
    const bool any = part.first != part.last;
    switch (press.key) {
        case Key::left:
            move(caret, any && !press.shift ? part.first : before(text, caret.at), press.shift);
            return true;
        case Key::right:
            move(caret, any && !press.shift ? part.last : after(text, caret.at), press.shift);
            return true;
        case Key::home:
            move(caret, 0, press.shift);
            return true;
        case Key::end:
            move(caret, text.size(), press.shift);
            return true;
        case Key::backspace:
            if (!any) caret.anchor = before(text, caret.at);
            replace_marked(text, caret, {});
            return true;
        case Key::del:
            if (!any) caret.anchor = after(text, caret.at);
            replace_marked(text, caret, {});
            return true;
        case Key::letter:
            if (!press.ctrl) return true;  // it comes as typed text
            if (press.letter == 'a') caret.anchor = 0, caret.at = text.size();
            if ((press.letter == 'c' || press.letter == 'x') && any) ui.state.copy(text.substr(part.first, part.last - part.first));
            if (press.letter == 'x' && any) replace_marked(text, caret, {});
            if (press.letter == 'v') replace_marked(text, caret, as_line(ui.state.paste()));
            return true;
        default:
            return false;
    }
}

// The character boundary nearest to a place in the text.
std::size_t place_in(const Ui& ui, const std::string& text, float x) {
    std::size_t best = 0;
    for (std::size_t at = 0; at <= text.size(); at = at < text.size() ? after(text, at) : at + 1) {
        const auto distance = [&](std::size_t end) {
            return std::abs(ui.canvas.width_of(std::string_view(text).substr(0, end), Font::body) - x);
        };
        if (distance(at) < distance(best)) best = at;
    }
    return best;
}

}  // namespace

bool text_field(Ui& ui, std::string_view name, Rect rect, std::string& text, std::string_view hint, bool* entered) {
    UiState& state = ui.state;
    ui.mark(name, rect, text);
    const std::string was = text;
    const Grip held = grip(ui, name, rect);
    const bool had = state.focus == name;
    const float left = rect.x + ui.px(9);
    if (held.pressed) {
        state.focus = name;
        state.focus_seen = false;
        if (!had) state.caret = {};
        state.caret.at = state.caret.anchor = place_in(ui, text, ui.input.pointer.x - left + state.caret.shift);
    } else if (held.held && had) {
        state.caret.at = place_in(ui, text, ui.input.pointer.x - left + state.caret.shift);
    }
    const bool focused = focusable(ui, name, rect, ~0U);
    if (focused && !state.editing) {
        state.editing = true;
        if (!held.pressed) state.caret = {text.size(), 0, 0};  // come by Tab: all is marked, typing replaces it
    }
    if (focused) {
        ui.keyboard_free = false;
        Caret& caret = state.caret;
        caret.at = std::min(caret.at, text.size());
        caret.anchor = std::min(caret.anchor, text.size());
        for (const KeyPress& press : std::exchange(state.own_keys, {})) {
            if (press.key == Key::enter && entered != nullptr) *entered = true;
            edit(ui, press, text);
        }
        if (!ui.input.typed.empty()) replace_marked(text, caret, as_line(std::exchange(ui.input.typed, {})));
    }

    ui.canvas.fill(rect, mixed(ui.colour(Tone::card), ui.colour(Tone::background), 0.75F), ui.px(7));
    ui.canvas.outline(rect, ui.colour(focused ? Tone::accent : held.hovered ? Tone::faint : Tone::border), ui.px(7));
    Rect inside{left, rect.y, rect.right() - ui.px(9) - left, rect.h};
    if (text.empty()) label(ui, inside, hint, Font::body, Tone::faint, Align::left, true);
    if (!focused) {
        label(ui, inside, text, Font::body, Tone::text, Align::left, true);
        return text != was;
    }
    Caret& caret = state.caret;
    const auto x_of = [&](std::size_t at) { return ui.canvas.width_of(std::string_view(text).substr(0, at), Font::body); };
    const float x = x_of(caret.at);
    caret.shift = std::clamp(caret.shift, std::max(0.0F, x - inside.w + ui.px(2)), x);
    const float line = ui.theme.line_height(Font::body);
    const float y = rect.y + std::floor((rect.h - line) / 2);
    ui.canvas.push_clip(inside);
    const Marked part = marked_part(caret);
    const float from = std::round(left - caret.shift + x_of(part.first));
    ui.canvas.fill({from, y, std::round(x_of(part.last) - x_of(part.first)), line}, ui.colour(Tone::accent).with_alpha(0.35F));
    ui.canvas.text({left - caret.shift, y}, text, Font::body, ui.colour(Tone::text));
    // It does not blink: a window in which nothing happens is not drawn.
    ui.canvas.fill({std::round(left - caret.shift + x), y, ui.px(1), line}, ui.colour(Tone::accent));
    ui.canvas.pop_clip();
    return text != was;
}

}  // namespace enclosure::viz
