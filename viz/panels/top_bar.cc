#include "viz/panels/top_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "viz/app/export.h"
#include "viz/app/panel_states.h"
#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/panels/run_words.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

// What a hand needs to look for is in the middle, so these are marked values and not a slider.
struct MarkedSpeed {
    double per_second;
    std::string_view label;
};
constexpr std::array<MarkedSpeed, 5> speeds{{{1, "1\u00d7"}, {4, "4\u00d7"}, {16, "16\u00d7"}, {64, "64\u00d7"}, {0, "Max"}}};
constexpr std::size_t max_speed = speeds.size() - 1;

struct Situation {
    SessionStatus status;
    std::shared_ptr<const Track> track;
    const StepRecord* record = nullptr;
    std::size_t changes = 0;
};

Situation situation_of(const App& app) {
    Situation now{app.session.status(), app.session.track(), app.shown(), 0};
    if (now.track) now.changes = app.session.changes().size();
    return now;
}

std::size_t speed_index(const Speed& speed) {
    if (speed.max) return max_speed;
    std::size_t nearest = 0;
    for (std::size_t i = 0; i < max_speed; ++i) {
        if (std::abs(speeds[i].per_second - speed.steps_per_second) < std::abs(speeds[nearest].per_second - speed.steps_per_second))
            nearest = i;
    }
    return nearest;
}

void set_speed_index(App& app, std::size_t index) {
    Speed speed = app.session.speed();
    speed.max = index == max_speed;
    if (!speed.max) speed.steps_per_second = speeds.at(index).per_second;
    app.session.set_speed(speed);
}

void run_or_pause(App& app, RunState state) {
    if (state == RunState::running) {
        app.session.pause();
    } else if (state == RunState::paused) {
        app.view.cursor.reset();  // what runs is looked at
        app.session.run();
    }
}

void step_once(App& app) {
    app.view.cursor.reset();
    app.session.step();
}

void reset_run(App& app, bool keep_changes) {
    app.view.cursor.reset();
    app.session.reset(keep_changes);
}

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

// At once where nothing is lost; else the bubble asks. The key a second time means yes, the button no.
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

void draw_logo(Ui& ui, Rect& left) {
    const Rect sign = left.take_left(ui.px(28), ui.px(10));
    const float radius = ui.px(8);
    const Place middle = sign.middle();
    ui.canvas.disc({middle.x + ui.px(5), middle.y}, radius, ui.colour(Tone::closed));
    ui.canvas.ring({middle.x - ui.px(5), middle.y}, radius - ui.px(1), ui.colour(Tone::open), ui.px(3));
    const float width = std::ceil(ui.canvas.width_of("Enclosure", Font::title));
    label(ui, left.take_left(width, ui.px(18)), "Enclosure", Font::title, Tone::text);
}

void draw_views(Ui& ui, App& app, Rect& left, bool narrow) {
    constexpr std::array<std::string_view, 3> labels{"Live", "Compare", "Studies"};
    const Rect all = left.take_left(ui.px(narrow ? 216 : 264), ui.px(14));
    auto chosen = static_cast<std::size_t>(app.view.view);
    const Rect place{all.x, all.middle().y - ui.px(16), all.w, ui.px(32)};
    if (segmented(ui, "view", place, labels, chosen,
                  "Views\nLive: one world. Compare: two worlds from one state. Studies: many runs. Key: v"))
        app.view.view = static_cast<View>(chosen);
    if (take_key(ui, Key::letter, 'v')) app.view.view = static_cast<View>((static_cast<std::size_t>(app.view.view) + 1) % labels.size());
}

std::string play_tip(RunState state) {
    switch (state) {
        case RunState::running:
            return "Pause\nKey: space";
        case RunState::ended:
            return "The run is over\nGo back on the timeline, or reset";
        case RunState::failed:
            return "The run failed\nReset to begin anew";
        default:
            return "Run\nKey: space";
    }
}

