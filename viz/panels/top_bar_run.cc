// Running and stopping, and how fast.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/panels/top_bar_parts.h"
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

}  // namespace

void draw_run_controls(Ui& ui, App& app, Rect group, const RunSituation& now) {
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

}  // namespace enclosure::viz
