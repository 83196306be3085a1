#include "viz/panels/term_table.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "analysis/chart/number.h"
#include "viz/kit/widgets.h"
#include "viz/panels/words.h"

namespace enclosure::viz {
namespace {

constexpr double hardly_anything = 5e-4;
constexpr double beyond_measure = 1e6;  // a model that takes nobody new: its term would hide all others

std::optional<double> value_in(const TermColumn& column, std::string_view name) {
    for (const TermValue& term : column.terms) {
        if (term.name == name) return term.value;
    }
    return std::nullopt;
}

// Terms that are something in one of the columns, in the order in which columns list them.
std::vector<TermValue> rows_of(const std::vector<TermColumn>& columns, std::size_t shown) {
    std::vector<TermValue> rows;
    for (std::size_t c = 0; c < shown; ++c) {
        for (const TermValue& term : columns[c].terms) {
            const bool known = std::any_of(rows.begin(), rows.end(), [&](const TermValue& r) { return r.name == term.name; });
            if (!known && std::abs(term.value) >= hardly_anything) rows.push_back(term);
        }
    }
    return rows;
}

std::string term_text(double value, std::string_view unit) {
    if (unit == "1" && std::abs(value) >= beyond_measure) return value < 0 ? "never" : "always";
    Form form = unit == "1" ? Form{.digits = 3, .most_decimals = 2, .keep_zeros = true} : money_form();
    if (unit != "1") form.digits = 2;
    const std::string text = number_text(value, form);
    return value > 0 && unit == "1" ? "+" + text : text;
}

// From the middle of the cell to the right or to the left.
void draw_bar(Ui& ui, Rect cell, double part) {
    const float middle = std::round(cell.middle().x);
    const float length = std::round(cell.w / 2 * static_cast<float>(std::clamp(std::abs(part), 0.0, 1.0)));
    const Rect bar{part < 0 ? middle - length : middle, cell.bottom() - ui.px(4), std::max(1.0F, length), ui.px(3)};
    ui.canvas.fill(bar, ui.colour(part < 0 ? Tone::bad : Tone::accent));
    ui.canvas.fill({middle, cell.bottom() - ui.px(5), 1, ui.px(5)}, ui.colour(Tone::faint));
}

}  // namespace

float draw_term_table(Ui& ui, Rect room, const std::vector<TermColumn>& columns) {
    const float top = room.y;
    const float names = std::min(ui.px(104), room.w * 0.34F);
    const std::size_t shown =
        std::min<std::size_t>(columns.size(), std::max<std::size_t>(1, static_cast<std::size_t>((room.w - names) / ui.px(56))));
    if (columns.empty()) return 0;
    const float width = std::floor((room.w - names) / static_cast<float>(shown));
    const auto cell = [&](const Rect& line, std::size_t c) {
        return Rect{room.x + names + static_cast<float>(c) * width, line.y, width - ui.px(6), line.h};
    };

    const Rect head = room.take_top(ui.px(34));
    const Rect chances = room.take_top(ui.px(22));
    label(ui, {chances.x, chances.y, names - ui.px(4), chances.h}, "Probability", Font::small, Tone::muted, Align::left, true);
    for (std::size_t c = 0; c < shown; ++c) {
        const Rect box = cell(head, c);
        label(ui, {box.x, box.y, box.w, ui.px(18)}, columns[c].title, Font::small, Tone::text, Align::right, true);
        label(ui, {box.x, box.y + ui.px(16), box.w, ui.px(16)}, columns[c].note, Font::tiny, Tone::accent, Align::right, true);
        if (ui.hovers(box)) ui.tooltip(columns[c].title, columns[c].note);
        const Rect chance = cell(chances, c);
        const Form percent{.factor = 100, .suffix = "%", .digits = 3, .most_decimals = 1};
        label(ui, {chance.x, chance.y, chance.w, ui.px(17)}, number_text(columns[c].probability, percent), Font::number_small, Tone::text,
              Align::right, true);
        ui.canvas.fill({chance.x, chance.bottom() - ui.px(4),
                        std::round(chance.w * static_cast<float>(std::clamp(columns[c].probability, 0.0, 1.0))), ui.px(3)},
                       ui.colour(Tone::text));
    }
    const std::vector<TermValue> rows = rows_of(columns, shown);
    std::map<std::string_view, double> largest;  // by unit
    for (const TermValue& row : rows) {
        for (std::size_t c = 0; c < shown; ++c) {
            const double size = std::abs(value_in(columns[c], row.name).value_or(0));
            if (size < beyond_measure || row.unit != "1") largest[row.unit] = std::max(largest[row.unit], size);
        }
    }
    for (const TermValue& row : rows) {
        const Rect line = room.take_top(ui.px(22));
        label(ui, {line.x, line.y, names - ui.px(4), line.h}, in_words(row.name), Font::small, Tone::muted, Align::left, true);
        for (std::size_t c = 0; c < shown; ++c) {
            const std::optional<double> value = value_in(columns[c], row.name);
            const Rect box = cell(line, c);
            label(ui, {box.x, box.y, box.w, ui.px(17)}, value ? term_text(*value, row.unit) : "", Font::number_small, Tone::text,
                  Align::right, true);
            if (value && largest[row.unit] > 0) draw_bar(ui, box, *value / largest[row.unit]);
        }
        if (ui.hovers(line)) ui.tooltip(in_words(row.name), std::string(row.doc) + (row.unit == "1" ? "" : "\n" + unit_words(row.unit)));
    }
    return room.y - top;
}

}  // namespace enclosure::viz