void draw_run(Ui& ui, App& app, Rect group, const Situation& now) {
    const bool open = now.status.state != RunState::empty;
    const bool running = now.status.state == RunState::running;
    const bool can_run = running || now.status.state == RunState::paused;
    ui.canvas.fill(group, ui.colour(Tone::card), ui.px(9));
    ui.canvas.outline(group, ui.colour(Tone::border), ui.px(9));
    Rect row = group.inset(ui.px(5), ui.px(4));
    const float side = row.h;
    TopBarState& bar = *app.top_bar;

    const Rect reset = row.take_left(side, ui.px(2));
    const std::string reset_tip =
        now.changes == 0
            ? "Back to month 0\nKeeps the seed; you are asked first. Key: r"
            : fmt::format("Back to month 0\n{} made since the start: you are asked whether to keep them.\nKeeps the seed. Key: r",
                          counted(now.changes, "change"));
    const bool reset_key = open && take_key(ui, Key::letter, 'r');
    if (icon_button(ui, "run.reset", reset, Icon::reset, reset_tip, ButtonLook::quiet, open) || reset_key) {
        if (now.changes == 0) {
            ask_or_begin(ui, app, TopBarState::Asks::reset, reset_key);
        } else {
            bar.reset_open = !bar.reset_open;
        }
    }
    draw_begin_question(ui, app, TopBarState::Asks::reset, reset);
    if (bar.reset_open || now.changes > 0) {
        const std::vector<std::string> entries{
            fmt::format("Begin anew, with the {} kept from the start on", counted(now.changes, "change")),
            "Begin anew as the scenario was opened"};
        const auto choice = menu(ui, "run.reset.menu", reset, entries, bar.reset_open);
        if (choice) reset_run(app, *choice == 0);
    }

    const Rect play = row.take_left(side + ui.px(12), ui.px(2));
    const bool play_key = can_run && take_key(ui, Key::space);
    if (icon_button(ui, "run.play", play, running ? Icon::pause : Icon::play, play_tip(now.status.state), ButtonLook::primary, can_run) ||
        play_key)
        run_or_pause(app, now.status.state);
    const bool can_step = now.status.state == RunState::paused;
    // While the past is shown, the arrow belongs to the timeline.
    const bool step_key = can_step && !app.view.cursor && take_key(ui, Key::right);
    if (icon_button(ui, "run.step", row.take_left(side, ui.px(8)), Icon::step, "One step\nKey: right arrow", ButtonLook::quiet, can_step) ||
        step_key)
        step_once(app);

    std::array<std::string_view, speeds.size()> labels{};
    std::transform(speeds.begin(), speeds.end(), labels.begin(), [](const MarkedSpeed& speed) { return speed.label; });
    const Rect more = row.take_right(side, ui.px(4));
    std::size_t chosen = speed_index(app.session.speed());
    if (segmented(ui, "speed", row, labels, chosen, "Steps per second\nDrawing never slows the model. Keys: 1 to 5"))
        set_speed_index(app, chosen);
    for (std::size_t i = 0; i < speeds.size(); ++i) {
        if (take_key(ui, Key::letter, static_cast<char>('1' + i))) set_speed_index(app, i);
    }
    Speed speed = app.session.speed();
    const bool every = speed.draw_every_step;
    const std::string every_tip = every ? "Every step is drawn\nThe run waits for the picture. Key: d"
                                        : "Draw every step\nThe run waits for the picture, so that none is missed. Key: d";
    const bool pressed = icon_button(ui, "speed.every", more, Icon::film, every_tip, every ? ButtonLook::plain : ButtonLook::quiet);
    ui.marks.back().value = every ? "1" : "0";
    if (every) ui.canvas.outline(more, ui.colour(Tone::accent), ui.px(7));
    if (pressed || take_key(ui, Key::letter, 'd')) {
        speed.draw_every_step = !every;
        app.session.set_speed(speed);
        app.say(speed.draw_every_step ? "Every step is drawn; the run waits for the picture." : "The run no longer waits for the picture.");
    }
}

struct StateWords {
    std::string_view text;
    Tone tone;
};

StateWords words_of(const Situation& now, const App& app) {
    if (now.status.state == RunState::failed) return {"Failed", Tone::bad};
    if (app.view.cursor) return {"In the past", Tone::second_world};
    switch (now.status.state) {
        case RunState::running:
            return {"Running", Tone::good};
        case RunState::ended:
            return {"Finished", Tone::accent};
        default:
            return {"Paused", Tone::warning};
    }
}

std::string how_it_goes(const Situation& now) {
    const SessionStatus& s = now.status;
    std::string text = fmt::format("{} measured", rate_words(s.steps_per_second));
    text += fmt::format("\nSteps take {:.1f} times as long while drawn", s.slow_down);
    text += fmt::format("\nHistory {}, {} to go back to", bytes_words(s.history_bytes), counted(s.keyframes, "whole state"));
    if (!s.failure.empty()) text += "\n" + s.failure;
    return text;
}

