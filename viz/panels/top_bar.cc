#include "viz/panels/top_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

#include "viz/app/export.h"
#include "viz/app/panel_states.h"
#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/panels/run_words.h"
#include "viz/panels/top_bar_parts.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

RunSituation situation_of(const App& app) {
    RunSituation now{app.session.status(), app.session.track(), app.shown(), 0};
    if (now.track) now.changes = app.session.changes().size();
    return now;
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

struct StateWords {
    std::string_view text;
    Tone tone;
};

StateWords words_of(const RunSituation& now, const App& app) {
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

std::string how_it_goes(const RunSituation& now) {
    const SessionStatus& s = now.status;
    std::string text = fmt::format("{} measured", rate_words(s.steps_per_second));
    text += fmt::format("\nSteps take {:.1f} times as long while drawn", s.slow_down);
    text += fmt::format("\nHistory {}, {} to go back to", bytes_words(s.history_bytes), counted(s.keyframes, "whole state"));
    if (!s.failure.empty()) text += "\n" + s.failure;
    return text;
}

void draw_run_state(Ui& ui, App& app, Rect room, const RunSituation& now) {
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
    const RunSituation now = situation_of(app);
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
    draw_run_controls(ui, app, group, now);
    right.w = right.right() - group.right() - ui.px(10);
    right.x = group.right() + ui.px(10);
    if (open) draw_run_state(ui, app, right, now);
    take_zoom_keys(ui, app);
}

}  // namespace enclosure::viz
