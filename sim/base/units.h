// Units at the edge: a quantity written with a unit becomes a bare number in the unit of the parameter.
//
//   unit     = factor { ("*" | "/") factor }          factor = name [ "^" integer ]
//   name     = 1 % day week month yr USD kUSD MUSD GUSD FLOP person point OOM Mtok x
//
// 1 yr = 12 month = 365.25 day, 1 week = 7 day, 1 % = 1/100. `x` is a factor of growth: "2.4 x/yr" is 2.4 times as much each year. It
// never converts, since 1.1 times a month is not 13.2 times a year and 140 % of growth a year is 2.4 x/yr.
// Invariant: a result is the double nearest to the exact rational value; there is no second rounding.
#pragma once

#include <optional>
#include <stdexcept>
#include <string_view>

namespace enclosure {

/// The text is no quantity, or its unit is unknown or of another kind. what() is a phrase without the quantity itself.
class UnitError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The quantity ("12 month", "30 %/yr", "-2.5 MUSD", "3/yr"; a bare number is in `unit` already) in `unit`. Throws UnitError.
double convert(std::string_view quantity, std::string_view unit);

/// Whether the text is a unit of the grammar above.
bool is_unit(std::string_view text);

/// Years, if the text is a length of time with its unit, such as "6 month" or "1yr"; nothing for a bare number or another quantity.
std::optional<double> length_of_time(std::string_view text);

/// Whether the text begins as a quantity does: with a number.
bool begins_with_number(std::string_view text);

}  // namespace enclosure
