// Dates and model time. Model time t is in years since the start of the run; a step of whole months falls on the same day of each
// month, any other step on the nearest day.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace enclosure {

using Date = std::chrono::sys_days;

/// The first day of the baseline, and the origin of the time axes of files.
inline constexpr Date time_epoch = std::chrono::year{2023} / std::chrono::January / 1;

/// Mean length of a year in days.
inline constexpr double days_per_year = 365.25;

/// "2023-01-31" as a date; nothing if the text is no date of the Gregorian calendar.
std::optional<Date> parse_date(std::string_view text);

/// A date as "2023-01-31".
std::string to_string(Date date);

/// Years from `start` to `date`: whole months count 1/12, the rest of the days 1/365.25. Negative if `date` is before `start`.
double years_between(Date start, Date date);

/// The date `years` after `start`, on the same day of the month if `years` is a whole number of months.
Date date_after(Date start, double years);

}  // namespace enclosure
