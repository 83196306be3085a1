#include "viz/panels/timeline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "analysis/chart/ticks.h"
#include "sim/indicators/regime_measures.h"
#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/panels/words.h"
#include "viz/studies/studies_view.h"

namespace enclosure::viz {

namespace {

constexpr float left_room = 116;  // points, for words and buttons
constexpr float marks_height = 18;
constexpr float regime_height = 5;
constexpr float axis_height = 17;

struct TimelineRooms {
    Rect left, marks, regimes, strip, axis;
};

TimelineRooms rooms_of(const Ui& ui, Rect rect) {
    TimelineRooms rooms;
    Rect room = rect.inset(ui.px(16), ui.px(6));
    room.w -= ui.px(6);
    rooms.left = room.take_left(ui.px(left_room), ui.px(8));
    rooms.marks = room.take_top(ui.px(marks_height));
    rooms.axis = room.take_bottom(ui.px(axis_height));
    rooms.regimes = room.take_bottom(ui.px(regime_height), ui.px(1));
    rooms.strip = room;
    return rooms;
}

std::string_view regime_name(int regime) {
    constexpr std::array<std::string_view, 6> names{"none",       "closed monopoly", "closed oligopoly",
                                                    "fragmented", "coexistence",     "open dominance"};
    return regime >= 0 && static_cast<std::size_t>(regime) < names.size() ? names[static_cast<std::size_t>(regime)] : names[0];
}

Colour regime_colour(const Ui& ui, int regime) {
    switch (static_cast<Regime>(regime)) {
        case Regime::closed_monopoly:
            return ui.colour(Tone::closed);
        case Regime::closed_oligopoly:
            return mixed(ui.colour(Tone::card), ui.colour(Tone::closed), 0.55F);
        case Regime::fragmented:
            return ui.colour(Tone::faint);
        case Regime::coexistence:
            return ui.colour(Tone::hybrid);
        case Regime::open_dominance:
            return ui.colour(Tone::open);
        case Regime::none:
            break;
    }
    return ui.colour(Tone::grid);
}

void read_track(TimelineState& state, const std::shared_ptr<const Track>& track) {
    const std::size_t size = track->size();
    if (state.track != track) {
        state = TimelineState{.asks = false, .track = track, .size = 0, .events = {}, .regimes = {}, .shares = {}};
    } else if (state.size == size) {
        return;
    }
    for (std::size_t step = state.size; step < size; ++step) {
        const StepRecord& record = track->record(step);
        state.shares.push_back(seat_shares(record));
        if (step == 0) continue;
        for (const ChronicleEntry& entry : record.events) state.events.push_back({step, event_class(entry.kind)});
    }
    state.regimes = regime_spans(*track, size);
    state.size = size;
}

// Shares of closed, hybrid and open vendors, one on the other; what lies after the cursor is paler.
void draw_shares(Ui& ui, const TimelineState& state, const TimelineScale& scale, std::size_t shown) {
    const Rect strip = scale.strip;
    const auto draw_part = [&](std::size_t first, std::size_t last, float strength) {
        if (last <= first) return;
        // No more points than pixels.
        const double steps_per_pixel = static_cast<double>(scale.steps) / std::max(1.0F, strip.w);
        const std::size_t stride = std::max<std::size_t>(1, static_cast<std::size_t>(steps_per_pixel));
        std::vector<Place> floor, closed, hybrid, open;
        for (std::size_t step = first;; step = std::min(last, step + stride)) {
            const SeatShares& s = state.shares[step];
            const float x = scale.place(static_cast<double>(step));
            const auto y = [&](double share) { return strip.bottom() - static_cast<float>(std::clamp(share, 0.0, 1.0)) * strip.h; };
            floor.push_back({x, strip.bottom()});
            closed.push_back({x, y(s.closed)});
            hybrid.push_back({x, y(s.closed + s.hybrid)});
            open.push_back({x, y(s.closed + s.hybrid + s.open)});
            if (step == last) break;
        }
        ui.canvas.area(closed, floor, ui.colour(Tone::closed).with_alpha(0.75F * strength));
        ui.canvas.area(hybrid, closed, ui.colour(Tone::hybrid).with_alpha(0.75F * strength));
        ui.canvas.area(open, hybrid, ui.colour(Tone::open).with_alpha(0.75F * strength));
    };
    const std::size_t newest = state.size - 1;
    draw_part(0, std::min(shown, newest), 1);
    draw_part(std::min(shown, newest), newest, 0.45F);
}

void draw_not_yet_run(Ui& ui, Rect part) {
    if (part.w < 1) return;
    ui.canvas.push_clip(part);
    const float gap = ui.px(8);
    for (float x = part.x - part.h; x < part.right(); x += gap) {
        const Place line[] = {{x, part.bottom()}, {x + part.h, part.y}};
        ui.canvas.line(line, ui.colour(Tone::grid));
    }
    ui.canvas.pop_clip();
}

void draw_regimes(Ui& ui, const TimelineState& state, const TimelineScale& scale, Rect room, std::size_t shown) {
    for (const RegimeSpan& span : state.regimes) {
        const float from = scale.place(static_cast<double>(span.first) - 1);
        const float to = scale.place(static_cast<double>(span.last));
        const Rect band{from, room.y, to - from, room.h};
        const bool past = span.first > shown;
        ui.canvas.fill(band, regime_colour(ui, span.regime).with_alpha(past ? 0.4F : 0.9F));
        if (ui.hovers({band.x, band.y - ui.px(2), band.w, band.h + ui.px(4)}))
            ui.tooltip("Regime: " + std::string(regime_name(span.regime)), "Months " + std::to_string(span.first) + " to " +
                                                                               std::to_string(span.last) +
                                                                               ". By the open share of seats and the index of vendors.");
    }
}

void draw_axis(Ui& ui, const Track& track, const TimelineScale& scale, Rect room) {
    const auto days = [](Date date) { return static_cast<double>(date.time_since_epoch().count()); };
    const TimeSpan& time = track.loaded().scenario.time;
    const double first = days(track.record(0).date);
    const double last = days(date_after(time.start, static_cast<double>(scale.steps) * time.step));
    const int wanted = std::max(2, static_cast<int>(scale.strip.w / ui.px(90)));
    float free_from = room.x - ui.px(30);
    for (const Tick& tick : time_ticks({first, last}, wanted)) {
        const double share = (tick.value - first) / (last - first);
        const float x = scale.strip.x + static_cast<float>(share) * scale.strip.w;
        const float half = ui.canvas.width_of(tick.label, Font::number_small) / 2;
        const Place line[] = {{x, scale.strip.bottom()}, {x, room.y + ui.px(3)}};
        ui.canvas.line(line, ui.colour(Tone::faint));
        const float at = std::min(x, scale.strip.right() - half + ui.px(16));
        if (at - half < free_from) continue;
        free_from = at + half + ui.px(8);
        ui.canvas.text({at, room.y + ui.px(4)}, tick.label, Font::number_small, ui.colour(Tone::faint), Align::centre);
    }
}

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

void draw_events_marks(Ui& ui, App& app, const TimelineState& state, const TimelineScale& scale, Rect room) {
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

void draw_changes(Ui& ui, App& app, const TimelineScale& scale, const TimelineRooms& rooms) {
    for (const WorldId world : {WorldId::a, WorldId::b}) {
        if (!app.session.track(world)) continue;
        const Tone tone = app.session.status().forked ? (world == WorldId::a ? Tone::first_world : Tone::second_world) : Tone::policy;
        for (const NotedChange& change : app.session.changes(world)) {
            const float x = std::round(scale.place(static_cast<double>(change.step)));
            const Place line[] = {{x, rooms.marks.y}, {x, rooms.strip.bottom()}};
            ui.canvas.line(line, ui.colour(tone), ui.px(2), Dash::dashed);
            const Place flag[] = {{x, rooms.marks.y}, {x + ui.px(8), rooms.marks.y + ui.px(4)}, {x, rooms.marks.y + ui.px(8)}};
            ui.canvas.shape(flag, ui.colour(tone));
            if (ui.hovers({x - ui.px(4), rooms.marks.y, ui.px(9), rooms.strip.bottom() - rooms.marks.y}))
                ui.tooltip("Month " + std::to_string(change.step) + (world == WorldId::b ? ", world B" : ""), change.title);
        }
    }
}

void draw_handle(Ui& ui, float x, const TimelineRooms& rooms) {
    x = std::round(x);
    // Not over the marks: it would hide the newest one's count.
    const Place line[] = {{x, rooms.strip.y - ui.px(1)}, {x, rooms.strip.bottom() + ui.px(3)}};
    ui.canvas.line(line, ui.colour(Tone::text), ui.px(2));
    const Rect knob{x - ui.px(5), rooms.strip.middle().y - ui.px(7), ui.px(10), ui.px(14)};
    ui.canvas.fill(knob, ui.colour(Tone::text), ui.px(3));
    for (const float dx : {-1.5F, 1.5F}) {
        const Place groove[] = {{x + ui.px(dx), knob.y + ui.px(4)}, {x + ui.px(dx), knob.bottom() - ui.px(4)}};
        ui.canvas.line(groove, ui.colour(Tone::card));
    }
}

std::string month_words(const Track& track, std::size_t step) {
    return in_words(step_name(track.loaded().scenario.time.step)) + " " + std::to_string(step) + ", " +
           day_text(static_cast<double>(track.record(step).date.time_since_epoch().count()));
}

void draw_left(Ui& ui, App& app, const TimelineState& state, Rect room) {
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

void draw_question(Ui& ui, App& app, const TimelineScale& scale, Rect rect) {
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

// One step back or forward, to the begin, to the newest. The space bar belongs to the top bar.
void take_keys(Ui& ui, App& app, std::size_t newest) {
    const std::size_t shown = std::min(app.view.cursor.value_or(newest), newest);
    if (take_key(ui, Key::left) && newest > 0) app.view.cursor = shown > 0 ? shown - 1 : 0;
    // At the newest step the key is the top bar's: one more step of the model.
    if (app.view.cursor && take_key(ui, Key::right)) app.view.cursor = shown + 1 < newest ? std::optional(shown + 1) : std::nullopt;
    if (take_key(ui, Key::home) && newest > 0) app.view.cursor = 0;
    if (take_key(ui, Key::end)) app.view.cursor.reset();
}

}  // namespace

std::optional<std::size_t> cursor_at(const TimelineScale& scale, float x, std::size_t newest) {
    const std::size_t step = scale.step_at(x);
    return step < newest ? std::optional(step) : std::nullopt;
}

void draw_timeline(Ui& ui, App& app, Rect rect) {
    TimelineState& state = *app.timeline;
    ui.mark("timeline.panel", rect);
    card(ui, rect);
    const std::shared_ptr<const Track> track = app.session.track();
    if (!track || track->size() == 0) {
        ui.mark("timeline", rect);
        label(ui, rect.inset(ui.px(16), 0), "Nothing is open.", Font::small, Tone::muted);
        return;
    }
    look_at_watched_run(app);
    read_track(state, track);
    const std::size_t newest = state.size - 1;
    if (app.view.cursor && *app.view.cursor >= newest) app.view.cursor.reset();
    take_keys(ui, app, newest);
    const TimelineRooms rooms = rooms_of(ui, rect);
    const TimelineScale scale{rooms.strip, std::max<std::size_t>(1, track->steps_total())};
    const Rect play{rooms.strip.x, rooms.strip.y, rooms.strip.w + 1, rooms.axis.bottom() - rooms.strip.y};
    ui.mark("timeline", play, std::to_string(app.view.cursor.value_or(newest)));
    const Grip hold = grip(ui, "timeline", play);
    if (hold.held || hold.pressed) {
        app.view.cursor = cursor_at(scale, ui.input.pointer.x, newest);
        *ui.animating = true;
    }
    const std::size_t shown = app.view.cursor.value_or(newest);
    const float edge = scale.place(static_cast<double>(newest));
    draw_not_yet_run(ui, {edge, rooms.strip.y, rooms.strip.right() - edge, rooms.strip.h});
    draw_shares(ui, state, scale, shown);
    draw_regimes(ui, state, scale, rooms.regimes, shown);
    draw_axis(ui, *track, scale, rooms.axis);
    draw_events_marks(ui, app, state, scale, rooms.marks);
    draw_changes(ui, app, scale, rooms);
    if (hold.hovered && !hold.held) {
        const std::size_t under = std::min(scale.step_at(ui.input.pointer.x), newest);
        const SeatShares& s = state.shares[under];
        std::array<char, 64> line{};
        std::snprintf(line.data(), line.size(), "open %.1f %%, hybrid %.1f %%, closed %.1f %%", s.open * 100, s.hybrid * 100,
                      s.closed * 100);
        ui.tooltip(month_words(*track, under), std::string(line.data()) + " of seats in use");
        if (scale.step_at(ui.input.pointer.x) <= newest) app.view.crosshair = static_cast<double>(under);
    }
    if (app.view.crosshair && *app.view.crosshair <= static_cast<double>(scale.steps)) {
        const float x = std::round(scale.place(*app.view.crosshair));
        const Place line[] = {{x, rooms.strip.y}, {x, rooms.strip.bottom()}};
        ui.canvas.line(line, ui.colour(Tone::accent).with_alpha(0.7F));
    }
    draw_handle(ui, scale.place(static_cast<double>(shown)), rooms);
    draw_left(ui, app, state, rooms.left);
    draw_question(ui, app, scale, rect);
}

}  // namespace enclosure::viz
