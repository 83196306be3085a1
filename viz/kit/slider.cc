#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"

namespace enclosure::viz {

namespace {

constexpr std::uint32_t slide_keys = key_bit(Key::left) | key_bit(Key::right) | key_bit(Key::home) | key_bit(Key::end) |
                                     key_bit(Key::page_up) | key_bit(Key::page_down) | key_bit(Key::del);

// A logarithmic scale needs a positive lower end; a range from zero gets four powers of ten, and zero itself at the left edge.
double lower_end(const SliderRange& range) {
    return range.low > 0 ? range.low : range.high * 1e-4;
}

double share_of(const SliderRange& range, double value) {
    if (!(range.high > range.low)) return 0;
    if (range.logarithmic && range.high > 0) {
        const double low = lower_end(range);
        return value <= low ? 0 : std::clamp(std::log(value / low) / std::log(range.high / low), 0.0, 1.0);
    }
    return std::clamp((value - range.low) / (range.high - range.low), 0.0, 1.0);
}

// Values that a hand sets are round: a two-hundredth of the range or finer, three digits on a logarithmic scale.
double rounded(double value, double step) {
    return step > 0 ? std::round(value / step) * step : value;
}

double value_at(const SliderRange& range, double share) {
    share = std::clamp(share, 0.0, 1.0);
    if (share == 0) return range.low;
    if (share == 1) return range.high;
    double value = 0;
    double step = 1;
    if (range.logarithmic && range.high > 0) {
        const double low = lower_end(range);
        value = low * std::pow(range.high / low, share);
        step = std::pow(10, std::floor(std::log10(value)) - 2);
    } else {
        value = range.low + share * (range.high - range.low);
        step = std::pow(10, std::floor(std::log10((range.high - range.low) / 200)));
    }
    if (range.whole) step = std::max(1.0, std::round(step));
    value = rounded(value, step);
    // Without the dust of the last place: 0.3, not 0.30000000000000004.
    return std::clamp(std::stod(fmt::format("{:.10g}", value)), range.low, range.high);
}

bool move_by_key(Ui& ui, const SliderRange& range, double& value) {
    double share = share_of(range, value);
    const double before = value;
    const auto go = [&](double by) {
        double next = value_at(range, share + by);
        if (range.whole && next == value) next = std::clamp(value + (by > 0 ? 1 : -1), range.low, range.high);
        value = next;
        share = share_of(range, value);
    };
    while (take_own_key(ui, Key::left)) go(-0.01);
    while (take_own_key(ui, Key::right)) go(0.01);
    while (take_own_key(ui, Key::page_down)) go(-0.1);
    while (take_own_key(ui, Key::page_up)) go(0.1);
    if (take_own_key(ui, Key::home)) value = range.low;
    if (take_own_key(ui, Key::end)) value = range.high;
    if (take_own_key(ui, Key::del) && range.tick) value = *range.tick;
    return value != before;
}

}  // namespace

bool slider(Ui& ui, std::string_view name, Rect rect, const SliderRange& range, double& value, bool changed_from_default, bool* done,
            bool enabled) {
    ui.mark(name, rect, fmt::format("{:.10g}", value));
    const float radius = ui.px(7);
    const Rect track{rect.x + radius, std::round(rect.middle().y) - ui.px(2), rect.w - 2 * radius, ui.px(4)};
    const auto place_of = [&](double v) { return track.x + track.w * static_cast<float>(share_of(range, v)); };
    bool changed = false;
    Grip held;
    if (enabled) {
        held = grip(ui, name, rect);
        const bool focused = focusable(ui, name, rect, slide_keys);
        const double before = value;
        if (held.hovered && ui.input.double_click && range.tick) {
            value = *range.tick;
            if (done != nullptr) *done = true;
        } else if (held.pressed || held.held || held.released) {
            const double tick_place = range.tick ? place_of(*range.tick) : -1e9;
            const bool moved = ui.input.pointer != ui.state.grabbed_at || held.pressed;
            if (moved) value = value_at(range, (ui.input.pointer.x - track.x) / track.w);
            if (range.tick && std::abs(ui.input.pointer.x - tick_place) < ui.px(4))
                value = *range.tick;  // the default is easily found again
            if (held.released && done != nullptr) *done = true;
        } else if (focused && move_by_key(ui, range, value) && done != nullptr) {
            *done = true;
        }
        changed = value != before;
    }
    const float x = std::round(place_of(value));
    const Colour rest = mixed(ui.colour(Tone::border), ui.colour(Tone::faint), 0.15F);
    ui.canvas.fill(track, rest, ui.px(2));
    const Colour filled = !enabled ? ui.colour(Tone::border) : ui.colour(changed_from_default ? Tone::accent : Tone::faint);
    ui.canvas.fill({track.x, track.y, x - track.x, track.h}, filled, ui.px(2));
    if (range.tick) {
        const float notch = std::round(place_of(*range.tick));
        ui.canvas.fill({notch - ui.px(1), track.y - ui.px(4), ui.px(2), track.h + ui.px(8)}, ui.colour(Tone::muted), 0);
    }
    const Place knob{x, track.middle().y};
    const bool dark = ui.theme.kind == ThemeKind::dark;
    ui.canvas.disc(knob, radius, dark ? ui.colour(Tone::card) : mixed(ui.colour(Tone::border), ui.colour(Tone::faint), 0.5F));
    const Colour face = dark ? ui.colour(Tone::text) : ui.colour(Tone::card);
    ui.canvas.disc(knob, radius - ui.px(1), !enabled ? ui.colour(Tone::faint) : face);
    if (held.hovered || held.held) ui.canvas.ring(knob, radius + ui.px(2), ui.colour(Tone::accent), ui.px(2));
    return changed;
}

}  // namespace enclosure::viz
