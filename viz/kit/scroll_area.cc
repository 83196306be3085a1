#include <algorithm>
#include <cmath>

#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"

namespace enclosure::viz {

namespace {

constexpr float wheel_step = 60;  // points

// Brings the widget that is looked for into sight, if it is in this area: a mark that was made since `first`.
void reveal(Ui& ui, Rect rect, Scroll& scroll, std::size_t first) {
    UiState& state = ui.state;
    if (state.reveal.empty()) return;
    for (std::size_t i = first; i < ui.marks.size(); ++i) {
        if (ui.marks[i].name != state.reveal) continue;
        const Rect at = ui.marks[i].rect;
        const float margin = std::min(ui.px(12), std::max(0.0F, (rect.h - at.h) / 2));
        if (at.bottom() > rect.bottom()) scroll.at += at.bottom() - rect.bottom() + margin;
        if (at.y < rect.y) scroll.at -= rect.y - at.y + margin;
        state.reveal.clear();
        *ui.animating = true;
        return;
    }
}

void draw_bar(Ui& ui, std::string_view name, Rect rect, Scroll& scroll) {
    const float length = std::max(ui.px(24), rect.h * rect.h / scroll.content);
    const float most = scroll.content - rect.h;
    const float way = rect.h - length;
    const Rect lane{rect.right() - ui.px(8), rect.y, ui.px(8), rect.h};
    const std::string own = std::string(name) + ".bar";
    const Grip held = grip(ui, own, lane);
    const float top = rect.y + way * scroll.at / most;
    if (held.pressed) {
        const bool on_bar = ui.input.pointer.y >= top && ui.input.pointer.y < top + length;
        if (!on_bar) scroll.at = (ui.input.pointer.y - rect.y - length / 2) / way * most;
        scroll.gripped_at = scroll.at;
    } else if (held.held && way > 0) {
        scroll.at = scroll.gripped_at + (ui.input.pointer.y - ui.state.grabbed_at.y) / way * most;
    }
    scroll.at = std::clamp(scroll.at, 0.0F, most);
    const Rect bar{lane.right() - ui.px(5), std::round(rect.y + way * scroll.at / most), ui.px(4), std::round(length)};
    ui.canvas.fill(bar, ui.colour(held.hovered || held.held ? Tone::muted : Tone::faint).with_alpha(held.hovered || held.held ? 1 : 0.55F),
                   ui.px(2));
}

}  // namespace

void scroll_area(Ui& ui, std::string_view name, Rect rect, const std::function<float(Rect)>& body) {
    if (rect.empty()) return;
    auto found = ui.state.scrolls.find(name);
    if (found == ui.state.scrolls.end()) found = ui.state.scrolls.emplace(std::string(name), Scroll{}).first;
    Scroll& scroll = found->second;
    const bool longer = scroll.content > rect.h + 0.5F;
    scroll.at = std::clamp(scroll.at, 0.0F, std::max(0.0F, scroll.content - rect.h));
    ui.mark(name, rect);

    ui.canvas.push_clip(rect);
    ui.state.clips.push_back(rect);
    const std::size_t first = ui.marks.size();
    const float content = body({rect.x, rect.y - std::round(scroll.at), rect.w - (longer ? ui.px(12) : 0), std::max(rect.h, 1e6F)});
    ui.state.clips.pop_back();
    ui.canvas.pop_clip();
    if (content != scroll.content) {
        scroll.content = content;
        *ui.animating = true;  // the bar comes or goes
    }

    // After the content, so that an area within this one takes the wheel first.
    if (scroll.content > rect.h + 0.5F) {
        const float before = scroll.at;
        if (ui.input.wheel != 0 && ui.hovers(rect)) {
            scroll.at -= ui.input.wheel * ui.px(wheel_step);
            ui.input.wheel = 0;
        }
        if (ui.hovers(rect)) {
            if (take_key(ui, Key::page_down)) scroll.at += rect.h * 0.9F;
            if (take_key(ui, Key::page_up)) scroll.at -= rect.h * 0.9F;
        }
        reveal(ui, rect, scroll, first);
        draw_bar(ui, name, rect, scroll);
        if (scroll.at != before) *ui.animating = true;
    } else {
        scroll.at = 0;
    }
}

}  // namespace enclosure::viz
