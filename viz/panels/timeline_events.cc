// Marks on the timeline: what happened, and what was changed.
#include <cmath>
#include <string>
#include <vector>

#include "viz/kit/widgets.h"
#include "viz/panels/timeline_parts.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

std::string names_of_events(const Track& track, const EventMark& mark) {
    constexpr std::size_t most = 6;
    std::string lines;
    std::size_t said = 0;
    for (std::size_t step = mark.step; step <= mark.last && step < track.size(); ++step) {
        for (const ChronicleEntry& entry : track.record(step).events) {
            if (++said > most) continue;
            lines += (lines.empty() ? "" : "\n") + ("m" + std::to_string(step)) + "  " + entry.kind + "  " + event_line(entry);
        }
    }
    if (said > most) lines += "\nand " + std::to_string(said - most) + " more";
    return lines;
}

}  // namespace

void draw_event_marks(Ui& ui, App& app, const TimelineState& state, const TimelineScale& scale, Rect room) {
    const std::vector<EventMark> marks = collapse(state.events, scale, ui.px(30));
    for (const EventMark& mark : marks) {
        const std::string count = mark.count > 1 ? std::to_string(mark.count) : "";
        const float width = count.empty() ? 0 : ui.canvas.width_of(count, Font::tiny) + ui.px(3);
        const float radius = ui.px(4.5F);
        const Rect place{mark.x - radius - width / 2, room.y, 2 * radius + width, room.h};
        const bool later = app.view.cursor && mark.step > *app.view.cursor;
        const bool hovered = ui.hovers(place);
        draw_event_mark(ui.canvas, mark.kind, {place.x + radius, room.middle().y}, hovered ? radius * 1.2F : radius,
                        ui.colour(event_tone(mark.kind)).with_alpha(later ? 0.45F : 1.0F));
        if (!count.empty())
            label(ui, {place.x + 2 * radius + ui.px(2), room.y, width + ui.px(2), room.h}, count, Font::tiny,
                  later ? Tone::faint : Tone::muted);
        if (!hovered) continue;
        const std::string when = "month " + std::to_string(mark.step) + (mark.last > mark.step ? " to " + std::to_string(mark.last) : "");
        ui.tooltip(counted(mark.count, "event") + ", " + when, names_of_events(*state.track, mark));
        if (ui.input.pressed) app.view.cursor = mark.step < state.size - 1 ? std::optional(mark.step) : std::nullopt;
    }
}

void draw_change_flags(Ui& ui, App& app, const TimelineScale& scale, const TimelineRooms& rooms) {
    for (const WorldId world : {WorldId::a, WorldId::b}) {
        if (!app.session.track(world)) continue;
        const Tone tone = app.session.status().forked ? (world == WorldId::a ? Tone::first_world : Tone::second_world) : Tone::policy;
        for (const NotedChange& change : app.session.changes(world)) {
            const float x = std::round(scale.place(static_cast<double>(change.step)));
            const float top = rooms.strip.y;  // below the marks of events, which stand where they must
            const Place line[] = {{x, top}, {x, rooms.strip.bottom()}};
            ui.canvas.line(line, ui.colour(tone), ui.px(2), Dash::dashed);
            const auto flag = [&](float edge, Tone colour) {
                const Place corners[] = {
                    {x - edge, top - edge}, {x + ui.px(10) + 2 * edge, top + ui.px(5)}, {x - edge, top + ui.px(10) + edge}};
                ui.canvas.shape(corners, ui.colour(colour));
            };
            flag(ui.px(1.5F), Tone::card);  // seen on shares of its own colour too
            flag(0, tone);
            if (ui.hovers({x - ui.px(4), top, ui.px(14), rooms.strip.h}))
                ui.tooltip("Month " + std::to_string(change.step) + (world == WorldId::b ? ", world B" : ""), change.title);
        }
    }
}

}  // namespace enclosure::viz
