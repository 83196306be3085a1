// Beginning anew, with the same seed or the next: what would be forgotten is asked for first.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/panels/top_bar_parts.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

// The next seed of a fixed row: pictures repeat, and any seed of it can be named.
void take_new_seed(App& app) {
    app.view.cursor.reset();
    app.session.new_seed(app.session.seed() + 1);
}

// Steps that a new beginning would forget.
std::size_t steps_made(const App& app) {
    const std::shared_ptr<const Track> track = app.session.track();
    return track && track->size() > 0 ? track->size() - 1 : 0;
}

void begin_run_anew(App& app, TopBarState::Asks what) {
    app.top_bar->asks = TopBarState::Asks::nothing;
    if (what == TopBarState::Asks::reset) reset_run(app, false);
    if (what == TopBarState::Asks::new_seed) take_new_seed(app);
}

}  // namespace

void reset_run(App& app, bool keep_changes) {
    app.view.cursor.reset();
    app.session.reset(keep_changes);
}

void ask_or_begin(Ui& ui, App& app, TopBarState::Asks what, bool by_key) {
    TopBarState::Asks& asks = app.top_bar->asks;
    if (steps_made(app) == 0 || (asks == what && by_key)) {
        begin_run_anew(app, what);
    } else {
        asks = asks == what ? TopBarState::Asks::nothing : what;
        drop_focus(ui);  // so that Enter answers
    }
    *ui.animating = true;
}

void draw_begin_question(Ui& ui, App& app, TopBarState::Asks what, Rect anchor) {
    if (app.top_bar->asks != what) return;
    const Rect window = ui.state.window;
    const float width = ui.px(330), height = ui.px(96);
    const float x = std::clamp(anchor.middle().x - width / 2, window.x + ui.px(8), std::max(window.x, window.right() - width) - ui.px(8));
    const Rect bubble{std::round(x), anchor.bottom() + ui.px(8), width, height};
    const bool elsewhere = ui.input.pressed && !bubble.holds(ui.input.pointer) && !anchor.holds(ui.input.pointer);
    if (elsewhere || steps_made(app) == 0 || take_key(ui, Key::escape)) {
        app.top_bar->asks = TopBarState::Asks::nothing;
        return;
    }
    if (take_key(ui, Key::enter)) {
        begin_run_anew(app, what);
        *ui.animating = true;
        return;
    }
    const bool reset = what == TopBarState::Asks::reset;
    const std::string title = reset ? "Begin anew?" : fmt::format("Begin anew with seed {}?", app.session.seed() + 1);
    const std::string text =
        fmt::format("{} made so far are forgotten. Enter, or {} again, does it.", counted(steps_made(app), "step"), reset ? "r" : "n");
    ui.on_top("run.ask", bubble, [&app, bubble, what, title, text](Ui& top) {
        top.canvas.fill({bubble.x, bubble.y + top.px(2), bubble.w, bubble.h}, {0, 0, 0, 70}, top.px(8));
        top.canvas.fill(bubble, top.colour(Tone::raised), top.px(8));
        top.canvas.outline(bubble, top.colour(Tone::border), top.px(8));
        Rect inside = bubble.inset(top.px(12), top.px(10));
        Rect buttons = inside.take_bottom(top.px(28), top.px(6));
        label(top, inside.take_top(top.px(20)), title, Font::body_bold, Tone::text, Align::left, true);
        top.paragraph({inside.x, inside.y}, text, Font::small, Tone::muted, inside.w);
        const Rect yes = buttons.take_right(top.px(100), top.px(8));
        const Rect no = buttons.take_right(top.px(80));
        if (button(top, "run.ask.no", no, "Keep", ButtonLook::quiet)) app.top_bar->asks = TopBarState::Asks::nothing, *top.animating = true;
        if (button(top, "run.ask.yes", yes, "Begin anew", ButtonLook::primary)) begin_run_anew(app, what), *top.animating = true;
    });
}

void draw_seed(Ui& ui, App& app, Rect& right, bool open) {
    if (!open) return;
    const std::string text = fmt::format("seed {}", app.session.seed());
    const bool key = take_key(ui, Key::letter, 'n');
    const Rect die = right.take_right(ui.px(34), ui.px(2));
    const Rect place{die.x, die.middle().y - ui.px(17), die.w, ui.px(34)};
    if (icon_button(ui, "run.new_seed", place, Icon::seed,
                    "New seed\nThe next one, from month 0; other draws of the same world. You are asked first. Key: n") ||
        key)
        ask_or_begin(ui, app, TopBarState::Asks::new_seed, key);
    draw_begin_question(ui, app, TopBarState::Asks::new_seed, place);
    const float width = std::ceil(ui.canvas.width_of(text, Font::small));
    const Rect words = right.take_right(width, ui.px(10));
    label(ui, words, text, Font::small, Tone::muted);
    ui.mark("seed", words, fmt::format("{}", app.session.seed()));
    if (ui.hovers(words))
        ui.tooltip("Seed", "Of every draw. Reset keeps it; the same scenario and seed give the same run, also with enclosure run.");
}

}  // namespace enclosure::viz
