// Buttons, choices, cards: what is pressed and what is looked at.
#include "viz/kit/widgets.h"

#include <fmt/format.h>
#include <cmath>

#include "viz/kit/ui_state.h"

namespace enclosure::viz {

namespace {

constexpr std::uint32_t press_keys = key_bit(Key::space) | key_bit(Key::enter);

// A tip is a title and, after a newline, lines.
void show_tip(Ui& ui, std::string_view tip) {
    const std::size_t end = tip.find('\n');
    if (end == std::string_view::npos) {
        ui.tooltip({}, tip);
    } else {
        ui.tooltip(tip.substr(0, end), tip.substr(end + 1));
    }
}

struct ButtonInks {
    Colour ground;
    Colour border;
    Tone label = Tone::text;
};

ButtonInks inks_of(const Ui& ui, ButtonLook look, const Grip& grip, bool enabled) {
    const Colour clear{0, 0, 0, 0};
    if (!enabled) {
        const bool framed = look != ButtonLook::quiet;
        return {framed ? mixed(ui.colour(Tone::card), ui.colour(Tone::border), 0.4F) : clear, framed ? ui.colour(Tone::border) : clear,
                Tone::faint};
    }
    const bool down = grip.held && grip.hovered;
    if (look == ButtonLook::primary) {
        const Colour accent = ui.colour(Tone::accent);
        const Colour toward = ui.colour(ui.theme.kind == ThemeKind::dark ? Tone::text : Tone::background);
        return {down           ? mixed(accent, ui.colour(Tone::background), 0.2F)
                : grip.hovered ? mixed(accent, toward, 0.14F)
                               : accent,
                clear, Tone::on_accent};
    }
    const Colour rest = look == ButtonLook::quiet ? clear : mixed(ui.colour(Tone::card), ui.colour(Tone::raised), 0.35F);
    const Colour border = look == ButtonLook::quiet ? clear : ui.colour(Tone::border);
    if (!grip.hovered) return {rest, border, look == ButtonLook::quiet ? Tone::muted : Tone::text};
    return {down ? mixed(ui.colour(Tone::hovered), ui.colour(Tone::border), 0.5F) : ui.colour(Tone::hovered), border, Tone::text};
}

// The part of buttons that does not depend on what they show.
bool press(Ui& ui, std::string_view name, Rect rect, ButtonLook look, std::string_view tip, bool enabled, Tone& tone) {
    ui.mark(name, rect, enabled ? "1" : "0");
    const Grip held = enabled ? grip(ui, name, rect) : Grip{ui.hovers(rect)};
    const ButtonInks inks = inks_of(ui, look, held, enabled);
    tone = inks.label;
    ui.canvas.fill(rect, inks.ground, ui.px(7));
    ui.canvas.outline(rect, inks.border, ui.px(7));
    if (held.hovered && !tip.empty()) show_tip(ui, tip);
    if (!enabled) return false;
    const bool focused = focusable(ui, name, rect, press_keys);
    const bool by_key = focused && (take_own_key(ui, Key::space) || take_own_key(ui, Key::enter));
    return by_key || (held.released && held.hovered);
}

}  // namespace

void label(Ui& ui, Rect rect, std::string_view text, Font font, Tone tone, Align align, bool cut) {
    const float y = rect.y + std::floor((rect.h - ui.theme.line_height(font)) / 2);
    const float x = align == Align::left ? rect.x : align == Align::centre ? rect.middle().x : rect.right();
    ui.text({x, y}, text, font, tone, rect.w, align, cut);
}

Grip grip(Ui& ui, std::string_view name, Rect rect) {
    UiState& state = ui.state;
    Grip grip;
    if (state.active == name) state.active_rect = rect;  // it may have moved since the press
    grip.hovered = ui.hovers(rect);
    if (grip.hovered && ui.input.pressed && state.active.empty()) {
        grip.pressed = true;
        state.active = name;
        state.active_rect = rect;
    }
    const bool active = state.active == name;
    grip.held = active && ui.input.down;
    grip.released = active && ui.input.released;
    return grip;
}

bool button(Ui& ui, std::string_view name, Rect rect, std::string_view text, ButtonLook look, std::string_view tip, bool enabled) {
    Tone tone{};
    const bool pressed = press(ui, name, rect, look, tip, enabled, tone);
    label(ui, rect.inset(ui.px(6), 0), text, look == ButtonLook::primary ? Font::body_bold : Font::body, tone, Align::centre);
    return pressed;
}

bool icon_button(Ui& ui, std::string_view name, Rect rect, Icon icon, std::string_view tip, ButtonLook look, bool enabled) {
    Tone tone{};
    const bool pressed = press(ui, name, rect, look, tip, enabled, tone);
    const float side = std::min({ui.px(18), rect.w, rect.h});
    draw_icon(ui.canvas, icon, {rect.middle().x - side / 2, rect.middle().y - side / 2, side, side}, ui.colour(tone));
    return pressed;
}

bool segmented(Ui& ui, std::string_view name, Rect rect, std::span<const std::string_view> labels, std::size_t& chosen,
               std::string_view tip) {
    if (labels.empty()) return false;
    const std::size_t before = chosen;
    ui.mark(name, rect, fmt::format("{}", chosen));
    ui.canvas.fill(rect, mixed(ui.colour(Tone::card), ui.colour(Tone::background), 0.75F), ui.px(7));
    ui.canvas.outline(rect, ui.colour(Tone::border), ui.px(7));
    if (focusable(ui, name, rect, key_bit(Key::left) | key_bit(Key::right))) {
        if (take_own_key(ui, Key::left) && chosen > 0) --chosen;
        if (take_own_key(ui, Key::right) && chosen + 1 < labels.size()) ++chosen;
    }
    // Segments as wide as their labels need, and what is left shared out evenly: none is cut while there is room.
    const Rect inside = rect.inset(ui.px(2));
    float needed = 0;
    for (const std::string_view text : labels) needed += ui.canvas.width_of(text, Font::body_bold);
    const float spare = (inside.w - needed) / static_cast<float>(labels.size());
    float x = inside.x;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const float end = i + 1 == labels.size() ? inside.right() : std::round(x + ui.canvas.width_of(labels[i], Font::body_bold) + spare);
        const Rect segment{x, inside.y, end - x, inside.h};
        x = end;
        const std::string own = fmt::format("{}.{}", name, i);
        ui.mark(own, segment, i == chosen ? "1" : "0");
        const Grip held = grip(ui, own, segment);
        if (held.released && held.hovered) chosen = i;
        if (held.hovered && !tip.empty()) show_tip(ui, tip);
        if (i == chosen) {
            ui.canvas.fill(segment, ui.colour(Tone::raised), ui.px(5));
            if (ui.theme.kind == ThemeKind::light) ui.canvas.outline(segment, ui.colour(Tone::border), ui.px(5));
        } else if (held.hovered) {
            ui.canvas.fill(segment, ui.colour(Tone::hovered), ui.px(5));
        }
        label(ui, segment, labels[i], i == chosen ? Font::body_bold : Font::body, i == chosen ? Tone::text : Tone::muted, Align::centre);
    }
    return chosen != before;
}

