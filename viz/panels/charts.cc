#include "viz/panels/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/indicators/indicator.h"
#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/panels/chart_chooser.h"
#include "viz/panels/distribution.h"
#include "viz/panels/indicator_text.h"
#include "viz/panels/plot_panel.h"

namespace enclosure::viz {

namespace {

// A chart with its place, before it is drawn: the pointer is followed over all of them first, so that all show the same moment.
struct PlacedChart {
    std::string name;  ///< "chart.hhi"
    Rect card;
    Plot plot;
    PlotFrame frame;
    PlotLayout layout;
    std::optional<std::size_t> indicator = {};
};

constexpr std::array<std::string_view, 2> modes{"Over time", "Distribution"};

float menu_side(const Ui& ui) {
    return ui.px(20);
}

Rect inside(const Ui& ui, Rect card) {
    return card.inset(ui.px(12), ui.px(10));
}

PlacedChart placed(const Ui& ui, std::string name, Rect card, Plot plot, Extent days) {
    PlacedChart chart{std::move(name), card, std::move(plot), {days, menu_side(ui) + ui.px(4), -1}, {}};
    chart.layout = lay_out_plot(ui.canvas, ui.theme, inside(ui, card), chart.plot, chart.frame);
    return chart;
}

Plot chosen_plot(const Ui& ui, const ChartsState& state, const PlotContext& context, std::size_t indicator) {
    const std::string_view name = indicators()[indicator].name;
    Plot plot = indicator_plot(context, indicator, ui.colour(indicator_tone(name)));
    if (state.logarithmic.contains(name)) {
        plot.y_kind = ScaleKind::log;
        plot.lines.front().mark = PlotMark::line;
    }
    return plot;
}

std::vector<PlacedChart> place_charts(const Ui& ui, const App& app, const LookedAt& at, Rect room, float window_height, float& height) {
    const ChartsState& state = *app.charts;
    const PlotContext context = plot_context(ui, app, at);
    const Extent days = shown_days(app, at);
    const float gap = ui.px(10);
    std::vector<PlacedChart> charts;
    Rect left = room;
    left.h = 1e6F;
    const auto part = [&](float share, float least, float most) {
        return std::round(std::clamp(window_height * share, ui.px(least), ui.px(most)));
    };
    const std::vector<PlotUpright> named = change_uprights(ui, app, at, true);
    charts.push_back(placed(ui, "chart.market-share", left.take_top(part(0.31F, 150, 420), gap), share_plot(context), days));
    charts.push_back(placed(ui, "chart.capability-frontier", left.take_top(part(0.25F, 130, 340), gap), frontier_plot(context), days));
    for (PlacedChart& chart : charts) {
        chart.plot.uprights = named;
    }
    const std::size_t columns = room.w >= ui.px(760) ? 3 : 2;
    const float width = std::floor((room.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    const float row_height = part(0.19F, 116, 260);
    Rect row;
    std::size_t placed_in_row = columns;
    for (const std::string& name : state.shown) {
        const std::optional<std::size_t> indicator = indicator_row(name);
        if (!indicator) continue;
        if (placed_in_row == columns) {
            row = left.take_top(row_height, gap);
            placed_in_row = 0;
        }
        ++placed_in_row;
        charts.push_back(placed(ui, "chart." + name, row.take_left(width, gap), chosen_plot(ui, state, context, *indicator), days));
        charts.back().indicator = indicator;
    }
    // Axes of small charts are aligned, so that a moment is at the same place in all of a column.
    float gutter = 0;
    for (const PlacedChart& chart : charts) gutter = std::max(gutter, chart.indicator ? chart.layout.gutter : 0);
    for (PlacedChart& chart : charts) {
        if (!chart.indicator) continue;
        chart.frame.gutter = gutter;
        chart.layout = lay_out_plot(ui.canvas, ui.theme, chart.layout.room, chart.plot, chart.frame);
    }
    height = left.y - room.y - gap;
    return charts;
}

void save_chart(Ui& ui, App& app, const LookedAt& at, const PlacedChart& chart, bool picture) {
    if (picture) {
        PlotFrame frame = chart.frame;
        frame.header_room = 0;
        const float foot = ui.canvas.height_of(Font::tiny) + ui.px(6);
        save_text(app, chart.plot.id, "svg",
                  plot_svg(chart.plot, frame, ui.theme, chart.card.w, chart.card.h + foot, stamp_of(app, at), &ui.canvas));
    } else {
        save_text(app, chart.plot.id, "csv", plot_csv(chart.plot, stamp_of(app, at)));
    }
}

void move_chart(ChartsState& state, std::string_view name, int by) {
    const auto found = std::find(state.shown.begin(), state.shown.end(), name);
    if (found == state.shown.end()) return;
    const auto to = std::clamp<std::ptrdiff_t>(found - state.shown.begin() + by, 0, static_cast<std::ptrdiff_t>(state.shown.size()) - 1);
    std::iter_swap(found, state.shown.begin() + to);
}

void draw_menu(Ui& ui, App& app, const LookedAt& at, const PlacedChart& chart) {
    ChartsState& state = *app.charts;
    const std::string name = chart.name + ".menu";
    const Rect room = inside(ui, chart.card);
    const Rect icon{room.right() - menu_side(ui) + ui.px(3), room.y - ui.px(3), menu_side(ui), menu_side(ui)};
    bool open = state.open_menu == name;
    if (icon_button(ui, name, icon, Icon::menu, open ? "" : "Save, move or remove this chart")) {
        open = !open;
        state.open_menu = open ? name : std::string{};
    }
    std::vector<std::string> entries{"Save picture (SVG)", "Save data (CSV)"};
    if (chart.indicator) {
        const bool logarithmic = state.logarithmic.contains(chart.plot.id);
        entries.insert(entries.end(), {"Move forward", "Move back", logarithmic ? "Linear axis" : "Logarithmic axis", "Remove"});
    }
    const std::optional<std::size_t> choice = menu(ui, name + ".list", icon, entries, open);
    if (!open && state.open_menu == name) state.open_menu.clear();
    if (!choice) return;
    switch (*choice) {
        case 0:
            save_chart(ui, app, at, chart, true);
            break;
        case 1:
            save_chart(ui, app, at, chart, false);
            break;
        case 2:
            move_chart(state, chart.plot.id, -1);
            break;
        case 3:
            move_chart(state, chart.plot.id, 1);
            break;
        case 4:
            if (state.logarithmic.erase(chart.plot.id) == 0) state.logarithmic.insert(chart.plot.id);
            break;
        case 5:
            std::erase(state.shown, chart.plot.id);
            break;
        default:
            break;
    }
    *ui.animating = true;
}

void explain_header(Ui& ui, const PlacedChart& chart) {
    Rect header = inside(ui, chart.card);
    header = header.take_top(ui.canvas.height_of(Font::body_bold));
    header.take_right(menu_side(ui));
    if (!ui.hovers(header)) return;
    if (chart.indicator) {
        const Indicator& facts = indicators()[*chart.indicator];
        ui.tooltip(chart.plot.title, indicator_tip(facts.name, facts.unit, facts.doc));
    } else if (chart.plot.id == "market-share") {
        ui.tooltip(chart.plot.title,
                   "Share of seats in use by firm, firms of one openness together.\nClosed: only sells an interface. Open: only releases "
                   "weights. Hybrid: both.");
    } else {
        const std::optional<std::size_t> lag = indicator_row("gap_months");
        ui.tooltip(chart.plot.title, lag ? std::string(indicators()[*lag].doc) : std::string{});
    }
}

// What the tooltip says of a chart at the step under the crosshair.
std::vector<PlotTooltipRow> tooltip_rows(const Ui& ui, const LookedAt& at, const PlacedChart& chart, std::size_t step) {
    const auto text = [&](double value) { return number_text(value, chart.plot.form); };
    std::vector<PlotTooltipRow> rows;
    const auto there = [](const std::shared_ptr<const Track>& track, std::size_t k) { return track && k < track->size(); };
    if (chart.plot.id == "market-share") {
        const OpennessShares a = shares_of(at.a->record(step));
        const OpennessShares b = there(at.b, step) ? shares_of(at.b->record(step)) : OpennessShares{};
        const auto other = [&](double share) { return there(at.b, step) ? text(share) : std::string{}; };
        rows.push_back({ui.colour(Tone::open), "Open", text(a.open), other(b.open)});
        rows.push_back({ui.colour(Tone::hybrid), "Hybrid", text(a.hybrid), other(b.hybrid)});
        rows.push_back({ui.colour(Tone::closed), "Closed", text(a.closed), other(b.closed)});
        return rows;
    }
    const auto of_world = [&](const std::shared_ptr<const Track>& track, std::size_t row) {
        return there(track, step) && row < track->record(step).world.size()
                   ? number_text(track->record(step).world[row], indicator_form(indicators()[row].name, indicators()[row].unit))
                   : std::string{};
    };
    if (chart.indicator) {
        rows.push_back(
            {chart.plot.lines.front().colour, chart.plot.title, of_world(at.a, *chart.indicator), of_world(at.b, *chart.indicator)});
        return rows;
    }
    const std::array<std::pair<std::string_view, Tone>, 3> wanted{
        {{"closed_frontier", Tone::closed}, {"open_frontier", Tone::open}, {"gap_months", Tone::faint}}};
    for (const auto& [name, tone] : wanted) {
        const std::optional<std::size_t> row = indicator_row(name);
        if (!row) continue;
        const std::string label = name == "gap_months" ? "Lag, months" : name == "closed_frontier" ? "Closed" : "Open";
        rows.push_back({ui.colour(tone), label, of_world(at.a, *row), of_world(at.b, *row)});
    }
    return rows;
}

void draw_tools(Ui& ui, App& app, Rect bar) {
    ChartsState& state = *app.charts;
    const Rect segments = bar.take_left(ui.px(196), ui.px(8));
    segmented(ui, "charts.mode", segments, modes, state.mode,
              "Charts over time, or how the shown step's numbers are distributed over segments, regions or firms");
    if (state.mode != 0) return;
    const Rect add = bar.take_right(ui.px(104), ui.px(8));
    if (button(ui, "charts.add", add, "Add a chart", ButtonLook::plain, state.choosing ? "" : "Choose among all indicators")) {
        state.choosing = !state.choosing;
        state.search.clear();
        if (state.choosing) ui.state.focus = "charts.search";  // so that one can type at once
        *ui.animating = true;
    }
    draw_chooser(ui, app, add);
    if (!app.view.zoom) return;
    if (button(ui, "charts.zoom_out", bar.take_right(ui.px(104)), "Whole run", ButtonLook::plain,
               "Show the whole run again (double click on a chart)"))
        app.view.zoom.reset();
}

void draw_over_time(Ui& ui, App& app, const LookedAt& at, Rect rect) {
    ChartsState& state = *app.charts;
    std::optional<PlacedChart> under;
    scroll_area(ui, "charts", rect, [&](Rect room) {
        float height = 0;
        for (const PlacedChart& chart : place_charts(ui, app, at, room, rect.h, height)) {
            const PointerOnPlot pointer = follow_pointer(ui, state.drag, chart.name, chart.layout);
            apply_pointer(app, at, pointer);
            if (pointer.day) under = chart;
        }
        const std::optional<double> crosshair = app.view.crosshair ? std::optional(at.axis.day_at(*app.view.crosshair)) : std::nullopt;
        // Placed again: the crosshair changes what headers say, the zoom what the axes span.
        for (const PlacedChart& chart : place_charts(ui, app, at, room, rect.h, height)) {
            if (chart.card.bottom() < rect.y || chart.card.y > rect.bottom()) {
                ui.mark(chart.name, chart.card, chart.plot.value);
                continue;
            }
            card(ui, chart.card);
            ui.mark(chart.name, chart.card, chart.plot.value);
            draw_plot(ui.canvas, ui.theme, chart.layout, chart.plot, crosshair);
            if (at.a->size() == 1 && chart.name == "chart.market-share")
                label(ui, chart.layout.plot, "Press play", Font::body, Tone::faint, Align::centre);
            draw_marked(ui, state.drag, chart.name, chart.layout);
            explain_header(ui, chart);
            draw_menu(ui, app, at, chart);
        }
        return height;
    });
    if (!under || !app.view.crosshair) return;
    const auto step = std::min(static_cast<std::size_t>(*app.view.crosshair), at.a->size() - 1);
    draw_plot_tooltip(ui, rect, moment_title(at, static_cast<double>(step)), fmt::format("step {}", step),
                      tooltip_rows(ui, at, *under, step));
}

}  // namespace

void draw_charts(Ui& ui, App& app, Rect rect) {
    const std::optional<LookedAt> at = looked_at(app);
    if (!at) return;
    draw_tools(ui, app, rect.take_top(ui.px(30), ui.px(8)));
    if (app.charts->mode == 0) {
        draw_over_time(ui, app, *at, rect);
    } else {
        draw_distribution(ui, app, *at, rect);
    }
}

}  // namespace enclosure::viz
