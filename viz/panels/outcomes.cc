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

// Differences of more than this part of B have a bar of this length: one of them would hide all others.
constexpr double longest_bar = 1;

struct Outcome {
    const Indicator* facts = nullptr;
    double a = not_defined, b = not_defined, difference = not_defined;
    Interval of_a = {}, of_b = {}, of_difference = {};

    /// A difference as a part of B's value.
    double relative(double value) const { return b != 0 ? value / std::abs(b) : not_defined; }
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
            outcome.difference = outcome.a - outcome.b;
        } else {
            const auto found = std::find_if(table.begin(), table.end(), [&](const PairedRow& pair) { return pair.indicator == *row; });
            if (found == table.end()) continue;
            outcome.a = found->mean_a;
            outcome.b = found->mean_b;
            outcome.difference = found->difference;
            outcome.of_a = found->a;
            outcome.of_b = found->b;
            outcome.of_difference = found->interval;
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

// Columns, from the left: name, A, B, difference, bar.
struct OutcomeColumns {
    Rect name, a, b, difference, percent, bar;
};

OutcomeColumns columns_of(const Ui& ui, Rect row) {
    OutcomeColumns columns;
    const float gap = ui.px(10);
    const float number = std::clamp(row.w * 0.14F, ui.px(64), ui.px(110));
    columns.bar = row.take_right(std::max(ui.px(60), row.w * 0.2F), gap);
    columns.percent = row.take_right(ui.px(52), gap);
    columns.difference = row.take_right(number, gap);
    columns.b = row.take_right(number, gap);
    columns.a = row.take_right(number, gap);
    columns.name = row;
    return columns;
}

std::string range_words(const Interval& interval, Form form) {
    if (std::isnan(interval.low)) return {};
    form.prefix.clear();
    form.suffix.clear();
    form.digits = 3;
    return "[" + number_text(interval.low, form) + ", " + number_text(interval.high, form) + "]";
}

// The difference as a part of B; what is next to nothing is not told to the last digit.
std::string part_words(double part) {
    constexpr double least_told = 1e-4;
    if (part != 0 && std::abs(part) < least_told) return "<0.01%";
    return signed_text(part, {.factor = 100, .suffix = "%", .digits = 2});
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

void draw_outcome(Ui& ui, Rect row, const Outcome& outcome, double reach) {
    const Indicator& facts = *outcome.facts;
    const Form form = indicator_form(facts.name, facts.unit), difference_form = indicator_difference_form(facts.name, facts.unit);
    const OutcomeColumns columns = columns_of(ui, row);
    const std::string title = indicator_title(facts.name), difference = signed_text(outcome.difference, difference_form);
    ui.mark("outcome." + std::string(facts.name), row, difference);
    if (ui.hovers(row)) {
        ui.canvas.fill(row, ui.colour(Tone::hovered).with_alpha(0.5F), ui.px(5));
        ui.tooltip(title, indicator_tip(facts.name, facts.unit, facts.doc));
    }
    Rect name = columns.name;
    const float width = std::min(name.w, std::ceil(ui.canvas.width_of(title, Font::body)) + 1);
    label(ui, name.take_left(width, ui.px(6)), title, Font::body, Tone::text, Align::left, true);
    const std::string unit = facts.unit == "1" || form.suffix == "%" ? std::string{} : short_unit(facts.name, facts.unit);
    if (!unit.empty() && ui.canvas.width_of(unit, Font::small) <= name.w) label(ui, name, unit, Font::small, Tone::faint);
    draw_number(ui, columns.a, number_text(outcome.a, form), range_words(outcome.of_a, form), Tone::text);
    draw_number(ui, columns.b, number_text(outcome.b, form), range_words(outcome.of_b, form), Tone::text);
    draw_number(ui, columns.difference, difference, range_words(outcome.of_difference, difference_form), tone_of(outcome));
    const double part = outcome.relative(outcome.difference);
    draw_number(ui, columns.percent, part_words(part), {}, tone_of(outcome));
    draw_bar(ui, columns.bar, outcome, reach);
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
    const std::string title = paired ? "Outcomes at the end" : "Outcomes in " + moment_title(at, static_cast<double>(at.shown));
    const float width = std::min(head.w, std::ceil(ui.canvas.width_of(title, Font::title)) + 1);
    label(ui, head.take_left(width, ui.px(8)), title, Font::title, Tone::text, Align::left, true);
    const std::string below =
        paired ? fmt::format("means and 95% intervals, {} pairs", status.made) : fmt::format("seed {} alone", app.session.seed());
    label(ui, head, below, Font::small, Tone::muted, Align::left, true);
    if (!status.failure.empty()) label(ui, room.take_top(ui.px(18)), status.failure, Font::small, Tone::bad, Align::left, true);

    const OutcomeColumns columns = columns_of(ui, room.take_top(ui.px(22)).inset(ui.px(4), 0));
    label(ui, columns.a, "A", Font::body_bold, Tone::first_world, Align::right);
    label(ui, columns.b, "B", Font::body_bold, Tone::second_world, Align::right);
    label(ui, columns.difference, "A \u2212 B", Font::small, Tone::muted, Align::right);
    label(ui, columns.percent, "of B", Font::small, Tone::muted, Align::right);
    ui.canvas.fill({room.x, room.y, room.w, 1}, ui.colour(Tone::border));
    room.take_top(ui.px(2));

    const std::vector<Outcome> outcomes = outcomes_of(app, at, paired);
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
        for (const Outcome& outcome : outcomes) draw_outcome(ui, rows.take_top(height).inset(ui.px(4), 0), outcome, reach);
        return rows.y - top;
    });
}

}  // namespace enclosure::viz
