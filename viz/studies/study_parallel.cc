#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/chart/number.h"
#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/studies/study_pictures.h"

namespace enclosure::viz {

namespace {

constexpr std::size_t most_lines = 500;  // more are not told apart, and cost

struct AxisRoom {
    float top = 0, bottom = 0;

    float y(double place) const { return bottom - static_cast<float>(place) * (bottom - top); }
    double place_at(float at) const { return std::clamp(static_cast<double>((bottom - at) / (bottom - top)), 0.0, 1.0); }
};

float axis_x(Rect room, std::size_t axis, std::size_t axes) {
    return axes < 2 ? room.middle().x : room.x + room.w * static_cast<float>(axis) / static_cast<float>(axes - 1);
}

void draw_run(Ui& ui, const StudiesState& state, std::size_t run, Rect room, const AxisRoom& upright, Colour colour, float width) {
    std::vector<Place> line;
    for (std::size_t i = 0; i < state.axes.size(); ++i) {
        const double place = state.axes[i].place(run);
        line.push_back({axis_x(room, i, state.axes.size()), std::isfinite(place) ? upright.y(place) : std::nanf("")});
    }
    ui.canvas.line(line, colour, width);
}

// The drawn run nearest to the pointer, by its height there; none farther than a few pixels.
std::optional<std::size_t> run_under(const Ui& ui, const StudiesState& state, const std::vector<std::size_t>& drawn, Rect room,
                                     const AxisRoom& upright) {
    const std::size_t axes = state.axes.size();
    if (axes < 2 || !ui.hovers(room)) return {};
    const float at = (ui.input.pointer.x - room.x) / room.w * static_cast<float>(axes - 1);
    const auto left = std::min(static_cast<std::size_t>(std::max(at, 0.0F)), axes - 2);
    const double share = static_cast<double>(at) - static_cast<double>(left);
    std::optional<std::size_t> nearest;
    float best = ui.px(6);
    for (const std::size_t run : drawn) {
        const double from = state.axes[left].place(run);
        const double to = state.axes[left + 1].place(run);
        if (!std::isfinite(from) || !std::isfinite(to)) continue;
        const float away = std::abs(upright.y(from + share * (to - from)) - ui.input.pointer.y);
        if (away < best) {
            best = away;
            nearest = run;
        }
    }
    return nearest;
}

std::string end_text(const StudyAxis& axis, double place) {
    if (axis.levels.empty()) return number_text(axis.value_at(place));
    const auto level = static_cast<std::size_t>(std::lround(std::max(axis.value_at(place), 0.0)));
    return level < axis.levels.size() ? axis.levels[level] : "";
}

void take_brush(Ui& ui, StudiesState& state, std::size_t i, float x, const AxisRoom& upright) {
    const Rect place{x - ui.px(9), upright.top - ui.px(4), ui.px(18), upright.bottom - upright.top + ui.px(8)};
    const std::string name = "studies.axis." + std::to_string(i);
    ui.mark(name, place, state.brushes[i] ? "1" : "0");
    const Grip hold = grip(ui, name, place);
    if (hold.hovered) ui.tooltip(state.axes[i].title, "Drag along the axis to keep the runs in between; a click takes the brush away.");
    if (!hold.held && !hold.released) return;
    const float began = ui.state.grabbed_at.y;
    const double a = upright.place_at(began);
    const double b = upright.place_at(ui.input.pointer.y);
    std::optional<AxisBrush> brush;
    if (std::abs(began - ui.input.pointer.y) > ui.px(3)) brush = AxisBrush{std::min(a, b), std::max(a, b)};
    state.brushes[i] = brush;
    state.cell.reset();
    state.stale = true;
    *ui.animating = true;
}

void draw_axis_words(Ui& ui, const StudyAxis& axis, std::size_t i, std::size_t axes, float x, Rect room, const AxisRoom& upright) {
    const float step = axes < 2 ? room.w : room.w / static_cast<float>(axes - 1);
    const Align align = i == 0 ? Align::left : i + 1 == axes ? Align::right : Align::centre;
    const float width = (align == Align::centre ? step : step / 2 + ui.px(30)) - ui.px(8);
    const float at = align == Align::left ? x - ui.px(30) : align == Align::right ? x + ui.px(30) : x;
    ui.text({at, room.y}, axis.title, Font::small, axis.factor ? Tone::text : Tone::accent, width, align, true);
    const std::string unit = axis.unit == "1" ? std::string(axis.factor ? "factor" : "metric") : axis.unit;
    ui.text({at, room.y + ui.px(16)}, unit, Font::tiny, Tone::faint, width, align, true);
    for (const double end : {0.0, 1.0}) {
        const float y = end == 0 ? upright.bottom + ui.px(4) : upright.top - ui.px(16);
        ui.text({at, y}, end_text(axis, end), Font::number_small, Tone::muted, width, align, true);
    }
}

}  // namespace

void draw_study_parallel(Ui& ui, StudiesState& state, Rect room) {
    if (state.axes.size() < 2) return draw_study_note(ui, room, "Parallel coordinates need a factor and a metric.");
    const AxisRoom upright{room.y + ui.px(56), room.bottom() - ui.px(26)};
    const Rect lines{room.x + ui.px(36), upright.top, room.w - ui.px(72), upright.bottom - upright.top};
    const std::size_t axes = state.axes.size();
    const std::vector<std::size_t> drawn = thinned(state.runs, most_lines);
    if (const auto under = run_under(ui, state, drawn, lines, upright)) state.pointed = under;
    const bool any_brush = std::any_of(state.brushes.begin(), state.brushes.end(), [](const auto& brush) { return brush.has_value(); });
    if (any_brush) {
        std::vector<std::size_t> all;
        for (std::size_t run = 0; run < state.study->data.runs(); ++run) all.push_back(run);
        for (const std::size_t run : thinned(all, most_lines / 2)) draw_run(ui, state, run, lines, upright, ui.colour(Tone::grid), 1);
    }
    const float alpha = std::clamp(40.0F / static_cast<float>(drawn.size() + 1), 0.25F, 0.8F);
    for (const std::size_t run : drawn)
        draw_run(ui, state, run, lines, upright, arm_colour(ui, state.study->data.arm[run]).with_alpha(alpha), 1);
    if (state.pointed) draw_run(ui, state, *state.pointed, lines, upright, ui.colour(Tone::text), ui.px(2));
    for (std::size_t i = 0; i < axes; ++i) {
        const float x = axis_x(lines, i, axes);
        const Place line[] = {{x, upright.top}, {x, upright.bottom}};
        ui.canvas.line(line, ui.colour(Tone::faint), ui.px(1));
        if (state.brushes[i]) {
            const float top = upright.y(state.brushes[i]->to);
            const float bottom = upright.y(state.brushes[i]->from);
            ui.canvas.fill({x - ui.px(5), top, ui.px(10), bottom - top}, ui.colour(Tone::accent).with_alpha(0.35F), ui.px(2));
            ui.canvas.outline({x - ui.px(5), top, ui.px(10), bottom - top}, ui.colour(Tone::accent), ui.px(2));
        }
        draw_axis_words(ui, state.axes[i], i, axes, x, room, upright);
        take_brush(ui, state, i, x, upright);
    }
    ui.mark("studies.parallel", lines, std::to_string(state.runs.size()));
}

}  // namespace enclosure::viz
