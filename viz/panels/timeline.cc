#include "viz/panels/timeline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

#include "analysis/chart/ticks.h"
#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/panels/timeline_parts.h"
#include "viz/panels/words.h"
#include "viz/studies/studies_view.h"

namespace enclosure::viz {

namespace {

constexpr float left_room = 116;  // points, for words and buttons
constexpr float marks_height = 18;
constexpr float regime_height = 5;
constexpr float axis_height = 17;

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

std::string month_words(const Track& track, std::size_t step) {
    return in_words(step_name(track.loaded().scenario.time.step)) + " " + std::to_string(step) + ", " +
           day_text(static_cast<double>(track.record(step).date.time_since_epoch().count()));
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
    draw_share_strip(ui, state, scale, shown);
    draw_regime_band(ui, state, scale, rooms.regimes, shown);
    draw_timeline_axis(ui, *track, scale, rooms.axis);
    draw_event_marks(ui, app, state, scale, rooms.marks);
    draw_change_flags(ui, app, scale, rooms);
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
    draw_timeline_handle(ui, scale.place(static_cast<double>(shown)), rooms);
    draw_timeline_words(ui, app, state, rooms.left);
    draw_branch_question(ui, app, scale, rect);
}

}  // namespace enclosure::viz
