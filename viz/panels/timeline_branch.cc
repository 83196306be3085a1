// What stands beside the timeline, and the way back: on from the month that is shown, if what follows may be forgotten.
#include <algorithm>
#include <cmath>
#include <string>

#include "viz/kit/widgets.h"
#include "viz/panels/timeline_parts.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

void draw_timeline_words(Ui& ui, App& app, const TimelineState& state, Rect room) {
    const std::size_t newest = state.size - 1;
    label(ui, room.take_top(ui.px(20)), "Timeline", Font::body_bold, Tone::text);
    const Rect recorded = room.take_top(ui.px(14), ui.px(3));
    label(ui, recorded, "0–" + std::to_string(newest) + ", " + bytes_words(app.session.status().history_bytes), Font::tiny, Tone::faint,
          Align::left, true);
    if (ui.hovers(recorded))
        ui.tooltip("Recorded: months 0 to " + std::to_string(newest),
                   bytes_words(app.session.status().history_bytes) + " of history, with " +
                       counted(app.session.status().keyframes, "whole state") + " to go back to.");
    Rect buttons = room.take_top(ui.px(26));
    const bool back = app.view.cursor.has_value();
    const Rect live = buttons.take_left(std::floor((buttons.w - ui.px(6)) / 2), ui.px(6));
    if (button(ui, "timeline.live", live, "Live", ButtonLook::plain, "Show the newest month (End)", back)) app.view.cursor.reset();
    if (button(ui, "timeline.branch", buttons, "Branch", ButtonLook::plain,
               app.timeline->asks
                   ? ""
                   : "Go back to the month that is shown, and on from there\nWhat follows is forgotten; you are asked first.",
               back))
        app.timeline->asks = true;
}

void draw_branch_question(Ui& ui, App& app, const TimelineScale& scale, Rect rect) {
    TimelineState& state = *app.timeline;
    if (!state.asks) return;
    if (!app.view.cursor || *app.view.cursor + 1 >= state.size) {
        state.asks = false;
        return;
    }
    const std::size_t step = *app.view.cursor;
    const std::size_t newest = state.size - 1;
    std::size_t changes = 0;
    for (const WorldId world : {WorldId::a, WorldId::b}) {
        if (!app.session.track(world)) continue;
        for (const NotedChange& change : app.session.changes(world)) changes += change.step >= step ? 1 : 0;
    }
    const float width = ui.px(330);
    const float height = ui.px(96);
    const float x = std::clamp(scale.place(static_cast<double>(step)) - width / 2, rect.x + ui.px(8), rect.right() - width - ui.px(8));
    const Rect bubble{x, rect.y - height - ui.px(2), width, height};
    const std::string name = step_name(state.track->loaded().scenario.time.step);
    std::string text = in_words(name) + "s " + std::to_string(step + 1) + " to " + std::to_string(newest) + " are forgotten";
    if (changes > 0) text += ", and " + counted(changes, "change") + " of rules with them";
    text += ".";
    ui.on_top("timeline.question", bubble, [&app, bubble, text, step, name](Ui& top) {
        top.canvas.fill({bubble.x, bubble.y + top.px(2), bubble.w, bubble.h}, Colour{0, 0, 0, 70}, top.px(8));
        top.canvas.fill(bubble, top.colour(Tone::raised), top.px(8));
        top.canvas.outline(bubble, top.colour(Tone::border), top.px(8));
        Rect inside = bubble.inset(top.px(12), top.px(10));
        Rect buttons = inside.take_bottom(top.px(28), top.px(6));
        label(top, inside.take_top(top.px(20)), "Go on from " + name + " " + std::to_string(step) + "?", Font::body_bold, Tone::text);
        top.paragraph({inside.x, inside.y}, text, Font::small, Tone::muted, inside.w);
        const Rect yes = buttons.take_right(top.px(100), top.px(8));
        const Rect no = buttons.take_right(top.px(80));
        if (button(top, "timeline.branch.no", no, "Keep", ButtonLook::quiet)) app.timeline->asks = false;
        if (button(top, "timeline.branch.yes", yes, "Go on here", ButtonLook::primary)) {
            app.timeline->asks = false;
            app.session.rewind(step);
            app.view.cursor.reset();
            app.say("Went back to " + name + " " + std::to_string(step));
        }
    });
}

}  // namespace enclosure::viz
