// An indicator as the window names it and shows its numbers. Unit, meaning and direction are those of the tables of indicators; what stands
// here is the short title of those that a visitor meets first.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "analysis/chart/number.h"

namespace enclosure::viz {

/// "Open share of seats", "User surplus".
std::string indicator_title(std::string_view name);

/// How its numbers are shown: shares as per cent, money in dollars.
Form indicator_form(std::string_view name, std::string_view unit);

/// The same for differences: of shares as percentage points.
Form indicator_difference_form(std::string_view name, std::string_view unit);

/// What stands beside the title: "%", "USD/Mtok"; nothing for a pure number.
std::string short_unit(std::string_view name, std::string_view unit);

/// Meaning, unit in words, and which way is good, as lines of a tooltip.
std::string indicator_tip(std::string_view name, std::string_view unit, std::string_view doc);

/// Its row in indicators().
std::optional<std::size_t> indicator_row(std::string_view name);

/// "12.3%"; a dash for NaN.
std::string indicator_value(std::string_view name, std::string_view unit, double value);

}  // namespace enclosure::viz
