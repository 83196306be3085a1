#include "viz/panels/words.h"

#include <algorithm>
#include <cmath>

#include "analysis/chart/number.h"

namespace enclosure::viz {

namespace {

char small_letter(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

std::string in_words(std::string_view name) {
    std::string words(name);
    std::replace(words.begin(), words.end(), '_', ' ');
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

std::string in_one_word(std::string_view title) {
    std::string word;
    for (const char c : title) {
        const char small = small_letter(c);
        const bool plain = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
        if (plain)
            word += small;
        else if (!word.empty() && word.back() != '_')
            word += '_';
    }
    while (!word.empty() && word.back() == '_') word.pop_back();
    return word;
}

bool holds_words(std::string_view text, std::string_view words) {
    const auto same = [](char a, char b) { return small_letter(a) == small_letter(b); };
    while (!words.empty()) {
        const std::size_t end = words.find(' ');
        const std::string_view word = words.substr(0, end);
        words = end == std::string_view::npos ? std::string_view{} : words.substr(end + 1);
        if (!word.empty() && std::search(text.begin(), text.end(), word.begin(), word.end(), same) == text.end()) return false;
    }
    return true;
}

std::string counted(std::size_t count, std::string_view one) {
    return std::to_string(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

std::string step_name(double step) {
    constexpr double months = 12;
    constexpr double rounding = 1e-9;
    return std::abs(step * months - 1) < rounding ? "month" : "step";
}

std::string bytes_words(std::size_t bytes) {
    const auto amount = static_cast<double>(bytes);
    constexpr double kilo = 1e3;
    constexpr double mega = 1e6;
    constexpr double giga = 1e9;
    const Form two{.digits = 2};
    if (amount >= giga) return number_text(amount / giga, two) + " GB";
    if (amount >= mega) return number_text(amount / mega, two) + " MB";
    return number_text(amount / kilo, two) + " kB";
}

}  // namespace enclosure::viz