void draw_state(Ui& ui, App& app, Rect room, const Situation& now) {
    if (!now.track || now.record == nullptr) return;
    const std::string step = step_words(*now.track, now.record->step);
    const bool running = now.status.state == RunState::running;
    std::string under = month_of(now.record->date);
    if (running) under += " \u00b7 " + rate_words(now.status.steps_per_second);
    if (running && now.status.slow_down >= 1.05) under += fmt::format(" \u00b7 {:.1f}\u00d7 slower", now.status.slow_down);
    // As wide as the longest text will be, so that nothing beside it moves while it runs.
    const float width =
        std::ceil(std::max(ui.canvas.width_of(step_words(*now.track, now.track->steps_total()), Font::title) + ui.px(2),
                           std::max(ui.canvas.width_of(under, Font::small), ui.canvas.width_of("May 2033 \u00b7 1000 /s", Font::small))));
    const Rect words = room.take_right(std::min(width, room.w), ui.px(12));
    const float upper = ui.theme.line_height(Font::title);
    const float lower = ui.theme.line_height(Font::small);
    const float top = words.middle().y - std::floor((upper + lower) / 2);
    ui.text({words.right(), top}, step, Font::title, Tone::text, words.w, Align::right);
    ui.text({words.right(), top + upper}, under, Font::small, Tone::muted, words.w, Align::right, true);
    ui.mark("date", words, fmt::format("{}", now.record->step));
    if (ui.hovers(words)) ui.tooltip("How it goes", how_it_goes(now));

    const StateWords state = words_of(now, app);
    const float height = ui.theme.line_height(Font::small) + ui.px(5);
    const float pill_width = std::ceil(ui.canvas.width_of(state.text, Font::small)) + ui.px(16);
    if (pill_width > room.w) return;
    const Rect place{room.right() - pill_width, room.middle().y - std::floor(height / 2), pill_width, height};
    pill(ui, {place.x, place.y}, state.text, state.tone);
    ui.mark("state", place, state.text);
    if (ui.hovers(place)) ui.tooltip("How it goes", how_it_goes(now));
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

void draw_tools(Ui& ui, App& app, Rect& right, bool open) {
    const auto next = [&] {
        const Rect slot = right.take_right(ui.px(34), ui.px(2));
        return Rect{slot.x, slot.middle().y - ui.px(17), slot.w, ui.px(34)};
    };
    const bool dark = ui.theme.kind == ThemeKind::dark;
    if (icon_button(ui, "theme", next(), dark ? Icon::sun : Icon::moon, dark ? "Light\nKey: t" : "Dark\nKey: t") ||
        take_key(ui, Key::letter, 't'))
        app.wishes.change_theme = true;
    const Rect help = next();
    if (icon_button(ui, "help", help, Icon::help, "Tour\nFive steps. Keys: ? or F1") || take_key(ui, Key::letter, '?')) open_tour(app);
    const Rect camera = next();
    if (icon_button(ui, "export.png", camera, Icon::camera, "Picture of the window\nAs a PNG file. Key: s", ButtonLook::quiet) ||
        take_key(ui, Key::letter, 's'))
        export_now(app, ExportKind::picture);
    const Rect files = next();
    TopBarState& bar = *app.top_bar;
    if (icon_button(ui, "export", files, Icon::export_file, "Export\nSeries, scenario, log, picture. Key: e", ButtonLook::quiet, open) ||
        (open && take_key(ui, Key::letter, 'e')))
        bar.export_open = !bar.export_open;
    if (const auto choice = menu(ui, "export.menu", files, export_titles(), bar.export_open))
        export_now(app, static_cast<ExportKind>(*choice));
}

void take_zoom_keys(Ui& ui, App& app) {
    if (take_key(ui, Key::letter, '+', true) || take_key(ui, Key::letter, '=', true)) app.wishes.zoom = 1;
    if (take_key(ui, Key::letter, '-', true)) app.wishes.zoom = -1;
    if (take_key(ui, Key::letter, '0', true)) app.wishes.usual_zoom = true;
    if (take_key(ui, Key::letter, 'q', true)) app.wishes.quit = true;
}

}  // namespace

void draw_top_bar(Ui& ui, App& app, Rect rect) {
    const Situation now = situation_of(app);
    const bool open = now.status.state != RunState::empty;
    const bool narrow = rect.w < ui.px(1440);
    ui.canvas.fill(rect, ui.colour(Tone::card));
    ui.canvas.fill({rect.x, rect.bottom() - ui.px(1), rect.w, ui.px(1)}, ui.colour(Tone::border));
    Rect row = rect.inset(ui.px(16), 0);

    const float group_width = ui.px(narrow ? 372 : 410);
    Rect right = row;
    draw_tools(ui, app, right, open);
    right.take_right(ui.px(4));
    draw_seed(ui, app, right, open);

    Rect left = row;
    draw_logo(ui, left);
    draw_views(ui, app, left, narrow);

    // In the middle of the window, or of what is left between its neighbours where that is little.
    const float middle = narrow ? left.x + group_width / 2 : std::max(rect.middle().x, left.x + group_width / 2);
    const Rect group{std::round(middle - group_width / 2), rect.middle().y - ui.px(20), group_width, ui.px(40)};
    draw_run(ui, app, group, now);
    right.w = right.right() - group.right() - ui.px(10);
    right.x = group.right() + ui.px(10);
    if (open) draw_state(ui, app, right, now);
    take_zoom_keys(ui, app);
}

}  // namespace enclosure::viz
