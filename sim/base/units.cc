#include "sim/base/units.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "sim/base/ascii.h"

namespace enclosure {

namespace {

enum Dimension : std::size_t { in_years, in_dollars, in_flop, in_persons, in_points, in_magnitudes, in_tokens, in_growth, dimension_count };

// numerator / denominator · 10^exponent, in yr, USD, FLOP, person, point, OOM, token, x.
struct Unit {
    std::uint64_t numerator = 1, denominator = 1;
    int exponent = 0;
    std::array<int, dimension_count> powers{};
};

struct Named {
    std::string_view name;
    std::uint64_t numerator, denominator;
    int exponent;
    int dimension;  // -1 for a pure number
};

// 365.25 day = 1461/4 day.
constexpr std::array named_units{
    Named{"1", 1, 1, 0, -1},
    Named{"%", 1, 1, -2, -1},
    Named{"day", 4, 1461, 0, in_years},
    Named{"week", 28, 1461, 0, in_years},
    Named{"month", 1, 12, 0, in_years},
    Named{"yr", 1, 1, 0, in_years},
    Named{"USD", 1, 1, 0, in_dollars},
    Named{"kUSD", 1, 1, 3, in_dollars},
    Named{"MUSD", 1, 1, 6, in_dollars},
    Named{"GUSD", 1, 1, 9, in_dollars},
    Named{"FLOP", 1, 1, 0, in_flop},
    Named{"person", 1, 1, 0, in_persons},
    Named{"point", 1, 1, 0, in_points},
    Named{"OOM", 1, 1, 0, in_magnitudes},
    Named{"Mtok", 1, 1, 6, in_tokens},
    Named{"x", 1, 1, 0, in_growth},
};

constexpr std::string_view blanks = " \t";

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// Long division below needs 10 · remainder + digit in 64 bits, and a multiplication its carry.
std::uint64_t times(std::uint64_t a, std::uint64_t b) {
    constexpr std::uint64_t limit = 1'000'000'000'000'000;
    if (a > limit / b) throw UnitError("a unit's power is too large");
    return a * b;
}

void multiply(Unit& unit, const Named& factor, int power) {
    const bool over = power < 0;
    for (int i = 0; i < (over ? -power : power); ++i) {
        unit.numerator = times(unit.numerator, over ? factor.denominator : factor.numerator);
        unit.denominator = times(unit.denominator, over ? factor.numerator : factor.denominator);
        const std::uint64_t common = std::gcd(unit.numerator, unit.denominator);
        unit.numerator /= common;
        unit.denominator /= common;
    }
    unit.exponent += power * factor.exponent;
    if (factor.dimension >= 0) unit.powers[static_cast<std::size_t>(factor.dimension)] += power;
}

std::string quoted(std::string_view text) {
    return '"' + std::string(text) + '"';
}

// Reads one factor, such as "yr^2", off the front of `text`.
void read_factor(std::string_view& text, std::string_view whole, int sign, Unit& unit) {
    constexpr int largest_power = 9;
    const std::size_t end = std::min(text.find_first_of("*/"), text.size());
    std::string_view factor = trimmed(text.substr(0, end));
    text.remove_prefix(end);
    int power = 1;
    if (const std::size_t hat = factor.find('^'); hat != std::string_view::npos) {
        const std::string_view digits = trimmed(factor.substr(hat + 1));
        const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), power);
        if (error != std::errc{} || stop != digits.data() + digits.size() || power < -largest_power || power > largest_power) {
            throw UnitError(quoted(whole) + " is no unit: the power " + quoted(digits) + " is no integer from -9 to 9");
        }
        factor = trimmed(factor.substr(0, hat));
    }
    const auto named = std::find_if(named_units.begin(), named_units.end(), [&](const Named& n) { return n.name == factor; });
    if (named == named_units.end()) {
        throw UnitError(quoted(factor) + " is no unit; known are 1 % day week month yr USD kUSD MUSD GUSD FLOP person point OOM Mtok x");
    }
    multiply(unit, *named, sign * power);
}

Unit parse_unit(std::string_view text) {
    constexpr std::size_t longest = 100;
    if (text.size() > longest) throw UnitError("the unit is too long");
    const std::string_view whole = text;
    Unit unit;
    int sign = 1;
    if (!text.empty() && text[0] == '/') {  // "3/yr"
        sign = -1;
        text.remove_prefix(1);
    }
    while (true) {
        read_factor(text, whole, sign, unit);
        if (text.empty()) return unit;
        sign = text[0] == '/' ? -1 : 1;
        text.remove_prefix(1);
    }
}

// A decimal number: digits · 10^exponent, with a sign.
struct Decimal {
    bool negative = false;
    std::vector<std::uint8_t> digits;  // the first is the highest
    int exponent = 0;
};

