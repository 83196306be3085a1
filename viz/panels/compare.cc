#include "viz/panels/compare.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/kit/widgets.h"
#include "viz/map/map_panel.h"
#include "viz/panels/compare_parts.h"
#include "viz/panels/levers.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

constexpr std::string_view why_two =
    "Two worlds from one state and the same random draws differ by nothing but the rules. Fork at the shown step: world A goes on as it "
    "was, changes from then on are made in world B, and B \u2212 A is the effect of these changes.";

// What is moved after a fork is moved in B: A is what it is compared with. Who chooses A later keeps it.
void choose_b_once(App& app, const LookedAt& at) {
    CompareState& state = *app.compare;
    std::shared_ptr<const StepRecord> run = at.b ? at.a->shared(0) : nullptr;
    if (run == state.forked_run) return;
    state.forked_run = std::move(run);
    if (!at.b) return;
    app.levers->world = WorldId::b;
    app.levers->rules[1].forget();
}

// What there is to do while there is one world.
void draw_no_second_world(Ui& ui, App& app, const LookedAt& at, Rect rect) {
    Rect room = card(ui, rect);
    room = {room.x + std::max(0.0F, (room.w - ui.px(520)) / 2), room.y + room.h * 0.3F, std::min(room.w, ui.px(520)), room.h * 0.7F};
    label(ui, room.take_top(ui.px(28), ui.px(6)), "There is one world so far", Font::heading, Tone::text);
    room.take_top(ui.paragraph({room.x, room.y}, why_two, Font::body, Tone::muted, room.w), ui.px(14));
    const std::string text = "Fork at " + moment_title(at, static_cast<double>(at.shown));
    Rect row = room.take_top(ui.px(34));
    if (button(ui, "compare.fork", row.take_left(ui.px(190), ui.px(12)), text, ButtonLook::primary,
               "Makes world B from the shown step on. Changes from now on are made in B; A stays as it was")) {
        try {
            app.session.fork(at.shown, {});
            app.levers->moves[1] = std::exchange(app.levers->moves[0], {});
        } catch (const std::exception& failure) {
            app.say(failure.what(), true);
        }
        *ui.animating = true;
    }
}

}  // namespace

void draw_badge(Ui& ui, Rect square, WorldId world) {
    const Colour colour = ui.colour(world == WorldId::a ? Tone::first_world : Tone::second_world);
    ui.canvas.fill(square, colour, ui.px(6));
    label(ui, square, world == WorldId::a ? "A" : "B", Font::body_bold, Tone::on_accent, Align::centre);
}

std::string world_title(const App& app, WorldId world) {
    const std::vector<NotedChange>& changes = app.session.changes(world);
    if (changes.empty()) return "Rules as opened";
    if (changes.size() == 1) return changes.front().title;
    return changes.back().title + ", and " + counted(changes.size() - 1, "earlier change");
}

void draw_compare(Ui& ui, App& app, Rect rect) {
    const std::optional<LookedAt> at = looked_at(app);
    if (!at) return;
    choose_b_once(app, *at);
    if (!at->b) return draw_no_second_world(ui, app, *at, rect);
    const float gap = ui.px(10), width = rect.w / ui.theme.scale;
    draw_compare_levers(ui, app, *at, rect.take_left(ui.px(std::clamp(width * 0.18F, 240.0F, 340.0F)), gap));
    const Rect charts = rect.take_right(ui.px(std::clamp(width * 0.325F, 380.0F, 900.0F)), gap);
    Rect maps = rect.take_top(std::round(rect.h * 0.52F), gap);
    const Rect left = maps.take_left(std::floor((maps.w - gap) / 2), gap);
    draw_map(ui, app, left, WorldId::a);
    draw_map(ui, app, maps, WorldId::b);
    draw_outcomes(ui, app, *at, rect);
    draw_compare_charts(ui, app, *at, charts);
}

}  // namespace enclosure::viz
