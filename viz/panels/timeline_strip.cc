// The strip of the timeline: how open the market was, which regime it was in, dates, and the handle.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/chart/ticks.h"
#include "sim/indicators/regime_measures.h"
#include "viz/panels/timeline_parts.h"

namespace enclosure::viz {

namespace {

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

}  // namespace

void draw_share_strip(Ui& ui, const TimelineState& state, const TimelineScale& scale, std::size_t shown) {
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

void draw_regime_band(Ui& ui, const TimelineState& state, const TimelineScale& scale, Rect room, std::size_t shown) {
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

void draw_timeline_axis(Ui& ui, const Track& track, const TimelineScale& scale, Rect room) {
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

void draw_timeline_handle(Ui& ui, float x, const TimelineRooms& rooms) {
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

}  // namespace enclosure::viz
