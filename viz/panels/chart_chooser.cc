#include "viz/panels/chart_chooser.h"

#include <algorithm>

#include "sim/indicators/indicator.h"
#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/panels/charts.h"
#include "viz/panels/indicator_text.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

void toggle(ChartsState& state, std::string_view name) {
    const auto found = std::find(state.shown.begin(), state.shown.end(), name);
    if (found == state.shown.end()) {
        state.shown.emplace_back(name);
    } else {
        state.shown.erase(found);
    }
}

float draw_chooser_rows(Ui& ui, ChartsState& state, Rect room) {
    const float height = ui.px(28), top = room.y;
    for (const Indicator& facts : indicators()) {
        const std::string title = indicator_title(facts.name);
        const auto matches = [&](std::string_view text) { return holds_words(text, state.search); };
        if (!matches(title) && !matches(facts.name) && !matches(facts.doc)) continue;
        const Rect row = room.take_top(height);
        const std::string name = "charts.add." + std::string(facts.name);
        const bool shown = std::find(state.shown.begin(), state.shown.end(), facts.name) != state.shown.end();
        ui.mark(name, row, shown ? "1" : "0");
        const Grip held = grip(ui, name, row);
        const bool focused = focusable(ui, name, row, key_bit(Key::space) | key_bit(Key::enter));
        const bool by_key = focused && (take_own_key(ui, Key::space) || take_own_key(ui, Key::enter));
        if (held.hovered) {
            ui.canvas.fill(row, ui.colour(Tone::hovered), ui.px(5));
            ui.tooltip(title, indicator_tip(facts.name, facts.unit, facts.doc));
        }
        if (by_key || (held.released && held.hovered)) toggle(state, facts.name), *ui.animating = true;
        Rect words = row.inset(ui.px(8), 0);
        const Rect check = words.take_left(ui.px(14), ui.px(8));
        if (shown) draw_icon(ui.canvas, Icon::check, check, ui.colour(Tone::accent));
        const std::string unit = short_unit(facts.name, facts.unit);
        const float unit_width = std::min(words.w / 2, ui.canvas.width_of(unit, Font::small) + 1);
        label(ui, words.take_right(unit_width, ui.px(6)), unit, Font::small, Tone::faint, Align::right, true);
        label(ui, words, title, Font::body, Tone::text, Align::left, true);
    }
    if (room.y == top) {
        label(ui, room.take_top(height).inset(ui.px(8), 0), "No indicator has these words", Font::body, Tone::muted, Align::left, true);
    }
    return room.y - top;
}

}  // namespace

void draw_chooser(Ui& ui, App& app, Rect anchor) {
    ChartsState& state = *app.charts;
    if (!state.choosing) return;
    const float width = ui.px(340);
    const Rect window = ui.state.window;
    const Rect box{std::max(window.x, anchor.right() - width), anchor.bottom() + ui.px(4), width,
                   std::min(ui.px(420), std::max(ui.px(120), window.bottom() - anchor.bottom() - ui.px(20)))};
    const bool elsewhere = ui.input.pressed && !box.holds(ui.input.pointer) && !anchor.holds(ui.input.pointer);
    if (elsewhere || take_key(ui, Key::escape)) {
        state.choosing = false;
        return;
    }
    ui.on_top("charts.chooser", box, [&state, box](Ui& top) {
        top.canvas.fill({box.x, box.y + top.px(3), box.w, box.h}, {0, 0, 0, 60}, top.px(8));
        top.canvas.fill(box, top.colour(Tone::card), top.px(8));
        top.canvas.outline(box, top.colour(Tone::border), top.px(8));
        Rect room = box.inset(top.px(8));
        text_field(top, "charts.search", room.take_top(top.px(30), top.px(6)), state.search, "Search all indicators");
        scroll_area(top, "charts.all", room, [&](Rect rows) { return draw_chooser_rows(top, state, rows); });
    });
}

}  // namespace enclosure::viz
