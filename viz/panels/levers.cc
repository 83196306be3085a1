#include "viz/panels/levers.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/chart/number.h"
#include "viz/kit/widgets.h"
#include "viz/panels/lever_rows.h"
#include "viz/panels/presets.h"
#include "viz/panels/welcome.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

constexpr float panel_margin = 16;  // points

std::size_t shown_step(const App& app, WorldId world) {
    const StepRecord* record = app.shown(world);
    return record ? record->step : 0;
}

std::size_t count_live(const PendingMoves& moves, bool live) {
    return static_cast<std::size_t>(std::count_if(moves.begin(), moves.end(), [live](const auto& move) {
        const LeverRow* row = find_row(move.first);
        return row && row->live == live;
    }));
}

std::string grouped(std::size_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, " ");
    }
    return text;
}

// "Interoperability and portability, seed 7", or how many policies there are.
std::string policy_line(const App& app, const Scenario& scenario) {
    const std::size_t count = scenario.policy.size() + scenario.shock.size();
    std::string line = "No policy";
    if (count == 1) {
        const PolicyRow& row = scenario.policy.empty() ? scenario.shock.front() : scenario.policy.front();
        line = row.title.empty() ? row.id : row.title;
    } else if (count > 1) {
        line = std::to_string(count) + " policies and shocks";
    }
    return line + ", seed " + std::to_string(app.session.seed());
}

std::string policies_tooltip(const Scenario& scenario) {
    std::string lines = scenario.question;
    for (const auto* rows : {&scenario.policy, &scenario.shock}) {
        for (const PolicyRow& row : *rows) lines += "\n• " + (row.title.empty() ? row.id : row.title);
    }
    return lines;
}

void draw_count(Ui& ui, Rect place, std::string_view title, std::string_view value) {
    ui.text({place.x, place.y}, title, Font::tiny, Tone::faint, place.w);
    ui.text({place.x, place.y + ui.px(17)}, value, Font::number_small, Tone::text, place.w);
}

// Read at the first use. Throws ScenarioError.
const std::vector<ViewerPreset>& shipped_presets() {
    static const std::vector<ViewerPreset> presets = read_presets(presets_file());
    return presets;
}

void draw_presets_menu(Ui& ui, App& app, Rect anchor) {
    LeversState& state = *app.levers;
    if (icon_button(ui, "levers.presets", anchor, Icon::menu,
                    state.presets_open ? "" : "What-ifs\nTen ready-made questions, and the start page."))
        state.presets_open = !state.presets_open;
    if (!state.presets_open) return;
    try {
        const std::vector<ViewerPreset>& presets = shipped_presets();
        std::vector<std::string> titles;
        for (const ViewerPreset& preset : presets) titles.push_back(preset.title);
        titles.emplace_back("Start page, open a file");
        if (const auto chosen = menu(ui, "levers.presets.menu", anchor, titles, state.presets_open)) state.wanted_preset = *chosen;
    } catch (const ScenarioError& error) {
        state.mistakes = lines_of(error);
        state.presets_open = false;
    }
}

void draw_head(Ui& ui, App& app, Rect& room) {
    LeversState& state = *app.levers;
    const std::shared_ptr<const Track> track = app.session.track(state.world);
    const Scenario& scenario = state.in_force().scenario();
    Rect head = room.take_top(ui.px(112), ui.px(6));
    Rect top = head.take_top(ui.px(20));
    const Rect corner = top.take_right(ui.px(24));
    ui.text({top.x, top.y + ui.px(2)}, "SCENARIO", Font::tiny, Tone::faint, top.w);
    const std::string title = scenario.title.empty() ? scenario.id : scenario.title;
    const Rect names = head.take_top(ui.px(44));
    ui.text(names.inset(0, ui.px(1)).empty() ? Place{} : Place{names.x, names.y + ui.px(2)}, title, Font::title, Tone::text, names.w,
            Align::left, true);
    ui.text({names.x, names.y + ui.px(24)}, policy_line(app, scenario), Font::small, Tone::muted, names.w, Align::left, true);
    if (ui.hovers(names)) ui.tooltip(title, policies_tooltip(scenario));
    const float third = std::floor(head.w / 3);
    const StepRecord* shown = app.shown(state.world);
    const auto alive =
        shown
            ? static_cast<std::size_t>(std::count_if(shown->firms.begin(), shown->firms.end(), [](const FirmRecord& f) { return f.alive; }))
            : 0;
    draw_count(ui, {head.x, head.y + ui.px(6), third, head.h}, "Users", grouped(track->population().users));
    draw_count(ui, {head.x + third, head.y + ui.px(6), third, head.h}, "Developers", grouped(track->population().developers));
    draw_count(ui, {head.x + 2 * third, head.y + ui.px(6), third, head.h}, "Firms", shown ? grouped(alive) : "–");
    draw_presets_menu(ui, app, {corner.x, corner.y - ui.px(2), ui.px(24), ui.px(24)});
}

void draw_rule(Ui& ui, Rect panel, float y) {
    const Place ends[] = {{panel.x, y}, {panel.right(), y}};
    ui.canvas.line(ends, ui.colour(Tone::border));
}

