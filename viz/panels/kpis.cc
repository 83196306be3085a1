#include "viz/panels/kpis.h"

#include <array>
#include <cmath>
#include <string>

#include "analysis/compare/difference_text.h"
#include "sim/base/paired.h"
#include "sim/indicators/indicator.h"
#include "sim/indicators/judgement.h"
#include "viz/kit/widgets.h"
#include "viz/panels/indicator_text.h"
#include "viz/panels/plot_panel.h"
#include "viz/plot/sparkline.h"

namespace enclosure::viz {

namespace {

// What is shown, under a title that fits a narrow card; the tooltip has the whole.
struct Figure {
    std::string_view name, title;
};
constexpr std::array<Figure, 5> figures{{{"open_share_users", "Open share"},
                                         {"gap_months", "Open lag"},
                                         {"hhi", "Concentration"},
                                         {"consumer_surplus", "User surplus"},
                                         {"misuse_incidents", "Misuse"}}};

// A number in two parts, so that the unit can be smaller: "43.8" and "%", "$1.2" and "bn".
struct NumberParts {
    std::string number, unit;
};

NumberParts parts_of(std::string_view name, std::string_view unit, double value) {
    Form form = indicator_form(name, unit);
    std::string after = form.suffix;
    form.suffix.clear();
    std::string text = number_text(value, form);
    if (!std::isfinite(value)) return {std::move(text), {}};
    if (const std::size_t space = text.find(' '); space != std::string::npos) {
        after = text.substr(space + 1);
        text.resize(space);
    } else if (after.empty() && unit != "1") {
        after = short_unit(name, unit);
    }
    return {std::move(text), std::move(after)};
}

// The first value that is defined: at step 0 flows are not.
double value_at_start(const std::vector<double>& values) {
    for (const double v : values) {
        if (std::isfinite(v)) return v;
    }
    return not_defined;
}

Tone tone_of_difference(std::string_view name, double difference) {
    const int good = static_cast<int>(good_direction(name));
    if (good == 0 || !(difference != 0) || std::isnan(difference)) return Tone::muted;
    return (difference > 0) == (good > 0) ? Tone::good : Tone::bad;
}

void draw_figure(Ui& ui, const LookedAt& at, std::size_t row, std::string_view title, Rect rect) {
    const Indicator& facts = indicators()[row];
    const std::vector<double> values = world_series(*at.a, row);
    const double value = values[at.shown];
    card(ui, rect);
    Rect room = rect.inset(ui.px(12), ui.px(9));
    ui.mark("kpi." + std::string(facts.name), rect, indicator_value(facts.name, facts.unit, value));
    if (ui.hovers(rect)) ui.tooltip(indicator_title(facts.name), indicator_tip(facts.name, facts.unit, facts.doc));

    const Rect difference_line = room.take_bottom(ui.theme.line_height(Font::small));
    const Rect heading = room.take_top(ui.theme.line_height(Font::small));
    ui.text({heading.x, heading.y}, title, Font::small, Tone::muted, heading.w, Align::left, true);

    const NumberParts parts = parts_of(facts.name, facts.unit, value);
    const float number = ui.theme.line_height(Font::number_large);
    const float top = std::round(room.y + (room.h - number) / 2);
    ui.text({room.x, top}, parts.number, Font::number_large, Tone::text, room.w);
    float used = ui.canvas.width_of(parts.number, Font::number_large) + ui.px(5);
    const float unit_width = ui.canvas.width_of(parts.unit, Font::small);
    if (!parts.unit.empty() && used + unit_width <= room.w) {
        ui.text({room.x + used, top + number - ui.theme.line_height(Font::small) - ui.px(2)}, parts.unit, Font::small, Tone::faint,
                room.w - used);
        used += unit_width + ui.px(5);
    }
    // How it came about, in what the number leaves.
    const float spark_width = std::min({room.w * 0.36F, ui.px(84), room.w - used});
    if (spark_width >= ui.px(20)) {
        const Rect spark = room.take_right(spark_width).inset(0, ui.px(1));
        draw_sparkline(ui.canvas, ui.theme, spark, std::span(values), ui.colour(indicator_tone(facts.name)), at.shown);
    }

    const bool against_b = at.b && at.shown < at.b->size();
    const double base = against_b ? at.b->record(at.shown).world.at(row) : value_at_start(values);
    const double difference = value - base;
    const std::string text = signed_text(difference, indicator_difference_form(facts.name, facts.unit));
    ui.text({difference_line.x, difference_line.y}, text, Font::number_small, tone_of_difference(facts.name, difference), difference_line.w,
            Align::left, true);
    const float after = ui.canvas.width_of(text, Font::number_small) + ui.px(5);
    const std::string_view words = against_b ? "vs B" : "since start";
    if (after + ui.canvas.width_of(words, Font::small) <= difference_line.w) {
        ui.text({difference_line.x + after, difference_line.y}, words, Font::small, Tone::faint, difference_line.w - after);
    }
}

}  // namespace

void draw_kpis(Ui& ui, App& app, Rect rect) {
    const std::optional<LookedAt> at = looked_at(app);
    if (!at) return;
    const float gap = ui.px(8);
    const float width = std::floor((rect.w - gap * static_cast<float>(figures.size() - 1)) / static_cast<float>(figures.size()));
    for (const Figure& figure : figures) {
        const Rect place = rect.take_left(width, gap);
        if (const std::optional<std::size_t> row = indicator_row(figure.name)) draw_figure(ui, *at, *row, figure.title, place);
    }
}

}  // namespace enclosure::viz
