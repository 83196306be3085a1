#include "viz/panels/distribution.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "sim/base/paired.h"
#include "sim/indicators/indicator.h"
#include "viz/kit/widgets.h"
#include "viz/panels/charts.h"
#include "viz/panels/indicator_text.h"
#include "viz/plot/bar_plot.h"

namespace enclosure::viz {

namespace {

constexpr std::array<std::string_view, 3> member_kinds{"Segments", "Regions", "Firms"};
constexpr std::array<std::string_view, 2> forms{"Bars", "Histogram"};

std::span<const MemberIndicator> table_of(std::size_t kind) {
    return kind == 0 ? segment_indicators() : kind == 1 ? region_indicators() : firm_indicators();
}

double number_of(const StepRecord& record, std::size_t kind, std::size_t indicator, std::size_t member) {
    const auto& all = kind == 0 ? record.segments : kind == 1 ? record.regions : record.firm_series;
    return indicator < all.size() && member < all[indicator].size() ? all[indicator][member] : not_defined;
}

BarPlot bars_of(const Ui& ui, const LookedAt& at, std::size_t kind, std::size_t indicator) {
    const MemberIndicator& facts = table_of(kind)[indicator];
    const StepRecord& record = at.a->record(at.shown);
    const StepRecord* other = at.b && at.shown < at.b->size() ? &at.b->record(at.shown) : nullptr;
    BarPlot plot;
    plot.id = fmt::format("{}-{}", facts.name, kind == 0 ? "segments" : kind == 1 ? "regions" : "firms");
    plot.title = indicator_title(facts.name);
    plot.unit = short_unit(facts.name, facts.unit);
    plot.form = indicator_form(facts.name, facts.unit);
    if (other != nullptr) plot.ghost_name = "B";
    const Population& population = at.a->population();
    const std::size_t members = kind == 0 ? population.segments.size() : kind == 1 ? population.regions.size() : record.firms.size();
    for (std::size_t m = 0; m < members; ++m) {
        BarRow row;
        row.value = number_of(record, kind, indicator, m);
        row.ghost = other != nullptr ? number_of(*other, kind, indicator, m) : not_defined;
        row.colour = ui.colour(Tone::accent);
        if (kind == 2) {
            const FirmRecord& firm = record.firms[m];
            if (!firm.alive) continue;  // its numbers are not defined
            row.name = firm.label;
            row.colour = ui.colour(openness_tone(firm.openness));
        } else {
            row.name = kind == 0 ? population.segments[m] : population.regions[m];
        }
        plot.rows.push_back(std::move(row));
    }
    return plot;
}

}  // namespace

void draw_distribution(Ui& ui, App& app, const LookedAt& at, Rect rect) {
    ChartsState& state = *app.charts;
    Rect room = card(ui, rect);
    Rect first = room.take_top(ui.px(30), ui.px(8));
    segmented(ui, "distribution.members", first.take_left(ui.px(250), ui.px(8)), member_kinds, state.members);
    segmented(ui, "distribution.form", first.take_right(std::min(first.w, ui.px(180))), forms, state.form);
    const std::span<const MemberIndicator> table = table_of(state.members);
    std::vector<std::string> titles;
    for (const MemberIndicator& facts : table) titles.push_back(indicator_title(facts.name));
    std::size_t& indicator = state.indicator[state.members];
    Rect second = room.take_top(ui.px(30), ui.px(12));
    const Rect save_data = second.take_right(ui.px(56), ui.px(6));
    const Rect save_picture = second.take_right(ui.px(56), ui.px(8));
    drop_down(ui, "distribution.indicator", second, titles, indicator);

    const BarPlot plot = bars_of(ui, at, state.members, indicator);
    if (button(ui, "distribution.svg", save_picture, "SVG", ButtonLook::plain, "Save the bars as a picture")) {
        save_text(app, plot.id, "svg", bars_svg(plot, ui.theme, rect.w, stamp_of(app, at), &ui.canvas));
    }
    if (button(ui, "distribution.csv", save_data, "CSV", ButtonLook::plain, "Save the numbers"))
        save_text(app, plot.id, "csv", bars_csv(plot, stamp_of(app, at)));

    const MemberIndicator& facts = table[indicator];
    const std::string when = fmt::format("{}. {}", moment_title(at, static_cast<double>(at.shown)), facts.doc);
    room.take_top(ui.paragraph({room.x, room.y}, when, Font::small, Tone::muted, room.w), ui.px(10));
    ui.mark("distribution", room, fmt::format("{}", plot.rows.size()));
    if (plot.rows.empty()) {
        ui.text({room.x, room.y}, "There are none yet.", Font::body, Tone::muted, room.w);
    } else if (state.form == 0) {
        scroll_area(ui, "distribution.scroll", room, [&](Rect rows) { return draw_bars(ui.canvas, ui.theme, rows, plot); });
    } else {
        draw_histogram(ui.canvas, ui.theme, room.take_top(std::min(room.h, ui.px(320))), plot, ui.colour(Tone::accent));
    }
}

}  // namespace enclosure::viz