// Which world, policies or parameters, search, regions, how many are changed.
void draw_filters(Ui& ui, App& app, Rect& room) {
    LeversState& state = *app.levers;
    if (app.session.status().forked) {
        constexpr std::string_view worlds[] = {"World A", "World B"};
        auto chosen = static_cast<std::size_t>(state.world);
        if (segmented(ui, "levers.world", room.take_top(ui.px(28), ui.px(8)), worlds, chosen, "Whose rules are shown and moved"))
            state.world = static_cast<WorldId>(chosen);
    } else {
        state.world = WorldId::a;
    }
    constexpr std::string_view tabs[] = {"Policies", "Parameters"};
    segmented(ui, "levers.tab", room.take_top(ui.px(28), ui.px(8)), tabs, state.tab);
    text_field(ui, "levers.search", room.take_top(ui.px(28), ui.px(8)), state.search, "Search levers and parameters");
    if (state.tab == 0) {
        const std::vector<Region>& regions = state.in_force().opened().region;
        std::vector<std::string> labels{"All regions"};
        for (const Region& region : regions) labels.push_back(region.title.empty() ? region.id : region.title);
        state.region = std::min(state.region, regions.size());
        if (drop_down(ui, "levers.region", room.take_top(ui.px(28), ui.px(8)), labels, state.region,
                      "Regions\nWhere levers that act by region are moved."))
            for (RulesInForce& rules : state.rules)
                rules.set_regions(state.region == 0 ? std::vector<std::string>{} : std::vector{regions[state.region - 1].id});
    }
    Rect line = room.take_top(ui.px(22), ui.px(2));
    const std::size_t changed = count_changed(state.moved(), state.in_force());
    const Rect back = line.take_right(ui.px(22));
    const std::string count = std::to_string(changed) + " of " + std::to_string(lever_row_count()) + " changed";
    ui.mark("levers.changed", line, count);
    ui.text({line.x, line.y + (line.h - ui.theme.line_height(Font::small)) / 2}, count, Font::small,
            changed > 0 ? Tone::accent : Tone::faint, line.w);
    if (icon_button(ui, "levers.reset_all", back, Icon::reset,
                    "Take everything back to the values as opened\nThey wait until they are applied.", ButtonLook::quiet,
                    changed > 0 || !state.moved().empty())) {
        reset_rows(state.moved(), state.in_force());
        *ui.animating = true;
    }
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

float foot_height(Ui& ui, App& app, float width) {
    const LeversState& state = *app.levers;
    float height = ui.px(36 + 2 * 12) + draw_mistakes(ui, app, {0, 0, width, 0}, false);
    if (count_live(state.moves[static_cast<std::size_t>(state.world)], false) > 0) height += ui.px(40);
    if (state.watch.ready()) height += ui.px(40);
    return height;
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

void draw_foot(Ui& ui, App& app, Rect foot) {
    LeversState& state = *app.levers;
    foot = foot.inset(ui.px(panel_margin), ui.px(12));
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

// What was chosen in the menu. Only when the panel is drawn: opening replaces the rules that it is drawn from.
void open_wanted_preset(Ui& ui, App& app) {
    const std::optional<std::size_t> wanted = std::exchange(app.levers->wanted_preset, std::nullopt);
    if (!wanted) return;
    *ui.animating = true;
    if (*wanted >= shipped_presets().size()) {
        app.welcome->over = true;
    } else {
        const std::vector<std::string> mistakes = open_preset(app, shipped_presets()[*wanted]);
        app.levers->mistakes = mistakes;
    }
}

}  // namespace

void draw_levers(Ui& ui, App& app, Rect rect) {
    LeversState& state = *app.levers;
    ui.mark("levers", rect);
    card(ui, rect);
    if (look_at_files(app, ui.seconds)) *ui.animating = true;
    for (const WorldId world : {WorldId::a, WorldId::b}) {
        if (app.session.track(world)) state.rules[static_cast<std::size_t>(world)].look(app.session, world, shown_step(app, world));
    }
    if (!app.session.track(state.world)) {
        state.world = WorldId::a;
        if (!app.session.track()) {
            ui.paragraph({rect.x + ui.px(panel_margin), rect.y + ui.px(panel_margin)}, "Nothing is open.", Font::small, Tone::muted,
                         rect.w - 2 * ui.px(panel_margin));
            return;
        }
    }
    Rect panel = rect;
    Rect foot = panel.take_bottom(foot_height(ui, app, rect.w - 2 * ui.px(panel_margin)));
    Rect room = panel.inset(ui.px(panel_margin), ui.px(14));
    room.h += ui.px(14);
    draw_head(ui, app, room);
    draw_rule(ui, rect, room.y);
    room.take_top(ui.px(10));
    draw_filters(ui, app, room);
    const Rect window{room.x, room.y, room.w + ui.px(panel_margin) - ui.px(4), room.h};
    scroll_area(ui, "levers.list", window, [&](Rect inside) {
        return draw_lever_list(ui, state, {inside.x, inside.y, room.w, inside.h}, window) + ui.px(8);
    });
    draw_rule(ui, rect, foot.y);
    draw_foot(ui, app, foot);
    open_wanted_preset(ui, app);
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
