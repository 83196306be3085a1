#include "viz/panels/events.h"

#include <algorithm>
#include <cstdio>

#include "viz/kit/widgets.h"
#include "viz/panels/pressable.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

constexpr float row_height = 22;  // points

std::string month_text(std::size_t step) {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "m%03zu", step);
    return text.data();
}

void read_events(EventsState& state, const std::shared_ptr<const Track>& track, std::size_t step) {
    if (state.track == track && state.shown == step && state.searched == state.search && state.hid == state.hidden) return;
    state.track = track;
    state.shown = step;
    state.searched = state.search;
    state.hid = state.hidden;
    state.rows = logged_events(*track, step, state.hidden, state.search, state.counts);
}

// A pill for each kind that can be turned off and on, with its name; those that find no place in the head go on below it.
void draw_kind_pills(Ui& ui, EventsState& state, Rect line, Rect& room) {
    const float height = line.h;
    bool below = false;
    float x = line.x;
    for (std::size_t i = 0; i < event_class_count; ++i) {
        const auto kind = static_cast<EventClass>(i);
        const std::string_view name = event_class_name(kind);
        const float width = ui.canvas.width_of(name, Font::tiny) + ui.px(22);
        if (x + width > line.right()) {
            if (below) break;
            below = true;
            line = room.take_top(height, ui.px(4));
            x = line.x;
        }
        const Rect place{x, line.y, width, line.h};
        const Pressable hold = pressable(ui, "events.kind." + std::string(name), place, state.hidden[i] ? "0" : "1");
        if (hold.clicked) state.hidden[i] = !state.hidden[i];
        const bool on = !state.hidden[i];
        const Colour colour = on ? ui.colour(event_tone(kind)) : ui.colour(Tone::faint);
        ui.canvas.fill(place, colour.with_alpha(on ? 0.16F : 0.06F), place.h / 2);
        if (hold.hovered) ui.canvas.outline(place, colour, place.h / 2);
        draw_event_mark(ui.canvas, kind, {place.x + ui.px(10), place.middle().y}, ui.px(3.5F), colour.with_alpha(on ? 1.0F : 0.5F));
        ui.text({place.x + ui.px(17), place.y + (place.h - ui.theme.line_height(Font::tiny)) / 2}, name, Font::tiny,
                on ? Tone::text : Tone::faint, width);
        if (hold.hovered)
            ui.tooltip((on ? "Hide: " : "Show: ") + std::string(name),
                       counted(state.counts[i], "event") + " up to the month that is shown.");
        x += width + ui.px(4);
    }
}

void draw_event_row(Ui& ui, App& app, const LoggedEvent& logged, std::size_t number, Rect row) {
    const ChronicleEntry& entry = app.events->track->record(logged.step).events[logged.entry];
    const std::string name = "event." + std::to_string(number);
    const Pressable hold = pressable(ui, name, row, entry.kind);
    if (hold.hovered) ui.canvas.fill(row, ui.colour(Tone::hovered), ui.px(4));
    if (hold.clicked) app.view.cursor = logged.step;
    Rect line = row.inset(ui.px(6), 0);
    label(ui, line.take_left(ui.px(38), ui.px(6)), month_text(logged.step), Font::number_small, Tone::faint);
    const Rect place = line.take_left(ui.px(86), ui.px(8));
    const Colour colour = ui.colour(event_tone(logged.kind));
    const float width = ui.canvas.width_of(entry.kind, Font::tiny) + ui.px(16);
    const Rect around{place.x, row.y + ui.px(2), std::min(width, place.w), row.h - ui.px(4)};
    ui.canvas.fill(around, colour.with_alpha(0.16F), around.h / 2);
    label(ui, around, entry.kind, Font::tiny, event_tone(logged.kind), Align::centre, true);
    const std::string text = event_line(entry);
    label(ui, line, text, Font::small, Tone::text, Align::left, true);
    if (hold.hovered)
        ui.tooltip("Month " + std::to_string(logged.step) + ", " + to_string(app.events->track->record(logged.step).date), text);
}

}  // namespace

std::vector<LoggedEvent> logged_events(const Track& track, std::size_t step, const std::array<bool, event_class_count>& hidden,
                                       std::string_view words, std::array<std::size_t, event_class_count>& counts) {
    counts = {};
    std::vector<LoggedEvent> rows;
    for (std::size_t k = std::min(step + 1, track.size()); k-- > 1;) {
        const std::vector<ChronicleEntry>& events = track.record(k).events;
        for (std::size_t i = events.size(); i-- > 0;) {
            const ChronicleEntry& entry = events[i];
            const EventClass kind = event_class(entry.kind);
            ++counts[static_cast<std::size_t>(kind)];
            if (hidden[static_cast<std::size_t>(kind)]) continue;
            if (!words.empty() && !holds_words(entry.kind + " " + entry.subject + " " + entry.text, words)) continue;
            rows.push_back({k, i, kind});
        }
    }
    return rows;
}

void draw_events(Ui& ui, App& app, Rect rect) {
    EventsState& state = *app.events;
    ui.mark("events", rect);
    card(ui, rect);
    Rect room = rect.inset(ui.px(12), ui.px(9));
    const StepRecord* shown = app.shown();
    const std::shared_ptr<const Track> track = app.session.track();
    Rect head = room.take_top(ui.px(20), ui.px(6));
    label(ui, head.take_left(ui.px(52)), "Events", Font::body_bold, Tone::text);
    if (!track || !shown) return;
    read_events(state, track, shown->step);
    const Rect glass = head.take_right(ui.px(20), ui.px(4));
    if (icon_button(ui, "events.find", glass, state.searching ? Icon::close : Icon::search,
                    state.searching ? "Close the search" : "Search the events")) {
        state.searching = !state.searching;
        if (!state.searching) state.search.clear();
    }
    if (state.searching)
        text_field(ui, "events.search", {head.x, head.y - ui.px(2), head.w, ui.px(24)}, state.search, "Search the events");
    else
        draw_kind_pills(ui, state, head, room);
    if (state.rows.empty()) {
        const bool none = std::all_of(state.counts.begin(), state.counts.end(), [](std::size_t n) { return n == 0; });
        ui.paragraph({room.x, room.y + ui.px(4)}, none ? "Nothing has happened yet." : "Nothing matches.", Font::small, Tone::muted,
                     room.w);
        return;
    }
    const Rect window{room.x - ui.px(6), room.y, room.w + ui.px(12), room.h};
    scroll_area(ui, "events.list", window, [&](Rect inside) {
        const float height = ui.px(row_height);
        for (std::size_t i = 0; i < state.rows.size(); ++i) {
            const Rect row{inside.x, inside.y + static_cast<float>(i) * height, inside.w, height};
            // Thousands of rows may be there; those far out of sight are not drawn, and of no name.
            if (row.bottom() < window.y - height || row.y > window.bottom() + height) continue;
            draw_event_row(ui, app, state.rows[i], i, row);
        }
        return static_cast<float>(state.rows.size()) * height;
    });
}

}  // namespace enclosure::viz
