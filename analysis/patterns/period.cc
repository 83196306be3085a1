#include "analysis/patterns/period.h"

#include <string>

#include "sim/base/calendar.h"

namespace enclosure {
namespace {

// First day of a month; months past December run into the next year.
double month_start(int year, int month) {
    const std::chrono::year_month_day day{std::chrono::year{year + (month - 1) / 12},
                                          std::chrono::month{static_cast<unsigned>((month - 1) % 12 + 1)}, std::chrono::day{1}};
    return static_cast<double>(Date{day}.time_since_epoch().count());
}

Period months(int year, int month, int count) {
    return {month_start(year, month), month_start(year, month + count)};
}

bool all_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<Period> period_of(std::string_view when) {
    if (when == "23 months") return months(2023, 5, 23);
    if (when == "16 months") return months(2023, 12, 16);
    if (when == "whole run" || when == "at open records") return months(2023, 7, 30);
    if (when.size() < 4 || !all_digits(when.substr(0, 4))) return std::nullopt;
    const int year = std::stoi(std::string(when.substr(0, 4)));
    const std::string_view rest = when.substr(4);
    if (rest.empty()) return months(year, 1, 12);
    if (rest == "-H1") return months(year, 1, 6);
    if (rest == "-H2") return months(year, 7, 6);
    if (rest.size() == 3 && rest[0] == '-' && all_digits(rest.substr(1))) {
        const int month = std::stoi(std::string(rest.substr(1)));
        if (month >= 1 && month <= 12) return months(year, month, 1);
    }
    if (rest.size() == 8 && rest.substr(0, 4) == " to " && all_digits(rest.substr(4))) {
        const int last = std::stoi(std::string(rest.substr(4)));
        if (last >= year) return months(year, 1, 12 * (last - year + 1));
    }
    return std::nullopt;
}

}  // namespace enclosure
