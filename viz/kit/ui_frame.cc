// How a frame begins and ends: keys, focus, layers, the tooltip.
#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/kit/ui_state.h"

namespace enclosure::viz {

namespace {

constexpr double tooltip_delay = 0.35;  // seconds of rest before a tooltip is shown

constexpr std::uint32_t list_keys = key_bit(Key::up) | key_bit(Key::down) | key_bit(Key::home) | key_bit(Key::end) | key_bit(Key::enter) |
                                    key_bit(Key::space) | key_bit(Key::escape);

bool is_of_focus(const UiState& state, const KeyPress& press) {
    if (!state.open.empty() && (list_keys & key_bit(press.key)) != 0) return true;
    if (state.focus.empty()) return false;
    if (state.editing) return press.key != Key::tab && press.key != Key::escape;
    return !press.ctrl && (state.focus_keys & key_bit(press.key)) != 0;
}

void move_focus(Ui& ui, bool back) {
    UiState& state = ui.state;
    std::vector<Focusable>& all = state.focusables;
    if (all.empty()) return;
    const auto now = std::find_if(all.begin(), all.end(), [&](const Focusable& f) { return f.name == state.focus; });
    std::size_t next = 0;
    if (now != all.end()) {
        const auto at = static_cast<std::size_t>(now - all.begin());
        next = back ? (at + all.size() - 1) % all.size() : (at + 1) % all.size();
    } else if (back) {
        next = all.size() - 1;
    }
    state.focus = all[next].name;
    state.focus_keys = all[next].keys;
    state.focus_seen = true;
    state.editing = false;
    state.reveal = state.focus;
    *ui.animating = true;
}

void draw_tooltip(Ui& ui, Rect window) {
    const TooltipText& tip = ui.state.tooltip;
    if (tip.title.empty() && tip.lines.empty()) return;
    const float most = ui.px(340);
    const float margin = ui.px(10);
    const auto widest = [&](std::string_view text, Font font) {
        float width = 0;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            width = std::max(width, ui.canvas.width_of(text.substr(0, end), font));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return width;
    };
    const float room = std::ceil(std::min(most, std::max(widest(tip.title, Font::body_bold), widest(tip.lines, Font::small)))) + 1;
    const float title = ui.paragraph({}, tip.title, Font::body_bold, Tone::text, room, false);
    const float lines = ui.paragraph({}, tip.lines, Font::small, Tone::muted, room, false);
    const float gap = title > 0 && lines > 0 ? ui.px(3) : 0;
    Rect box{ui.input.pointer.x + ui.px(14), ui.input.pointer.y + ui.px(18), room + 2 * margin, title + lines + gap + 2 * ui.px(8)};
    if (box.right() > window.right() - margin) box.x = std::max(window.x + margin, ui.input.pointer.x - ui.px(10) - box.w);
    if (box.bottom() > window.bottom() - margin) box.y = std::max(window.y + margin, ui.input.pointer.y - ui.px(10) - box.h);
    const Colour ground =
        ui.theme.kind == ThemeKind::dark ? mixed(ui.colour(Tone::card), ui.colour(Tone::raised), 0.7F) : ui.colour(Tone::card);
    const Colour shadow{0, 0, 0, 60};
    ui.canvas.fill({box.x + ui.px(1), box.y + ui.px(2), box.w, box.h}, shadow, ui.px(7));
    ui.canvas.fill(box, ground, ui.px(7));
    ui.canvas.outline(box, ui.colour(Tone::border), ui.px(7));
    const Place at{box.x + margin, box.y + ui.px(8)};
    ui.paragraph(at, tip.title, Font::body_bold, Tone::text, room);
    ui.paragraph({at.x, at.y + title + gap}, tip.lines, Font::small, Tone::muted, room);
}

}  // namespace

void begin_frame(Ui& ui, Rect window) {
    UiState& state = ui.state;
    state.window = window;
    state.focusables.clear();
    state.own_keys.clear();
    state.clips.clear();
    state.layers.clear();
    state.on_top.clear();
    state.layer.clear();
    state.tooltip = {};
    // What a press or a key closes or opens is heard in its place from the next frame on only: that frame must not wait for more input.
    if (ui.input.pressed || ui.input.released || !ui.input.keys.empty()) *ui.animating = true;
    if (ui.input.pressed) {
        state.grabbed_at = ui.input.pointer;
        drop_focus(ui);  // a text field that was clicked takes it again
    }
    auto& keys = ui.input.keys;
    const auto own = std::stable_partition(keys.begin(), keys.end(), [&](const KeyPress& press) { return !is_of_focus(state, press); });
    state.own_keys.assign(own, keys.end());
    keys.erase(own, keys.end());
    ui.keyboard_free = !state.editing;
}

void end_frame(Ui& ui) {
    UiState& state = ui.state;
    const Rect window = state.window;
    bool covered = false;
    // By index, and taken out: what is drawn may put more on top.
    for (std::size_t i = 0; i < state.on_top.size(); ++i) {
        const UiState::OnTop item = std::move(state.on_top[i]);
        if (item.rect == window || !state.open.empty()) {  // Tab stays in an open list, and in what covers the window
            state.focusables.clear();
            covered = true;
        }
        state.layer = item.name;
        item.draw(ui);
    }
    state.layer.clear();
    state.layers_before = state.layers;

    for (const KeyPress& press : std::vector<KeyPress>(ui.input.keys)) {
        if (press.key == Key::tab) move_focus(ui, press.shift);
        if (press.key == Key::escape && !state.focus.empty()) {
            drop_focus(ui);
            *ui.animating = true;
        }
    }
    const auto held =
        std::find_if(state.focusables.begin(), state.focusables.end(), [&](const Focusable& f) { return f.name == state.focus; });
    if (held == state.focusables.end() && !covered) drop_focus(ui);

    if (!state.open.empty()) state.tooltip = {};  // it would cover the list that its own button opened

    // A tooltip waits until the pointer rests, so that it does not follow a hand on its way.
    const std::string under = state.tooltip.title + '\n' + state.tooltip.lines;
    if (under != state.hovered) {
        if (state.hovered.size() <= 1) state.hovered_since = ui.seconds;  // from one to the next at once
        state.hovered = under;
    }
    if (under.size() > 1 && !ui.input.down) {
        if (ui.seconds - state.hovered_since >= tooltip_delay) {
            draw_tooltip(ui, window);
        } else {
            *ui.animating = true;
        }
    }
    if (ui.input.released || !ui.input.down) state.active.clear();
    state.pointer_before = ui.input.pointer;
}

bool focusable(Ui& ui, std::string_view name, Rect rect, std::uint32_t keys) {
    UiState& state = ui.state;
    state.focusables.push_back({std::string(name), rect, keys});
    if (state.focus != name) return false;
    state.focus_keys = keys;
    if (state.focus_seen) {
        const float gap = ui.px(2);
        ui.canvas.outline({rect.x - gap, rect.y - gap, rect.w + 2 * gap, rect.h + 2 * gap}, ui.colour(Tone::accent), ui.px(7), ui.px(2));
    }
    return true;
}

void drop_focus(Ui& ui) {
    ui.state.focus.clear();
    ui.state.focus_keys = 0;
    ui.state.focus_seen = false;
    ui.state.editing = false;
}

bool take_own_key(Ui& ui, Key key) {
    auto& keys = ui.state.own_keys;
    const auto found = std::find_if(keys.begin(), keys.end(), [key](const KeyPress& press) { return press.key == key; });
    if (found == keys.end()) return false;
    keys.erase(found);
    return true;
}

bool take_key(Ui& ui, Key key, char letter, bool ctrl, bool shift) {
    if (!ui.keyboard_free) return false;
    auto& keys = ui.input.keys;
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const KeyPress& press) {
        return press.key == key && press.ctrl == ctrl && press.shift == shift && (key != Key::letter || press.letter == letter);
    });
    if (found == keys.end()) return false;
    keys.erase(found);
    return true;
}

Rect visible_part(const Ui& ui, Rect rect) {
    for (const Rect& clip : ui.state.clips) {
        const float x = std::max(rect.x, clip.x);
        const float y = std::max(rect.y, clip.y);
        rect = {x, y, std::max(0.0F, std::min(rect.right(), clip.right()) - x), std::max(0.0F, std::min(rect.bottom(), clip.bottom()) - y)};
    }
    return rect;
}

}  // namespace enclosure::viz
