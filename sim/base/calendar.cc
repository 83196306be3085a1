#include "sim/base/calendar.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace enclosure {

namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

int digits(std::string_view text) {
    int n = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        n = n * 10 + (c - '0');
    }
    return n;
}

// The same day of the month, `n` months later; the month's last day if it is shorter.
Date months_after(Date start, int n) {
    const year_month_day from{start};
    const year_month_day to = from + months{n};
    if (to.ok()) return sys_days{to};
    return sys_days{to.year() / to.month() / std::chrono::last};
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int y = digits(text.substr(0, 4)), m = digits(text.substr(5, 2)), d = digits(text.substr(8, 2));
    if (y < 0 || m < 0 || d < 0) return std::nullopt;
    const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
    if (!date.ok()) return std::nullopt;
    return sys_days{date};
}

std::string to_string(Date date) {
    const year_month_day ymd{date};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                  static_cast<unsigned>(ymd.day()));
    return text;
}

double years_between(Date start, Date date) {
    if (date < start) return -years_between(date, start);
    const year_month_day from{start}, to{date};
    int whole = (static_cast<int>(to.year()) - static_cast<int>(from.year())) * 12 + static_cast<int>(static_cast<unsigned>(to.month())) -
                static_cast<int>(static_cast<unsigned>(from.month()));
    if (months_after(start, whole) > date) --whole;
    const auto rest = (date - months_after(start, whole)).count();
    return whole / 12.0 + static_cast<double>(rest) / days_per_year;
}

Date date_after(Date start, double years) {
    constexpr double slack = 1e-6;  // months; k steps of 1/12 yr are whole months up to rounding
    const double in_months = years * 12;
    const double whole = std::nearbyint(in_months);
    if (std::abs(in_months - whole) < slack) return months_after(start, static_cast<int>(whole));
    // Inverse of years_between: whole months first, the rest in days.
    const double full = std::floor(in_months);
    const Date from = months_after(start, static_cast<int>(full));
    return from + days{static_cast<int>(std::nearbyint((in_months - full) / 12 * days_per_year))};
}

}  // namespace enclosure
