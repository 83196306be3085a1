// The table of outcomes of the compare view.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/chart/scale.h"
#include "analysis/compare/difference_text.h"
#include "analysis/compare/results.h"
#include "sim/base/paired.h"
#include "sim/indicators/indicator.h"
#include "sim/indicators/judgement.h"
#include "viz/kit/widgets.h"
#include "viz/panels/compare.h"
#include "viz/panels/compare_parts.h"
#include "viz/panels/indicator_text.h"

namespace enclosure::viz {

namespace {

// Differences of more than this part of A have a bar of this length: one of them would hide all others.
constexpr double longest_bar = 1;

struct Outcome {
    const Indicator* facts = nullptr;
    double a = not_defined, b = not_defined, difference = not_defined;
    Interval of_a = {}, of_b = {}, of_difference = {};

    /// A difference as a part of A's value; of a value that changes its sign there is no part.
    double relative(double value) const { return a != 0 && !(a * b < 0) ? value / std::abs(a) : not_defined; }
};

double world_value(const Track& track, std::size_t step, std::size_t row) {
    if (step >= track.size() || row >= track.record(step).world.size()) return not_defined;
    return track.record(step).world[row];
}

std::vector<Outcome> outcomes_of(const App& app, const LookedAt& at, bool paired) {
    std::vector<Outcome> outcomes;
    const std::vector<PairedRow> table = paired ? app.session.paired_table() : std::vector<PairedRow>{};
    for (const std::string_view name : headline_indicators()) {
        const std::optional<std::size_t> row = indicator_row(name);
        if (!row) continue;
        Outcome outcome;
        outcome.facts = &indicators()[*row];
        if (!paired) {
            outcome.a = world_value(*at.a, at.shown, *row);
            outcome.b = world_value(*at.b, at.shown, *row);
            outcome.difference = outcome.b - outcome.a;
        } else {
            const auto found = std::find_if(table.begin(), table.end(), [&](const PairedRow& pair) { return pair.indicator == *row; });
            if (found == table.end()) continue;
            outcome.a = found->mean_a;
            outcome.b = found->mean_b;
            outcome.difference = -found->difference;  // the session's table has A − B
            outcome.of_a = found->a;
            outcome.of_b = found->b;
            outcome.of_difference = {-found->interval.high, -found->interval.low};
        }
        // What is no more than rounding of sums over agents is no difference.
        if (std::abs(outcome.difference) <= rounding_noise * std::max(std::abs(outcome.a), std::abs(outcome.b))) outcome.difference = 0;
        outcomes.push_back(outcome);
    }
    return outcomes;
}

Tone tone_of(const Outcome& outcome) {
    const int good = static_cast<int>(good_direction(outcome.facts->name));
    const bool unsure = outcome.of_difference.low <= 0 && outcome.of_difference.high >= 0;
    if (good == 0 || unsure || !(outcome.difference != 0) || std::isnan(outcome.difference)) return Tone::muted;
    return (outcome.difference > 0) == (good > 0) ? Tone::good : Tone::bad;
}

// Both ends in one magnitude and with as many decimals as the larger needs: "[−9.75, −0.54] m".
std::string range_words(const Interval& interval, const Form& form) {
    if (std::isnan(interval.low)) return {};
    constexpr int digits = 3;
    const double largest = std::max(std::abs(interval.low), std::abs(interval.high)) * form.factor;
    Magnitude magnitude = magnitude_of(largest);
    if (magnitude.size == 1e3) magnitude = {};  // as number_text
    Form end{.factor = form.factor / magnitude.size, .digits = digits};
    const double scaled = largest / magnitude.size;
    if (scaled >= 1e-3) end.most_decimals = std::max(0, digits - 1 - static_cast<int>(std::floor(std::log10(scaled))));
    return "[" + number_text(interval.low, end) + ", " + number_text(interval.high, end) + "]" + std::string(magnitude.suffix);
}

// The difference as a part of A; what is next to nothing is not told to the last digit, but its sign is.
std::string part_words(double part) {
    constexpr double least_told = 1e-4;
    if (part != 0 && std::abs(part) < least_told) return part > 0 ? "<+0.01%" : ">\u22120.01%";
    return signed_text(part, {.factor = 100, .suffix = "%", .digits = 2});
}

// What stands in a row.
struct OutcomeTexts {
    std::string title, unit, a, b, difference, part, range_a, range_b, range_difference;
};

OutcomeTexts outcome_texts(const Outcome& outcome) {
    const Indicator& facts = *outcome.facts;
    const Form form = indicator_form(facts.name, facts.unit), difference_form = indicator_difference_form(facts.name, facts.unit);
    return {.title = indicator_title(facts.name),
            .unit = facts.unit == "1" || form.suffix == "%" ? std::string{} : short_unit(facts.name, facts.unit),
            .a = number_text(outcome.a, form),
            .b = number_text(outcome.b, form),
            .difference = signed_text(outcome.difference, difference_form),
            .part = part_words(outcome.relative(outcome.difference)),
            .range_a = range_words(outcome.of_a, form),
            .range_b = range_words(outcome.of_b, form),
            .range_difference = range_words(outcome.of_difference, difference_form)};
}

// Widths that the texts of all rows need. The bar has what the others leave; it goes first where there is too little room, then the part.
struct OutcomeWidths {
    float name = 0, a = 0, b = 0, difference = 0, part = 0, bar = 0;
};

OutcomeWidths widths_of(const Ui& ui, const std::vector<OutcomeTexts>& rows, float width) {
    OutcomeWidths widths;
    const auto widen = [&](float& column, const std::string& text, Font font) {
        column = std::max(column, std::ceil(ui.canvas.width_of(text, font)) + 1);
    };
    for (const OutcomeTexts& row : rows) {
        widen(widths.name, row.title, Font::body);
        widen(widths.part, row.part, Font::number_small);
        widen(widths.a, row.a, Font::number_small);
        widen(widths.a, row.range_a, Font::tiny);
        widen(widths.b, row.b, Font::number_small);
        widen(widths.b, row.range_b, Font::tiny);
        widen(widths.difference, row.difference, Font::number_small);
        widen(widths.difference, row.range_difference, Font::tiny);
    }
    widen(widths.part, "of A", Font::small);
    widen(widths.difference, "B \u2212 A", Font::small);
    const float gap = ui.px(10), least_bar = ui.px(60);
    float left = width - widths.name - widths.a - widths.b - widths.difference - 3 * gap;
    if (left < widths.part + gap) widths.part = 0;
    if (widths.part > 0) left -= widths.part + gap;
    widths.bar = left < least_bar + gap ? 0 : std::clamp(width * 0.2F, least_bar, left - gap);
    return widths;
}

// Columns, from the left: name, A, B, difference, part, bar.
struct OutcomeColumns {
    Rect name, a, b, difference, percent, bar;
};

OutcomeColumns columns_of(const Ui& ui, const OutcomeWidths& widths, Rect row) {
    OutcomeColumns columns;
    const float gap = ui.px(10);
    if (widths.bar > 0) columns.bar = row.take_right(widths.bar, gap);
    if (widths.part > 0) columns.percent = row.take_right(widths.part, gap);
    columns.difference = row.take_right(widths.difference, gap);
    columns.b = row.take_right(widths.b, gap);
    columns.a = row.take_right(widths.a, gap);
    columns.name = row;
    return columns;
}

// A number, and its interval below it if there is one.
void draw_number(Ui& ui, Rect cell, const std::string& text, const std::string& below, Tone tone) {
    const float number = ui.theme.line_height(Font::number_small);
    if (below.empty()) {
        label(ui, cell, text, Font::number_small, tone, Align::right);
        return;
    }
    const float top = cell.y + (cell.h - 2 * number - ui.px(1)) / 2;
    ui.text({cell.right(), top}, text, Font::number_small, tone, cell.w, Align::right);
    ui.text({cell.right(), top + number + ui.px(1)}, below, Font::tiny, Tone::faint, cell.w, Align::right, true);
}

void draw_bar(Ui& ui, Rect cell, const Outcome& outcome, double reach) {
    const Scale scale = make_scale(ScaleKind::linear, {-reach, reach}, cell.x, cell.right());
    const auto x_of = [&](double part) { return static_cast<float>(place(scale, std::clamp(part, -reach, reach))); };
    const float zero = std::round(x_of(0)), half = ui.px(5), middle = cell.middle().y;
    ui.canvas.fill({zero, cell.y, 1, cell.h}, ui.colour(Tone::border));
    const double part = outcome.relative(outcome.difference);
    if (!std::isfinite(part)) return;
    const float end = x_of(part);
    if (part != 0)
        ui.canvas.fill({std::min(zero, end), middle - half, std::max(1.0F, std::abs(end - zero)), 2 * half},
                       ui.colour(tone_of(outcome)).with_alpha(0.75F), ui.px(2));
    if (std::isnan(outcome.of_difference.low)) return;
    const float low = x_of(outcome.relative(outcome.of_difference.low)), high = x_of(outcome.relative(outcome.of_difference.high));
    const Colour ink = ui.colour(Tone::text);
    ui.canvas.line(std::array<Place, 2>{Place{low, middle}, Place{high, middle}}, ink, 1);
    for (const float x : {low, high}) ui.canvas.line(std::array<Place, 2>{Place{x, middle - half}, Place{x, middle + half}}, ink, 1);
}

void draw_outcome(Ui& ui, Rect row, const Outcome& outcome, const OutcomeTexts& texts, const OutcomeWidths& widths, double reach) {
    const Indicator& facts = *outcome.facts;
    const OutcomeColumns columns = columns_of(ui, widths, row);
    const std::string& title = texts.title;
    ui.mark("outcome." + std::string(facts.name), row, texts.difference);
    if (ui.hovers(row)) {
        ui.canvas.fill(row, ui.colour(Tone::hovered).with_alpha(0.5F), ui.px(5));
        ui.tooltip(title, indicator_tip(facts.name, facts.unit, facts.doc));
    }
    Rect name = columns.name;
    const float width = std::min(name.w, std::ceil(ui.canvas.width_of(title, Font::body)) + 1);
    label(ui, name.take_left(width, ui.px(6)), title, Font::body, Tone::text, Align::left, true);
    if (!texts.unit.empty() && ui.canvas.width_of(texts.unit, Font::small) <= name.w) label(ui, name, texts.unit, Font::small, Tone::faint);
    draw_number(ui, columns.a, texts.a, texts.range_a, Tone::text);
    draw_number(ui, columns.b, texts.b, texts.range_b, Tone::text);
    draw_number(ui, columns.difference, texts.difference, texts.range_difference, tone_of(outcome));
    if (widths.part > 0) draw_number(ui, columns.percent, texts.part, {}, tone_of(outcome));
    if (widths.bar > 0) draw_bar(ui, columns.bar, outcome, reach);
}

void draw_replicate_controls(Ui& ui, App& app, Rect rect) {
    CompareState& state = *app.compare;
    const ReplicateStatus status = app.session.replicates();
    if (status.running) {
        if (button(ui, "replicates.cancel", rect.take_right(ui.px(72), ui.px(8)), "Cancel", ButtonLook::plain, "Stop; what was made stays"))
            app.session.cancel_replicates();
        const double share = status.wanted > 0 ? static_cast<double>(status.made) / static_cast<double>(status.wanted) : 0;
        const std::string text = fmt::format("{} of {}", status.made, status.wanted);
        const Rect words = rect.take_right(std::ceil(ui.canvas.width_of("000 of 000", Font::number_small)), ui.px(8));
        label(ui, words, text, Font::number_small, Tone::muted, Align::right);
        const Rect bar = rect.take_right(std::min(rect.w, ui.px(90)));
        const Rect groove{bar.x, bar.middle().y - ui.px(3), bar.w, ui.px(6)};
        ui.canvas.fill(groove, ui.colour(Tone::border), ui.px(3));
        ui.canvas.fill({groove.x, groove.y, groove.w * static_cast<float>(share), groove.h}, ui.colour(Tone::accent), ui.px(3));
        ui.mark("replicates.progress", bar, text);
        return;
    }
    const auto count = static_cast<std::size_t>(state.replicates);
    const std::string text = status.made > 0 ? fmt::format("Run {} again", count) : fmt::format("Run {} replicates", count);
    if (button(
            ui, "replicates.run", rect.take_right(ui.px(136), ui.px(6)), text, ButtonLook::plain,
            "Paired table with intervals\nRuns both worlds again with as many other seeds, in the background, the same seeds in both.")) {
        app.session.start_replicates(count);
        *ui.animating = true;
    }
    const float side = std::min(rect.h, ui.px(26));
    const Rect more = rect.take_right(side, ui.px(2)), less = rect.take_right(side);
    if (icon_button(ui, "replicates.more", more, Icon::plus, "Twice as many", ButtonLook::quiet, count < 512)) state.replicates *= 2;
    if (icon_button(ui, "replicates.less", less, Icon::minus, "Half as many", ButtonLook::quiet, count > 4)) state.replicates /= 2;
}

}  // namespace

void draw_outcomes(Ui& ui, App& app, const LookedAt& at, Rect rect) {
    const ReplicateStatus status = app.session.replicates();
    const bool paired = status.made > 1;
    Rect room = card(ui, rect);
    Rect head = room.take_top(ui.px(28), ui.px(4));
    Rect controls = head.take_right(std::min(head.w * 0.55F, ui.px(270)), ui.px(8));
    draw_replicate_controls(ui, app, controls);
    const std::string title = paired ? "Outcomes at the end, " + moment_title(at, static_cast<double>(at.axis.days.size() - 1))
                                     : "Outcomes in " + moment_title(at, static_cast<double>(at.shown));
    const float width = std::min(head.w, std::ceil(ui.canvas.width_of(title, Font::title)) + 1);
    label(ui, head.take_left(width, ui.px(8)), title, Font::title, Tone::text, Align::left, true);
    const std::string below =
        paired ? fmt::format("means and 95% intervals, {} pairs", status.made) : fmt::format("seed {} alone", app.session.seed());
    // On a line of its own where there is no place beside the title.
    const bool beside = std::ceil(ui.canvas.width_of(below, Font::small)) <= head.w;
    const Rect place = beside ? head : room.take_top(ui.px(18), ui.px(2));
    ui.mark("outcomes.sample", place, below);
    label(ui, place, below, Font::small, Tone::muted, Align::left, true);
    if (!status.failure.empty()) label(ui, room.take_top(ui.px(18)), status.failure, Font::small, Tone::bad, Align::left, true);

    const std::vector<Outcome> outcomes = outcomes_of(app, at, paired);
    std::vector<OutcomeTexts> texts;
    for (const Outcome& outcome : outcomes) texts.push_back(outcome_texts(outcome));
    constexpr float bar = 10;  // where the scroll bar stands
    const OutcomeWidths widths = widths_of(ui, texts, room.w - ui.px(8 + bar));
    const auto in_row = [&](Rect row) {
        row.w -= ui.px(bar);
        return row.inset(ui.px(4), 0);
    };
    const OutcomeColumns columns = columns_of(ui, widths, in_row(room.take_top(ui.px(22))));
    label(ui, columns.a, "A", Font::body_bold, Tone::first_world, Align::right);
    label(ui, columns.b, "B", Font::body_bold, Tone::second_world, Align::right);
    label(ui, columns.difference, "B \u2212 A", Font::small, Tone::muted, Align::right);
    if (widths.part > 0) label(ui, columns.percent, "of A", Font::small, Tone::muted, Align::right);
    ui.canvas.fill({room.x, room.y, room.w, 1}, ui.colour(Tone::border));
    room.take_top(ui.px(2));

    double reach = 0;
    for (const Outcome& outcome : outcomes) {
        for (const double value : {outcome.difference, outcome.of_difference.low, outcome.of_difference.high}) {
            const double part = std::abs(outcome.relative(value));
            if (std::isfinite(part)) reach = std::max(reach, part);
        }
    }
    reach = std::clamp(reach, 0.01, longest_bar);
    scroll_area(ui, "outcomes", room, [&](Rect rows) {
        const float top = rows.y, height = ui.px(paired ? 36 : 28);
        rows.w = room.w;
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            draw_outcome(ui, in_row(rows.take_top(height)), outcomes[i], texts[i], widths, reach);
        return rows.y - top;
    });
}

}  // namespace enclosure::viz