// Reads a number off the front of `text`; no digits if there is none. An "e" without digits after it belongs to the unit.
Decimal read_decimal(std::string_view& text) {
    Decimal number;
    std::size_t i = 0;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) number.negative = text[i++] == '-';
    bool point = false;
    for (; i < text.size() && (is_digit(text[i]) || (text[i] == '.' && !point)); ++i) {
        if (text[i] == '.') {
            point = true;
            continue;
        }
        number.digits.push_back(static_cast<std::uint8_t>(text[i] - '0'));
        if (point) --number.exponent;
    }
    if (number.digits.empty()) return number;
    std::size_t e = i;
    if (e < text.size() && (text[e] == 'e' || text[e] == 'E')) {
        ++e;
        if (e < text.size() && text[e] == '+') ++e;
        int exponent = 0;
        const auto [stop, error] = std::from_chars(text.data() + e, text.data() + text.size(), exponent);
        if (error == std::errc{} && exponent >= -400 && exponent <= 400) {
            number.exponent += exponent;
            i = static_cast<std::size_t>(stop - text.data());
        } else if (error != std::errc::invalid_argument) {
            throw UnitError("the number is too large");
        }
    }
    text.remove_prefix(i);
    return number;
}

void multiply(std::vector<std::uint8_t>& digits, std::uint64_t factor) {
    std::uint64_t carry = 0;
    for (std::size_t i = digits.size(); i-- > 0;) {
        carry += digits[i] * factor;
        digits[i] = static_cast<std::uint8_t>(carry % 10);
        carry /= 10;
    }
    for (; carry > 0; carry /= 10) digits.insert(digits.begin(), static_cast<std::uint8_t>(carry % 10));
}

// number · numerator / denominator · 10^exponent, rounded once: a decimal text that is exact, or has so many digits and a mark for the
// rest that it rounds to the same double, is left to from_chars.
double scaled(Decimal number, std::uint64_t numerator, std::uint64_t denominator, int exponent) {
    constexpr std::size_t enough = 60;
    multiply(number.digits, numerator);
    std::string text = number.negative ? "-" : "";
    const std::size_t sign = text.size();
    std::uint64_t remainder = 0;
    exponent += number.exponent;
    for (std::size_t i = 0; i < number.digits.size() || (remainder > 0 && text.size() < number.digits.size() + enough); ++i) {
        const std::uint64_t digit = i < number.digits.size() ? number.digits[i] : 0;
        if (i >= number.digits.size()) --exponent;
        const std::uint64_t part = remainder * 10 + digit;
        text += static_cast<char>('0' + part / denominator);
        remainder = part % denominator;
    }
    if (remainder > 0) {
        text += '1';
        --exponent;
    }
    text.insert(text.size(), "e" + std::to_string(exponent));
    double value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    (void)stop;
    if (error == std::errc::result_out_of_range) {
        const bool zero = text.find_first_not_of('0', sign) == text.find('e');
        if (zero || exponent < 0) return number.negative ? -0.0 : 0.0;
        throw UnitError("the number is too large");
    }
    return value;
}

}  // namespace

double convert(std::string_view quantity, std::string_view unit) {
    constexpr std::size_t longest = 200;
    if (quantity.size() > longest) throw UnitError("the quantity is too long");
    std::string_view rest = trimmed(quantity);
    const Decimal number = read_decimal(rest);
    if (number.digits.empty()) throw UnitError("it does not begin with a number");
    rest = trimmed(rest);
    const Unit to = parse_unit(unit);
    const Unit from = rest.empty() ? to : parse_unit(rest);
    if (from.powers != to.powers) throw UnitError(quoted(rest) + " cannot be converted to " + quoted(unit));
    Unit ratio = from;
    // from / to; both are reduced, the product may not be.
    std::uint64_t a = std::gcd(from.numerator, to.numerator), b = std::gcd(from.denominator, to.denominator);
    ratio.numerator = times(from.numerator / a, to.denominator / b);
    ratio.denominator = times(from.denominator / b, to.numerator / a);
    ratio.exponent = from.exponent - to.exponent;
    const bool same = ratio.numerator == 1 && ratio.denominator == 1 && ratio.exponent == 0;
    if (from.powers[in_growth] != 0 && !same)
        throw UnitError(quoted(rest) + " is growth over another time and does not convert; write it in " + quoted(unit));
    return scaled(number, ratio.numerator, ratio.denominator, ratio.exponent);
}

bool is_unit(std::string_view text) {
    try {
        if (text.empty() || text[0] == '/') return false;
        parse_unit(text);
        return true;
    } catch (const UnitError&) {
        return false;
    }
}

std::optional<double> length_of_time(std::string_view text) {
    if (!begins_with_number(text) || text.find_first_not_of("0123456789.+-eE") == std::string_view::npos) return {};
    try {
        return convert(text, "yr");
    } catch (const UnitError&) {
        return {};
    }
}

bool begins_with_number(std::string_view text) {
    std::string_view rest = trimmed(text);
    if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) rest.remove_prefix(1);
    if (!rest.empty() && rest[0] == '.') rest.remove_prefix(1);
    return !rest.empty() && is_digit(rest[0]);
}

}  // namespace enclosure
