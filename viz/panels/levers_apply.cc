// The foot of the panel of levers: what is moved is applied, given to a second world, or the run begins anew with it.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "viz/kit/widgets.h"
#include "viz/panels/lever_rows.h"
#include "viz/panels/levers_parts.h"
#include "viz/panels/presets.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

std::size_t count_live(const PendingMoves& moves, bool live) {
    return static_cast<std::size_t>(std::count_if(moves.begin(), moves.end(), [live](const auto& move) {
        const LeverRow* row = find_row(move.first);
        return row && row->live == live;
    }));
}

// Mistakes of the last change, and of the files; each with its file and line. Returns its height.
float draw_mistakes(Ui& ui, App& app, Rect room, bool draw) {
    const LeversState& state = *app.levers;
    std::vector<std::string> lines = state.mistakes;
    lines.insert(lines.end(), state.watch.mistakes().begin(), state.watch.mistakes().end());
    if (lines.empty()) return 0;
    constexpr std::size_t most = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(lines.size(), most); ++i) text += (i == 0 ? "" : "\n") + lines[i];
    if (lines.size() > most) text += "\nand " + std::to_string(lines.size() - most) + " more";
    const float height = ui.paragraph({room.x, room.y}, text, Font::tiny, Tone::bad, room.w, draw);
    if (draw) ui.mark("levers.mistakes", {room.x, room.y, room.w, height}, text);
    return height + ui.px(8);
}

void draw_apply(Ui& ui, App& app, Rect line) {
    LeversState& state = *app.levers;
    const std::size_t live = count_live(state.moved(), true);
    const std::size_t step = shown_step(app, state.world);
    const std::shared_ptr<const Track> track = app.session.track(state.world);
    const bool past = step + 1 < track->size();
    const bool over = step >= track->steps_total();
    const Rect right = line.take_right(ui.px(84), ui.px(8));
    std::string tip = "Apply what is moved\n";
    if (live == 0)
        tip += "Nothing is moved yet.";
    else
        tip += counted(live, "change") + ", in force from this month on." +
               (past ? " The world goes back to it: what follows is forgotten." : "");
    if (button(ui, "levers.apply", line, "Apply from " + step_name(track->loaded().scenario.time.step) + " " + std::to_string(step),
               ButtonLook::primary, tip, live > 0 && !over))
        apply_moves(app);
    const std::string fork_tip =
        std::string("Two worlds from this month on\nSame state, same draws. A goes on as it is; ") +
        (live > 0 ? "B gets what is moved here."
                  : "B too, until you move something for it: changes made to A after this month are not made in B.");
    if (button(ui, "levers.fork", right, "Fork B", ButtonLook::plain, fork_tip, !over)) fork_with_moves(app);
}

}  // namespace

std::size_t shown_step(const App& app, WorldId world) {
    const StepRecord* record = app.shown(world);
    return record ? record->step : 0;
}

float levers_foot_height(Ui& ui, App& app, float width) {
    const LeversState& state = *app.levers;
    float height = ui.px(36 + 2 * 12) + draw_mistakes(ui, app, {0, 0, width, 0}, false);
    if (count_live(state.moves[static_cast<std::size_t>(state.world)], false) > 0) height += ui.px(40);
    if (state.watch.ready()) height += ui.px(40);
    return height;
}

void draw_levers_foot(Ui& ui, App& app, Rect foot) {
    LeversState& state = *app.levers;
    foot = foot.inset(ui.px(levers_margin), ui.px(12));
    foot.take_top(draw_mistakes(ui, app, foot, true));
    if (state.watch.ready()) {
        const Rect line = foot.take_top(ui.px(32), ui.px(8));
        if (button(ui, "levers.reload", line, "Reload the changed file", ButtonLook::plain,
                   "The scenario has changed on disk\nOpens it anew, at month 0."))
            state.mistakes = open_scenario(app, OpenedAs(state.watch.opened()));
    }
    if (const std::size_t waiting = count_live(state.moved(), false); waiting > 0) {
        const Rect line = foot.take_top(ui.px(32), ui.px(8));
        if (button(ui, "levers.restart", line, "Reset with " + counted(waiting, "value"), ButtonLook::plain,
                   "Starts the run anew\nThese values hold from the start of a run only. Changes made during the run are dropped."))
            restart_with_moves(app);
    }
    draw_apply(ui, app, foot.take_top(ui.px(36)));
}

bool apply_moves(App& app) {
    LeversState& state = *app.levers;
    state.mistakes.clear();
    const std::size_t step = shown_step(app, state.world);
    const std::shared_ptr<const Track> track = app.session.track(state.world);
    if (!track || !state.in_force().look(app.session, state.world, step)) return false;
    const RuleChange change = change_of(state.moved(), state.in_force());
    try {
        if (step + 1 < track->size()) {
            app.session.rewind(step);
            app.view.cursor.reset();
        }
        app.session.change_rules(change, state.world);
    } catch (const ScenarioError& error) {
        state.mistakes = lines_of(error);
        return false;
    }
    std::erase_if(state.moved(), [](const auto& move) {
        const LeverRow* row = find_row(move.first);
        return !row || row->live;
    });
    const auto from = static_cast<double>(step);
    if (!app.view.policy_from || *app.view.policy_from > from) app.view.policy_from = from;
    app.say("From " + step_name(track->loaded().scenario.time.step) + " " + std::to_string(step) + ": " + change.title);
    return true;
}

bool fork_with_moves(App& app) {
    LeversState& state = *app.levers;
    state.mistakes.clear();
    const std::size_t step = shown_step(app, WorldId::a);
    state.world = WorldId::a;
    if (!state.in_force().look(app.session, WorldId::a, step)) return false;
    RuleChange change = change_of(state.moved(), state.in_force());
    if (change.title.empty()) change.title = "As it was";
    try {
        app.session.fork(step, change);
    } catch (const ScenarioError& error) {
        state.mistakes = lines_of(error);
        return false;
    }
    state.moves = {};
    state.rules[1].forget();
    app.view.policy_from = static_cast<double>(step);
    app.view.view = View::compare;
    app.say("Two worlds from " + step_name(state.in_force().opened().time.step) + " " + std::to_string(step) + " on");
    return true;
}

bool restart_with_moves(App& app) {
    LeversState& state = *app.levers;
    state.mistakes.clear();
    const std::shared_ptr<const Track> track = app.session.track();
    if (!track) return false;
    std::vector<Override> settings = settings_of(state.moved());
    settings.push_back({"seed", std::to_string(app.session.seed())});
    OpenedAs opened = state.watch.opened();
    try {
        const std::string name = app.session.name();
        app.session.open(load_scenario_text(track->loaded().resolved_toml, name, settings), name);
    } catch (const ScenarioError& error) {
        state.mistakes = lines_of(error);
        return false;
    }
    opened.settings.insert(opened.settings.end(), settings.begin(), settings.end());
    watch_scenario(app, opened);
    return true;
}

}  // namespace enclosure::viz
