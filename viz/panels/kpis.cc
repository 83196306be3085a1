#include "viz/panels/kpis.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <vector>

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

// A figure with its texts and with what is drawn of it if all figures have room for it.
struct PlacedFigure {
    std::size_t row = 0;
    std::string_view title;
    Rect card;
    std::vector<double> values;
    NumberParts parts;
    double difference = not_defined;
    std::string difference_text;
};

float inner_width(const Ui& ui, const PlacedFigure& figure) {
    return figure.card.inset(ui.px(12), 0).w;
}

float width_of_number(const Ui& ui, const NumberParts& parts) {
    return ui.canvas.width_of(parts.number, Font::number_large) + ui.px(5);
}

// What a sparkline has beside the number and its unit.
float room_for_spark(const Ui& ui, const PlacedFigure& figure) {
    const float room = inner_width(ui, figure), number = width_of_number(ui, figure.parts);
    const float unit = ui.canvas.width_of(figure.parts.unit, Font::small);
    const float used = figure.parts.unit.empty() || number + unit > room ? number : number + unit + ui.px(5);
    return std::min({room * 0.36F, ui.px(84), room - used});
}

constexpr float least_spark = 20;

// Of two worlds B is the one with the change: its effect is what B has more than A, which is shown large.
bool against_b(const LookedAt& at) {
    return at.b && at.shown < at.b->size();
}

std::string_view words_of_difference(const LookedAt& at) {
    return against_b(at) ? "B \u2212 A" : "since start";
}

bool words_fit(const Ui& ui, const LookedAt& at, const PlacedFigure& figure) {
    return ui.canvas.width_of(figure.difference_text, Font::number_small) + ui.px(5) +
               ui.canvas.width_of(words_of_difference(at), Font::small) <=
           inner_width(ui, figure);
}

PlacedFigure place_figure(const LookedAt& at, std::size_t row, std::string_view title, Rect card) {
    const Indicator& facts = indicators()[row];
    PlacedFigure figure{.row = row, .title = title, .card = card, .values = world_series(*at.a, row), .parts = {}, .difference_text = {}};
    const double value = figure.values[at.shown];
    figure.parts = parts_of(facts.name, facts.unit, value);
    figure.difference = against_b(at) ? at.b->record(at.shown).world.at(row) - value : value - value_at_start(figure.values);
    figure.difference_text = signed_text(figure.difference, indicator_difference_form(facts.name, facts.unit));
    return figure;
}

void draw_figure(Ui& ui, const LookedAt& at, const PlacedFigure& figure, bool with_spark, bool with_words) {
    const Indicator& facts = indicators()[figure.row];
    const Rect rect = figure.card;
    const double value = figure.values[at.shown];
    card(ui, rect);
    Rect room = rect.inset(ui.px(12), ui.px(9));
    ui.mark("kpi." + std::string(facts.name), rect, indicator_value(facts.name, facts.unit, value));
    if (ui.hovers(rect)) ui.tooltip(indicator_title(facts.name), indicator_tip(facts.name, facts.unit, facts.doc));

    const Rect difference_line = room.take_bottom(ui.theme.line_height(Font::small));
    const Rect heading = room.take_top(ui.theme.line_height(Font::small));
    ui.text({heading.x, heading.y}, figure.title, Font::small, Tone::muted, heading.w, Align::left, true);

    const NumberParts& parts = figure.parts;
    const float number = ui.theme.line_height(Font::number_large);
    const float top = std::round(room.y + (room.h - number) / 2);
    ui.text({room.x, top}, parts.number, Font::number_large, Tone::text, room.w);
    const float used = width_of_number(ui, parts);
    const float unit_width = ui.canvas.width_of(parts.unit, Font::small);
    if (!parts.unit.empty() && used + unit_width <= room.w) {
        ui.text({room.x + used, top + number - ui.theme.line_height(Font::small) - ui.px(2)}, parts.unit, Font::small, Tone::faint,
                room.w - used);
    }
    // How it came about, in what the number leaves.
    if (with_spark) {
        const Rect spark = room.take_right(room_for_spark(ui, figure)).inset(0, ui.px(1));
        draw_sparkline(ui.canvas, ui.theme, spark, std::span(figure.values), ui.colour(indicator_tone(facts.name)), at.shown);
    }

    const Tone tone = tone_of_difference(facts.name, figure.difference);
    ui.text({difference_line.x, difference_line.y}, figure.difference_text, Font::number_small, tone, difference_line.w, Align::left, true);
    if (!with_words) return;
    const float after = ui.canvas.width_of(figure.difference_text, Font::number_small) + ui.px(5);
    ui.text({difference_line.x + after, difference_line.y}, words_of_difference(at), Font::small, Tone::faint, difference_line.w - after);
}

}  // namespace

void draw_kpis(Ui& ui, App& app, Rect rect) {
    const std::optional<LookedAt> at = looked_at(app);
    if (!at) return;
    const float gap = ui.px(8);
    const float width = std::floor((rect.w - gap * static_cast<float>(figures.size() - 1)) / static_cast<float>(figures.size()));
    std::vector<PlacedFigure> placed;
    for (const Figure& figure : figures) {
        const Rect place = rect.take_left(width, gap);
        if (const std::optional<std::size_t> row = indicator_row(figure.name))
            placed.push_back(place_figure(*at, *row, figure.title, place));
    }
    // All cards are alike: what one of them has no room for none has.
    const bool sparks =
        std::all_of(placed.begin(), placed.end(), [&](const PlacedFigure& f) { return room_for_spark(ui, f) >= ui.px(least_spark); });
    const bool words = std::all_of(placed.begin(), placed.end(), [&](const PlacedFigure& f) { return words_fit(ui, *at, f); });
    for (const PlacedFigure& figure : placed) draw_figure(ui, *at, figure, sparks, words);
}

}  // namespace enclosure::viz
