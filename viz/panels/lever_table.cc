#include "viz/panels/lever_table.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "analysis/chart/number.h"
#include "analysis/chart/ticks.h"
#include "sim/base/paired.h"
#include "sim/policy/impulse.h"
#include "sim/policy/lever_tables.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

LeverRow row_of_lever(const Lever& lever) {
    LeverRow row;
    row.path = lever.name;
    row.title = lever.title;
    row.unit = lever.unit;
    row.doc = lever.doc;
    row.source = lever.source;
    row.legal = lever.legal;
    row.usual = lever.usual;
    row.lever = &lever;
    row.impulse = is_impulse(lever);
    return row;
}

// The number of a described value; a text has none and gets no row.
template <class Value>
constexpr bool has_number = std::is_arithmetic_v<Value> || std::is_enum_v<Value>;

template <class Owner, class Value>
LeverRow row_of_field(const Field<Owner, Value>& f, const Owner& initial) {
    LeverRow row;
    row.path = std::string(Owner::section) + "." + std::string(f.facts.name);
    row.title = in_words(f.facts.name);
    row.unit = f.facts.unit;
    row.doc = f.facts.doc;
    row.source = f.facts.source;
    row.needs = f.facts.needs;
    row.legal = f.facts.legal;
    row.usual = f.facts.usual;
    // An event sets numbers alone (sim/run/branch.cc).
    row.live = f.facts.effect == Effect::live && std::is_same_v<Value, double>;
    row.initial = static_cast<double>(initial.*f.member);
    if constexpr (std::is_same_v<Value, bool>) {
        row.kind = RowValue::truth;
        row.legal = row.usual = {0, 1};
    } else if constexpr (std::is_enum_v<Value>) {
        row.kind = RowValue::choice;
        for (const std::string_view name : names_of(Value{})) row.choices.emplace_back(name);
        row.legal = row.usual = {0, static_cast<double>(row.choices.size() - 1)};
    } else if constexpr (std::is_integral_v<Value>) {
        row.kind = RowValue::whole;
    }
    return row;
}

struct AllGroups {
    std::vector<LeverGroup> groups;
    std::vector<const LeverRow*> rows;
};

AllGroups make_groups() {
    AllGroups all;
    const auto add_levers = [&](std::string title, std::span<const Lever> some) {
        LeverGroup group{std::move(title), true, {}};
        for (const Lever& lever : some) group.rows.push_back(row_of_lever(lever));
        all.groups.push_back(std::move(group));
    };
    add_levers("Public money and goods", public_levers());
    add_levers("Releases, safety, data, liability", safety_levers());
    add_levers("Rules of the market", market_levers());
    add_levers("Shocks", shock_levers());
    const Parameters initial;
    for_each_group(initial, [&](const auto& parameters) {
        using Group = std::remove_cvref_t<decltype(parameters)>;
        LeverGroup group{in_words(Group::section), false, {}};
        for_each_field<Group>([&](const auto& f) {
            using Value = typename std::remove_cvref_t<decltype(f)>::type;
            if constexpr (has_number<Value>) group.rows.push_back(row_of_field(f, parameters));
        });
        if (!group.rows.empty()) all.groups.push_back(std::move(group));
    });
    for (LeverGroup& group : all.groups) {
        for (LeverRow& row : group.rows) {
            row.place = all.rows.size();
            all.rows.push_back(&row);
        }
    }
    return all;
}

const AllGroups& all_groups() {
    static const AllGroups all = make_groups();
    return all;
}

}  // namespace

std::span<const LeverGroup> lever_groups() {
    return all_groups().groups;
}

std::size_t lever_row_count() {
    return all_groups().rows.size();
}

const LeverRow* find_row(std::string_view path) {
    for (const LeverRow* row : all_groups().rows) {
        if (row->path == path) return row;
    }
    return nullptr;
}

std::vector<double> parameter_numbers(const Parameters& parameters) {
    std::vector<double> numbers(levers().size(), not_defined);
    numbers.reserve(lever_row_count());
    for_each_group(parameters, [&](const auto& group) {
        for_each_field<std::remove_cvref_t<decltype(group)>>([&](const auto& f) {
            using Value = typename std::remove_cvref_t<decltype(f)>::type;
            if constexpr (has_number<Value>) numbers.push_back(static_cast<double>(group.*f.member));
        });
    });
    return numbers;
}

SliderRange slider_range(const LeverRow& row, double given, double value) {
    SliderRange range{row.usual.lo, row.usual.hi};
    for (const double x : {given, value}) {
        if (!std::isfinite(x)) continue;
        range.low = std::min(range.low, x);
        range.high = std::max(range.high, x);
    }
    constexpr double two_decades = 100;
    range.logarithmic = range.low > 0 && range.high > two_decades * range.low;
    range.whole = row.kind != RowValue::number;
    if (std::isfinite(given)) range.tick = given;
    return range;
}

double round_value(const SliderRange& range, double value) {
    if (range.whole) return std::round(value);
    constexpr int places = 200;
    const double step = range.logarithmic ? std::pow(10.0, std::floor(std::log10(value)) - 1) : tick_step(range.high - range.low, places);
    // Divided by a whole number where the step is a part of one, so that 0.6 is the nearest number to 0.6.
    const double rounded = step < 1 ? std::round(value / step) / std::round(1 / step) : std::round(value / step) * step;
    return std::clamp(rounded, range.low, range.high);
}

std::string value_words(const LeverRow& row, double value) {
    if (!std::isfinite(value)) return number_text(value);
    if (row.kind == RowValue::truth) return value != 0 ? "yes" : "no";
    if (row.kind == RowValue::choice) {
        const auto at = static_cast<std::size_t>(std::max(value, 0.0));
        return at < row.choices.size() ? row.choices[at] : number_text(value);
    }
    return number_text(value);
}

std::string_view unit_beside(const LeverRow& row) {
    return row.unit == "1" ? std::string_view{} : row.unit;
}

bool same_value(double a, double b) {
    if (std::isnan(a) && std::isnan(b)) return true;
    constexpr double to_the_eye = 1e-9;
    return std::abs(a - b) <= to_the_eye * std::max({std::abs(a), std::abs(b), 1e-12});
}

bool row_matches(const LeverRow& row, std::string_view words) {
    return holds_words(row.title, words) || holds_words(row.path, words) || holds_words(row.doc, words);
}

}  // namespace enclosure::viz
