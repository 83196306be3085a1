#include <algorithm>
#include <cmath>

#include "analysis/chart/colour_scale.h"
#include "analysis/chart/number.h"
#include "viz/kit/widgets.h"
#include "viz/panels/pressable.h"
#include "viz/panels/words.h"
#include "viz/studies/study_pictures.h"

namespace enclosure::viz {

namespace {

Colour colour_of(const Rgb& rgb) {
    return {rgb.red, rgb.green, rgb.blue, 255};
}

Rgb step_rgb(const Ui& ui, std::size_t step) {
    const Ink& ink = sequential_inks[std::min(step, colour_steps - 1)];
    return ui.theme.kind == ThemeKind::dark ? ink.on_dark : ink.on_light;
}

void draw_scale(Ui& ui, const ColourScale& scale, std::string_view unit, Rect place) {
    const float width = place.w / static_cast<float>(colour_steps);
    for (std::size_t step = 0; step < colour_steps; ++step)
        ui.canvas.fill({place.x + width * static_cast<float>(step), place.y, width + 1, ui.px(9)}, colour_of(step_rgb(ui, step)));
    const float y = place.y + ui.px(12);
    ui.text({place.x, y}, number_text(scale.low), Font::number_small, Tone::muted, place.w);
    ui.text({place.right(), y}, number_text(scale.high), Font::number_small, Tone::muted, place.w, Align::right);
    ui.text({place.middle().x, y}, unit, Font::tiny, Tone::faint, place.w / 2, Align::centre, true);
}

void draw_no_data(Ui& ui, Rect cell) {
    ui.canvas.push_clip(cell);
    for (float x = cell.x - cell.h; x < cell.right(); x += ui.px(7)) {
        const Place line[] = {{x, cell.bottom()}, {x + cell.h, cell.y}};
        ui.canvas.line(line, ui.colour(Tone::grid));
    }
    ui.canvas.pop_clip();
}

void draw_cell(Ui& ui, StudiesState& state, const StudyHeat& heat, const ColourScale& scale, std::size_t i, Rect cell) {
    const double mean = heat.means[i];
    const std::size_t step = colour_step(scale, mean);
    if (step >= colour_steps) {
        draw_no_data(ui, cell);
    } else {
        const Rgb rgb = step_rgb(ui, step);
        ui.canvas.fill(cell, colour_of(rgb));
        const std::string text = number_text(mean, {.digits = 3});
        if (ui.canvas.width_of(text, Font::number_small) < cell.w - ui.px(6) && cell.h > ui.px(18))
            ui.canvas.text({cell.middle().x, cell.middle().y - ui.theme.line_height(Font::number_small) / 2}, text, Font::number_small,
                           colour_of(ink_on(rgb)), Align::centre);
    }
    const Pressable hold = pressable(ui, "studies.cell." + std::to_string(i), cell, number_text(mean));
    if (state.cell == i || hold.hovered) ui.canvas.outline(cell.inset(ui.px(1)), ui.colour(Tone::text), 0, ui.px(2));
    if (hold.hovered) {
        ui.tooltip(heat.columns[i % heat.columns.size()] + ", " + heat.rows[i / heat.columns.size()],
                   number_text(mean) + " mean of " + std::to_string(heat.runs[i].size()) + " runs\nClick to list these runs alone.");
    }
    if (hold.clicked) state.cell = state.cell == i ? std::optional<std::size_t>{} : i;
}

// Of which arm: of all that are shown, or of each.
void draw_heat_arm(Ui& ui, StudiesState& state, Rect place) {
    const StudyData& data = state.study->data;
    std::vector<std::string> choices{"All arms shown"};
    for (std::size_t arm = 0; arm < data.arms.size(); ++arm) choices.push_back(arm_title(data, arm));
    if (!drop_down(ui, "studies.heat.arm", place, choices, state.heat_arm, "Arm whose runs alone are in the cells")) return;
    state.cell.reset();
    state.stale = true;
    *ui.animating = true;
}

std::string heat_words(const StudiesState& state) {
    const StudyData& data = state.study->data;
    if (data.arms.size() < 2) return "Each cell: the mean over its runs";
    if (state.heat_arm == 0) return "Each cell: the mean over the runs of all arms that are shown";
    const std::size_t arm = state.heat_arm - 1;
    return "Each cell: the mean over the runs of " + arm_title(data, arm);
}

}  // namespace

void draw_study_heat(Ui& ui, StudiesState& state, Rect room) {
    const StudyData& data = state.study->data;
    if (data.factors.empty() || data.metrics.empty()) return draw_study_note(ui, room, "A heat map needs a factor and a metric.");
    std::vector<std::string> names;
    for (const FactorColumn& factor : data.factors) names.push_back(factor.column.title.empty() ? factor.column.id : factor.column.title);
    state.across = std::min(state.across, names.size() - 1);
    state.up = std::min(state.up, names.size() - 1);
    Rect head = room.take_top(ui.px(30), ui.px(10));
    const bool arms = data.arms.size() > 1;
    const float each = std::min(ui.px(230), (head.w - ui.px(arms ? 180 : 160)) / (arms ? 3 : 2));
    const std::size_t before = state.across * names.size() + state.up;
    drop_down(ui, "studies.across", head.take_left(each, ui.px(8)), names, state.across, "Factor across");
    label(ui, head.take_left(ui.px(24), ui.px(8)), "by", Font::small, Tone::faint, Align::centre);
    drop_down(ui, "studies.up", head.take_left(each, ui.px(8)), names, state.up, "Factor upwards");
    if (arms) draw_heat_arm(ui, state, head.take_left(each, ui.px(8)));
    if (state.cell && button(ui, "studies.cell.clear", head.take_right(std::min(ui.px(100), head.w)), "All cells", ButtonLook::plain,
                             "List the runs of all cells again"))
        state.cell.reset();
    if (before != state.across * names.size() + state.up) state.cell.reset();
    const StudyHeat heat = study_heat(data, state.across, state.up, state.metric, state.heat_runs);
    const ColourScale scale = make_colour_scale(ColourKind::sequential, extent(heat.means));
    const OutcomeColumn& metric = data.metrics[state.metric];
    const std::string unit = metric.unit == "1" ? (metric.title.empty() ? metric.id : metric.title) : unit_words(metric.unit);
    Rect foot = room.take_bottom(ui.px(30), ui.px(8));
    draw_scale(ui, scale, unit, foot.take_right(std::min(foot.w, ui.px(260)), ui.px(10)));
    label(ui, foot, heat_words(state), Font::tiny, Tone::faint, Align::left, true);
    const auto axis_name = [&](std::size_t k) {
        const std::string unit_name = unit_words(data.factors[k].column.unit);
        return names[k] + (unit_name.empty() ? "" : ", " + unit_name);
    };
    const Rect across_name = room.take_bottom(ui.px(18));
    const Rect up_name = room.take_top(ui.px(18), ui.px(2));
    ui.mark("studies.heat.across", across_name, axis_name(state.across));
    label(ui, across_name, axis_name(state.across), Font::small, Tone::text, Align::centre, true);
    label(ui, up_name, axis_name(state.up) + " (upwards)", Font::small, Tone::text, Align::left, true);
    const Rect below = room.take_bottom(ui.px(20), ui.px(4));
    float left = ui.px(40);
    for (const std::string& row : heat.rows)
        left = std::max(left, std::min(ui.px(130), ui.canvas.width_of(row, Font::number_small) + ui.px(10)));
    room.take_left(left);
    const float wide = room.w / static_cast<float>(heat.columns.size());
    const float high = room.h / static_cast<float>(heat.rows.size());
    const std::size_t every = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(ui.px(46) / std::max(1.0F, wide))));
    for (std::size_t column = 0; column < heat.columns.size(); column += every) {
        ui.text({room.x + (static_cast<float>(column) + 0.5F) * wide, below.y}, heat.columns[column], Font::number_small, Tone::muted,
                wide * static_cast<float>(every) - ui.px(4), Align::centre, true);
    }
    for (std::size_t row = 0; row < heat.rows.size(); ++row) {
        const float y = room.bottom() - (static_cast<float>(row) + 1) * high;
        ui.text({room.x - ui.px(6), y + high / 2 - ui.theme.line_height(Font::number_small) / 2}, heat.rows[row], Font::number_small,
                Tone::muted, left - ui.px(8), Align::right, true);
        for (std::size_t column = 0; column < heat.columns.size(); ++column)
            draw_cell(ui, state, heat, scale, row * heat.columns.size() + column,
                      {room.x + static_cast<float>(column) * wide, y, wide - 1, high - 1});
    }
    if (state.cell && *state.cell >= heat.runs.size()) state.cell.reset();
}

}  // namespace enclosure::viz
