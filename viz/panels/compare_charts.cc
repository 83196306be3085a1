// Charts of two worlds: laid over one another, their difference, or side by side on one scale.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analysis/compare/difference_text.h"
#include "sim/indicators/indicator.h"
#include "sim/indicators/judgement.h"
#include "viz/kit/widgets.h"
#include "viz/panels/charts.h"
#include "viz/panels/compare.h"
#include "viz/panels/compare_parts.h"
#include "viz/panels/indicator_text.h"

namespace enclosure::viz {

namespace {

constexpr std::array<std::string_view, 3> first_compared{"open_share_users", "gap_months", "welfare"};

// Values of one world to be drawn, with a band if there is one.
struct ComparedSeries {
    std::vector<double> values, low, high;
};

ComparedSeries series_of(const App& app, const LookedAt& at, WorldId world, std::size_t row) {
    const auto runs = static_cast<CompareRuns>(app.compare->runs);
    if (runs != CompareRuns::this_seed) {
        ReplicateBand band = app.session.band(world, row);
        if (!band.middle.empty()) {
            if (runs == CompareRuns::median) return {std::move(band.middle), {}, {}};
            return {std::move(band.middle), std::move(band.low), std::move(band.high)};
        }
    }
    return {world_series(world == WorldId::a ? *at.a : *at.b, row), {}, {}};
}

Plot bare_plot(const LookedAt& at, std::size_t row, std::size_t length) {
    const Indicator& facts = indicators()[row];
    Plot plot;
    plot.id = "compare-" + std::string(facts.name);
    plot.title = indicator_title(facts.name);
    plot.unit = short_unit(facts.name, facts.unit);
    plot.form = indicator_form(facts.name, facts.unit);
    plot.from_zero = described_range(facts.name, facts.unit).lo >= 0;
    plot.x.assign(at.axis.days.begin(), at.axis.days.begin() + static_cast<std::ptrdiff_t>(std::min(length, at.axis.days.size())));
    if (at.shown + 1 < length) plot.shown = at.axis.day_at(static_cast<double>(at.shown));
    return plot;
}

// The step of which tags speak: the last of the values, or the right end of what is zoomed to.
std::size_t end_of(const App& app, const std::vector<double>& values) {
    const auto last = static_cast<double>(std::max<std::size_t>(values.size(), 1) - 1);
    return app.view.zoom ? static_cast<std::size_t>(std::clamp(std::floor(app.view.zoom->last), 0.0, last))
                         : static_cast<std::size_t>(last);
}

void add_world(Plot& plot, const Ui& ui, ComparedSeries series, WorldId world, bool tagged, std::size_t end_at) {
    const std::string name = world == WorldId::a ? "A" : "B";
    PlotLine line;
    line.name = name;
    line.colour = ui.colour(world == WorldId::a ? Tone::first_world : Tone::second_world);
    // Told apart without colour too: by the tags at their ends and by dashes.
    if (world == WorldId::b && tagged) line.dash = Dash::dashed;
    const double end = last_defined(series.values, end_at);
    if (tagged && std::isfinite(end)) plot.tags.push_back({end, fmt::format("{} {}", name, number_text(end, plot.form)), line.colour});
    line.values = std::move(series.values);
    line.low = std::move(series.low);
    line.high = std::move(series.high);
    plot.lines.push_back(std::move(line));
}

Plot overlay_plot(const Ui& ui, const App& app, const LookedAt& at, std::size_t row) {
    ComparedSeries a = series_of(app, at, WorldId::a, row), b = series_of(app, at, WorldId::b, row);
    Plot plot = bare_plot(at, row, std::max(a.values.size(), b.values.size()));
    const std::size_t end_a = end_of(app, a.values), end_b = end_of(app, b.values);
    add_world(plot, ui, std::move(a), WorldId::a, true, end_a);
    add_world(plot, ui, std::move(b), WorldId::b, true, end_b);
    return plot;
}

Plot difference_plot(const Ui& ui, const App& app, const LookedAt& at, std::size_t row) {
    const Indicator& facts = indicators()[row];
    const ComparedSeries a = series_of(app, at, WorldId::a, row), b = series_of(app, at, WorldId::b, row);
    const std::size_t n = std::min(a.values.size(), b.values.size());
    Plot plot = bare_plot(at, row, n);
    plot.title += ", B \u2212 A";
    plot.form = indicator_difference_form(facts.name, facts.unit);
    if (plot.form.factor == 100) plot.unit = "percentage points";
    plot.from_zero = true;
    PlotLine line;
    line.name = "B \u2212 A";
    for (std::size_t k = 0; k < n; ++k) line.values.push_back(b.values[k] - a.values[k]);
    line.colour = ui.colour(Tone::accent);
    const double end = last_defined(line.values, end_of(app, line.values));
    if (std::isfinite(end)) plot.tags.push_back({end, signed_text(end, plot.form), line.colour});
    plot.lines.push_back(std::move(line));
    return plot;
}

// Indicators that are compared: a few that matter most, then those that the live view has charts of.
std::vector<std::size_t> compared_rows(const App& app) {
    std::vector<std::size_t> rows;
    const auto add = [&](std::string_view name) {
        const std::optional<std::size_t> row = indicator_row(name);
        if (row && std::find(rows.begin(), rows.end(), *row) == rows.end()) rows.push_back(*row);
    };
    for (const std::string_view name : first_compared) add(name);
    for (const std::string& name : app.charts->shown) add(name);
    return rows;
}

struct ComparedChart {
    std::string name;
    std::size_t row = 0;
    Rect card;
    Plot plot;
    PlotFrame frame;
    PlotLayout layout;
};

constexpr float icon_side = 20;

ComparedChart place_compared(const Ui& ui, std::string name, std::size_t row, Rect rect, Plot plot, Extent days, float tag_width) {
    ComparedChart chart{std::move(name), row, rect, std::move(plot), {days, ui.px(icon_side), tag_width}, {}};
    chart.layout = lay_out_plot(ui.canvas, ui.theme, rect.inset(ui.px(12), ui.px(10)), chart.plot, chart.frame);
    return chart;
}

Extent all_values(const Plot& a, const Plot& b) {
    Extent range;
    for (const Plot* plot : {&a, &b}) {
        for (const PlotLine& line : plot->lines) {
            for (const auto* values : {&line.values, &line.low, &line.high}) range = join(range, extent(*values));
        }
    }
    if (a.from_zero && !empty(range)) range = join(range, {0, 0});
    return range;
}

std::vector<ComparedChart> place_charts_of_both(const Ui& ui, const App& app, const LookedAt& at, Rect room, float window_height,
                                                float& height) {
    const auto form = static_cast<CompareForm>(app.compare->form);
    Extent days = shown_days(app, at);
    // Replicates go to the end of the run, however far this one has come.
    const bool whole_run = app.compare->runs > 0 && app.session.replicates().made > 1 && !app.view.zoom;
    if (whole_run) days.high = at.axis.days.back();
    const float gap = ui.px(10), card_height = std::round(std::clamp((window_height - 4 * gap) / 5, ui.px(116), ui.px(220)));
    const std::vector<PlotUpright> uprights = change_uprights(ui, app, at, false);
    const ReplicateStatus replicates = app.session.replicates();
    const bool of_pairs = app.compare->runs > 0 && replicates.made > 1;
    const bool bands = of_pairs && static_cast<CompareRuns>(app.compare->runs) != CompareRuns::median;
    const std::string note = !of_pairs ? std::string{}
                                       : fmt::format("medians over {} pairs of runs{}", replicates.made,
                                                     bands ? "; low and high are the 10th and the 90th percentile" : "");
    std::vector<ComparedChart> charts;
    Rect left = room;
    left.h = 1e6F;
    // One width for the tags of all charts, so that their axes are aligned.
    std::vector<std::pair<std::size_t, std::vector<Plot>>> plots;
    float tag_width = 0;
    for (const std::size_t row : compared_rows(app)) {
        std::vector<Plot> made;
        if (form == CompareForm::overlay) made.push_back(overlay_plot(ui, app, at, row));
        if (form == CompareForm::difference) made.push_back(difference_plot(ui, app, at, row));
        if (form == CompareForm::split) {
            for (const WorldId world : {WorldId::a, WorldId::b}) {
                ComparedSeries series = series_of(app, at, world, row);
                Plot plot = bare_plot(at, row, series.values.size());
                plot.title = std::string(world == WorldId::a ? "A: " : "B: ") + plot.title;
                add_world(plot, ui, std::move(series), world, false, 0);
                made.push_back(std::move(plot));
            }
            const Extent range = nice_range(all_values(made[0], made[1]), ScaleKind::linear, 3);
            for (Plot& plot : made) plot.y_range = range;
        }
        for (Plot& plot : made) {
            plot.uprights = uprights;
            plot.note = note;
            for (const PlotTag& tag : plot.tags)
                tag_width = std::max(tag_width, std::ceil(ui.canvas.width_of(tag.text, Font::tiny)) + ui.px(10));
        }
        plots.emplace_back(row, std::move(made));
    }
    for (auto& [row, made] : plots) {
        Rect strip = left.take_top(card_height, gap);
        const std::string name = "compare.chart." + std::string(indicators()[row].name);
        if (made.size() == 1) {
            charts.push_back(place_compared(ui, name, row, strip, std::move(made[0]), days, tag_width));
        } else {
            const Rect half = strip.take_left(std::floor((strip.w - gap) / 2), gap);
            charts.push_back(place_compared(ui, name + ".a", row, half, std::move(made[0]), days, tag_width));
            charts.push_back(place_compared(ui, name + ".b", row, strip, std::move(made[1]), days, tag_width));
        }
    }
    float gutter = 0;
    for (const ComparedChart& chart : charts) gutter = std::max(gutter, chart.layout.gutter);
    for (ComparedChart& chart : charts) {
        chart.frame.gutter = gutter;
        chart.layout = lay_out_plot(ui.canvas, ui.theme, chart.layout.room, chart.plot, chart.frame);
    }
    height = left.y - room.y - gap;
    return charts;
}

void draw_save(Ui& ui, App& app, const LookedAt& at, const ComparedChart& chart) {
    const float side = ui.px(icon_side);
    const Rect icon{chart.card.right() - ui.px(9) - side, chart.card.y + ui.px(7), side, side};
    static const std::vector<std::string> entries{"Save picture (SVG)", "Save data (CSV)"};
    ChartsState& state = *app.charts;
    const std::string name = chart.name + ".menu";
    bool open = state.open_menu == name;
    if (icon_button(ui, name, icon, Icon::menu, open ? "" : "Save this chart")) {
        open = !open;
        state.open_menu = open ? name : std::string{};
    }
    const std::optional<std::size_t> choice = menu(ui, name + ".list", icon, entries, open);
    if (!open && state.open_menu == name) state.open_menu.clear();
    if (!choice) return;
    if (*choice == 0) {
        PlotFrame frame = chart.frame;
        frame.header_room = 0;
        const float foot = ui.canvas.height_of(Font::tiny) + ui.px(6);
        save_text(app, chart.plot.id, "svg",
                  plot_svg(chart.plot, frame, ui.theme, chart.card.w, chart.card.h + foot, stamp_of(app, at), &ui.canvas));
    } else {
        save_text(app, chart.plot.id, "csv", plot_csv(chart.plot, stamp_of(app, at)));
    }
}

}  // namespace

void draw_compare_charts(Ui& ui, App& app, const LookedAt& at, Rect rect) {
    CompareState& state = *app.compare;
    std::optional<ComparedChart> under;
    scroll_area(ui, "compare.charts", rect, [&](Rect room) {
        float height = 0;
        for (const ComparedChart& chart : place_charts_of_both(ui, app, at, room, rect.h, height)) {
            const PointerOnPlot pointer = follow_pointer(ui, state.drag, chart.name, chart.layout);
            apply_pointer(app, at, pointer);
            if (pointer.day) under = chart;
        }
        const std::optional<double> crosshair = app.view.crosshair ? std::optional(at.axis.day_at(*app.view.crosshair)) : std::nullopt;
        for (const ComparedChart& chart : place_charts_of_both(ui, app, at, room, rect.h, height)) {
            ui.mark(chart.name, chart.card, chart.plot.tags.empty() ? std::string{} : chart.plot.tags.front().text);
            if (chart.card.bottom() < rect.y || chart.card.y > rect.bottom()) continue;
            card(ui, chart.card);
            draw_plot(ui.canvas, ui.theme, chart.layout, chart.plot, crosshair);
            draw_marked(ui, state.drag, chart.name, chart.layout);
            Rect header = chart.card.inset(ui.px(12), ui.px(8)).take_top(ui.px(18));
            header.take_right(ui.px(icon_side));
            const Indicator& facts = indicators()[chart.row];
            if (ui.hovers(header)) ui.tooltip(indicator_title(facts.name), indicator_tip(facts.name, facts.unit, facts.doc));
            draw_save(ui, app, at, chart);
        }
        return height;
    });
    if (!under || !app.view.crosshair) return;
    std::vector<PlotTooltipRow> rows;
    const double day = at.axis.day_at(*app.view.crosshair);
    for (const PlotLine& line : under->plot.lines)
        rows.push_back({line.colour, line.name, number_text(value_on(under->plot.x, line.values, day), under->plot.form)});
    draw_plot_tooltip(ui, rect, moment_title(at, *app.view.crosshair), fmt::format("step {:.0f}", *app.view.crosshair), rows);
}

}  // namespace enclosure::viz