bool checkbox(Ui& ui, std::string_view name, Rect rect, std::string_view text, bool& on, std::string_view tip) {
    ui.mark(name, rect, on ? "1" : "0");
    const Grip held = grip(ui, name, rect);
    const bool focused = focusable(ui, name, rect, press_keys);
    const bool by_key = focused && (take_own_key(ui, Key::space) || take_own_key(ui, Key::enter));
    const bool changed = by_key || (held.released && held.hovered);
    if (changed) on = !on;
    if (held.hovered && !tip.empty()) show_tip(ui, tip);
    const float side = ui.px(16);
    const Rect box{rect.x, std::round(rect.middle().y - side / 2), side, side};
    if (on) {
        ui.canvas.fill(box, ui.colour(Tone::accent), ui.px(4));
        draw_icon(ui.canvas, Icon::check, box.inset(ui.px(2)), ui.colour(Tone::on_accent));
    } else {
        ui.canvas.fill(box, ui.colour(held.hovered ? Tone::hovered : Tone::background), ui.px(4));
        ui.canvas.outline(box, ui.colour(held.hovered ? Tone::muted : Tone::faint), ui.px(4));
    }
    Rect words = rect;
    words.take_left(side, ui.px(8));
    label(ui, words, text, Font::body, Tone::text, Align::left, true);
    return changed;
}

Rect card(Ui& ui, Rect rect, std::string_view title, std::string_view subtitle) {
    ui.canvas.fill(rect, ui.colour(Tone::card), ui.px(9));
    ui.canvas.outline(rect, ui.colour(Tone::border), ui.px(9));
    Rect room = rect.inset(ui.px(14), ui.px(12));
    if (title.empty()) return room;
    Rect head = room.take_top(ui.theme.line_height(Font::title), ui.px(8));
    const float width = std::min(head.w, std::ceil(ui.canvas.width_of(title, Font::title)));
    label(ui, head.take_left(width, ui.px(8)), title, Font::title, Tone::text, Align::left, true);
    if (!subtitle.empty() && head.w > ui.px(30)) {
        head.y += ui.px(1);  // onto the baseline of the larger title
        label(ui, head, subtitle, Font::small, Tone::muted, Align::left, true);
    }
    return room;
}

float pill(Ui& ui, Place at, std::string_view text, Tone tone) {
    const float height = ui.theme.line_height(Font::small) + ui.px(5);
    const float width = std::ceil(ui.canvas.width_of(text, Font::small)) + 2 * ui.px(8);
    const bool dark = ui.theme.kind == ThemeKind::dark;
    ui.canvas.fill({at.x, at.y, width, height}, ui.colour(tone).with_alpha(dark ? 0.2F : 0.14F), ui.px(6));
    // On light ground the marks' colours are too pale for text.
    const Colour ink = dark ? ui.colour(tone) : mixed(ui.colour(tone), ui.colour(Tone::text), 0.35F);
    ui.canvas.text({at.x + ui.px(8), at.y + std::floor((height - ui.theme.line_height(Font::small)) / 2)}, text, Font::small, ink);
    return width;
}

}  // namespace enclosure::viz
