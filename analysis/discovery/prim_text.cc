#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/discovery/prim_box.h"

namespace enclosure {
namespace {

constexpr int most_digits = 17;  // enough to tell any two doubles apart

double parsed_number(const std::string& text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// `limit` with that many significant digits: the nearest such number, the next below and the next above.
std::vector<double> with_digits(double limit, int digits) {
    const std::string text = fmt::format("{:.{}e}", limit, digits - 1);
    const std::size_t e = text.find('e');
    const double mantissa = parsed_number(text.substr(0, e));
    const double step = parsed_number(fmt::format("1e-{}", digits - 1));
    std::vector<double> numbers{parsed_number(text)};
    for (const double side : {-step, step}) {
        numbers.push_back(parsed_number(fmt::format("{:.{}f}{}", mantissa + side, digits - 1, text.substr(e))));
    }
    return numbers;
}

std::string input_words(const InputColumn& input) {
    return input.title.empty() ? input.id : input.title;
}

std::string levels_text(const PrimLimit& limit, const InputColumn& input) {
    if (limit.levels.size() == 1) return fmt::format("{} = {}", input_words(input), input.levels[limit.levels.front()]);
    std::string list;
    for (const std::uint32_t level : limit.levels) list += (list.empty() ? "" : ", ") + input.levels[level];
    return fmt::format("{} in {{{}}}", input_words(input), list);
}

std::string numbers_text(const PrimLimit& limit, const InputColumn& input) {
    // The values next to each limit, inside and outside.
    constexpr double infinite = std::numeric_limits<double>::infinity();
    double below = -infinite, first = infinite, last = -infinite, above = infinite;
    for (const double x : input.values) {
        if (x < limit.low) below = std::max(below, x);
        if (x >= limit.low) first = std::min(first, x);
        if (x <= limit.high) last = std::max(last, x);
        if (x > limit.high) above = std::min(above, x);
    }
    const std::string low = limit.has_low() ? fmt::format("{}", rounded_limit(limit.low, below, first)) : "";
    const std::string high = limit.has_high() ? fmt::format("{}", rounded_limit(limit.high, above, last)) : "";
    const std::string unit = input.unit.empty() || input.unit == "1" ? "" : " " + input.unit;
    const std::string name = input_words(input);
    if (low.empty()) return fmt::format("{} ≤ {}{}", name, high, unit);
    if (high.empty()) return fmt::format("{} ≥ {}{}", name, low, unit);
    if (low == high) return fmt::format("{} = {}{}", name, low, unit);
    return fmt::format("{} ≤ {} ≤ {}{}", low, name, high, unit);
}

}  // namespace

double rounded_limit(double limit, double below, double at) {
    const auto fits = [&](double x) { return below < at ? below < x && x <= at : at <= x && x < below; };
    if (!std::isfinite(limit) || !fits(limit)) return limit;
    if (fits(0)) return 0;
    for (int digits = 1; digits <= most_digits; ++digits) {
        bool found = false;
        double best = 0;
        for (const double x : with_digits(limit, digits)) {
            if (!fits(x) || (found && std::fabs(x - limit) >= std::fabs(best - limit))) continue;
            found = true;
            best = x;
        }
        if (found) return best;
    }
    return limit;
}

std::string prim_box_text(const PrimBox& box, std::span<const InputColumn> inputs) {
    std::string text;
    for (const PrimLimit& limit : box.limits) {
        const InputColumn& input = inputs[limit.input];
        text += (text.empty() ? "" : " and ") + (input.categorical() ? levels_text(limit, input) : numbers_text(limit, input));
    }
    return text.empty() ? "everything" : text;
}

}  // namespace enclosure
