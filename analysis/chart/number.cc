#include "analysis/chart/number.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

namespace enclosure {
namespace {

constexpr std::string_view minus = "\u2212";
constexpr std::string_view dash = "\u2013";

std::string with_commas(std::string_view digits) {
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0 && whole > 3) out += ',';
        out += digits[i];
    }
    return out;
}

/// Decimals that show `digits` significant digits of `size` > 0.
int decimals_for(double size, int digits) {
    const int before = static_cast<int>(std::floor(std::log10(size))) + 1;
    return std::max(0, digits - before);
}

std::string without_trailing_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

/// "1.2e-7" from a number too small or too large for plain digits.
std::string scientific(double size, int digits) {
    const std::string text = fmt::format("{:.{}e}", size, std::max(0, digits - 1));
    const std::size_t e = text.find('e');
    const std::string mantissa = without_trailing_zeros(text.substr(0, e));
    int power = 0;
    const char* first = text.data() + e + 1;
    if (*first == '+') ++first;
    std::from_chars(first, text.data() + text.size(), power);
    return power < 0 ? fmt::format("{}e{}{}", mantissa, minus, -power) : fmt::format("{}e{}", mantissa, power);
}

std::string words_of(std::string_view word, bool single) {
    static constexpr std::array<std::array<std::string_view, 3>, 14> known{{{"USD", "US dollar", "US dollars"},
                                                                            {"yr", "year", "years"},
                                                                            {"year", "year", "years"},
                                                                            {"years", "year", "years"},
                                                                            {"month", "month", "months"},
                                                                            {"week", "week", "weeks"},
                                                                            {"day", "day", "days"},
                                                                            {"person", "person", "people"},
                                                                            {"point", "point", "points"},
                                                                            {"points", "point", "points"},
                                                                            {"OOM", "order of magnitude", "orders of magnitude"},
                                                                            {"Mtok", "million tokens", "million tokens"},
                                                                            {"FLOP", "FLOP", "FLOP"},
                                                                            {"1", "", ""}}};
    for (const auto& row : known)
        if (row[0] == word) return std::string(single ? row[1] : row[2]);
    return std::string(word);
}

}  // namespace

Form percent_form() {
    return {.factor = 100, .suffix = "%", .digits = 3, .most_decimals = 1, .keep_zeros = true};
}

Form money_form() {
    return {.prefix = "$"};
}

Magnitude magnitude_of(double value) {
    const double size = std::abs(value);
    if (!(size >= 1e4) || size >= 1e16) return {};
    if (size < 1e6) return {1e3, "k"};
    if (size < 1e9) return {1e6, " m"};
    if (size < 1e12) return {1e9, " bn"};
    return {1e12, " tn"};
}

std::string fixed_text(double value, int decimals) {
    if (!std::isfinite(value)) return std::string(dash);
    std::string text = with_commas(fmt::format("{:.{}f}", std::abs(value), decimals));
    const bool zero = text.find_first_not_of("0.,") == std::string::npos;
    return value < 0 && !zero ? std::string(minus) + text : text;
}

std::string number_text(double value, const Form& form) {
    const double shown = value * form.factor;
    if (!std::isfinite(shown)) return std::string(dash);
    const double size = std::abs(shown);
    const std::string_view sign = shown < 0 ? minus : std::string_view{};
    std::string body;
    if (size == 0) {
        body = "0";
    } else if (size < 1e-4) {
        body = scientific(size, form.digits);
    } else if (size >= 1e16) {
        body = scientific(size, form.digits);
    } else {
        // Rounding may carry into the next power (999,999 to 1 m), so the magnitude is that of the rounded number.
        const double grain = std::pow(10.0, std::floor(std::log10(size)) + 1 - form.digits);
        Magnitude magnitude = magnitude_of(size >= 1e4 ? std::round(size / grain) * grain : size);
        if (magnitude.size == 1e3) magnitude = {};  // 12,400 reads better than 12.4k outside a chart
        const double scaled = size / magnitude.size;
        const int decimals = std::max(std::min(form.most_decimals, decimals_for(scaled, form.digits)), decimals_for(scaled, 1));
        const std::string digits = fmt::format("{:.{}f}", scaled, std::min(decimals, 17));
        body = with_commas(form.keep_zeros ? digits : without_trailing_zeros(digits));
        body += magnitude.suffix;
    }
    return fmt::format("{}{}{}{}", sign, form.prefix, body, form.suffix);
}

std::string unit_words(std::string_view unit) {
    // Collect words with their exponents; "/" turns the sign of the one word that follows.
    std::vector<std::pair<std::string, int>> parts;
    bool divide = false;
    std::size_t i = 0;
    while (i < unit.size()) {
        const char c = unit[i];
        if (c == '/') divide = true;
        if (c == '/' || c == '*' || c == ' ' || c == '.') {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < unit.size() && unit[end] != '/' && unit[end] != '*' && unit[end] != ' ' && unit[end] != '.') ++end;
        std::string_view word = unit.substr(i, end - i);
        int power = 1;
        const std::size_t digits = word.find_last_not_of("0123456789");
        if (digits != std::string_view::npos && digits + 1 < word.size()) {
            std::from_chars(word.data() + digits + 1, word.data() + word.size(), power);
            const bool negative = word[digits] == '-';
            word = word.substr(0, digits + (negative || word[digits] == '^' ? 0 : 1));
            if (negative) power = -power;
            if (!word.empty() && word.back() == '^') word.remove_suffix(1);
        }
        parts.emplace_back(std::string(word), divide ? -power : power);
        divide = false;
        i = end;
    }
    std::string above, below;
    for (const auto& [word, power] : parts) {
        const std::string text = words_of(word, power < 0);
        if (text.empty()) continue;
        std::string& side = power < 0 ? below : above;
        if (!side.empty()) side += ' ';
        if (power < 0) side += "per ";
        side += text;
        if (std::abs(power) > 1) side += fmt::format("^{}", std::abs(power));
    }
    return above.empty() || below.empty() ? above + below : above + " " + below;
}

}  // namespace enclosure
