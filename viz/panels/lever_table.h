// Everything that somebody can move while a world runs: the levers of policies and shocks, and the parameters of the model, as one list of
// rows in groups. Invariant: the rows are folds over levers() and over the described parameter groups; nothing about a row is written here
// a second time.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.h"
#include "sim/policy/lever.h"
#include "sim/scenario/parameters.h"
#include "viz/kit/widgets.h"

namespace enclosure::viz {

/// What a row's number stands for: itself, no or yes, or the number of a choice.
enum class RowValue : std::uint8_t { number, whole, truth, choice };

struct LeverRow {
    std::string path;   ///< "prices.markup_max", or the name of a lever
    std::string title;  ///< in words
    std::string_view unit, doc, source;
    std::string_view needs = {};  ///< switch without which it has no effect
    Range legal, usual;
    RowValue kind = RowValue::number;
    std::vector<std::string> choices = {};
    const Lever* lever = nullptr;  ///< null for a parameter
    bool impulse = false;          ///< strikes once, by what it rises
    bool live = true;              ///< may change while a run goes on; otherwise from the start of a run only
    double initial = 0;            ///< where no file names it
    std::size_t place = 0;         ///< in the order of all rows
};

struct LeverGroup {
    std::string title;
    bool policies = false;  ///< levers; otherwise parameters
    std::vector<LeverRow> rows;
};

/// All groups: levers by theme, then parameters by the group that the model keeps them in.
std::span<const LeverGroup> lever_groups();

/// Number of rows of all groups.
std::size_t lever_row_count();

/// The row of that path; null if there is none.
const LeverRow* find_row(std::string_view path);

/// The numbers of the parameters' rows, in the order of the rows; levers come first, as NaN.
std::vector<double> parameter_numbers(const Parameters& parameters);

/// The slider of a row: over the usual range, widened so that `given` (the notch) and `value` lie on it; logarithmic if it spans more than
/// two decades.
SliderRange slider_range(const LeverRow& row, double given, double value);

/// A value of a slider, rounded to what a hand can mean: about two hundred places, or two digits on a logarithmic one.
double round_value(const SliderRange& range, double value);

/// The number as a reader sees it, without its unit: "0.35", "yes", "small_world".
std::string value_words(const LeverRow& row, double value);

/// The unit beside it; empty for a pure number.
std::string_view unit_beside(const LeverRow& row);

/// Whether two numbers of a row are the same to a reader's eye.
bool same_value(double a, double b);

/// Whether the row's title, path or doc holds the words, whatever their case. Everything matches no words.
bool row_matches(const LeverRow& row, std::string_view words);

}  // namespace enclosure::viz
