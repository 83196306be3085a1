#include "sim/policy/trigger_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

#include "sim/base/ascii.h"

namespace enclosure {

namespace {

using WordKind = TriggerWord::Kind;

bool begins_name(char c) {
    return is_letter(c) || c == '_';
}

// Ids hold dashes; nothing is ever subtracted.
bool continues_name(char c) {
    return is_id_character(c) || c == '.';
}

std::size_t length_of_name(std::string_view text) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), continues_name) - text.begin());
}

WordKind kind_of_name(std::string_view name) {
    if (name == "and") return WordKind::conjunction;
    if (name == "or") return WordKind::disjunction;
    return name == "not" ? WordKind::negation : WordKind::name;
}

TriggerWord number_at(std::string_view text) {
    TriggerWord word{.kind = WordKind::wrong};
    const std::size_t sign = text[0] == '-' || text[0] == '+' ? 1 : 0;
    const char* begin = text.data() + (text[0] == '+' ? 1 : 0);
    const auto [rest, error] = std::from_chars(begin, text.data() + text.size(), word.number);
    // Letters after the digits belong to the wrong word, so that a message shows the whole of it.
    std::size_t length = std::max(static_cast<std::size_t>(rest - text.data()), sign + length_of_name(text.substr(sign)));
    length = std::max<std::size_t>(length, 1);
    word.text = text.substr(0, length);
    if (error == std::errc{} && rest == text.data() + length && std::isfinite(word.number)) word.kind = WordKind::number;
    return word;
}

TriggerWord word_at(std::string_view text) {
    const char c = text[0];
    if (c == '(') return {.kind = WordKind::open, .text = text.substr(0, 1)};
    if (c == ')') return {.kind = WordKind::close, .text = text.substr(0, 1)};
    for (const std::string_view relation : {"<=", ">=", "==", "!=", "<", ">"}) {
        if (text.substr(0, relation.size()) == relation) return {.kind = WordKind::relation, .text = text.substr(0, relation.size())};
    }
    for (const std::string_view other : {"&&", "||"}) {
        if (text.substr(0, 2) == other) return {.kind = WordKind::wrong, .text = text.substr(0, 2)};
    }
    if (is_digit(c) || c == '.' || c == '-' || c == '+') return number_at(text);
    if (!begins_name(c)) {
        std::size_t length = 1;  // a character of several bytes is shown whole
        while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xc0u) == 0x80u) ++length;
        return {.kind = WordKind::wrong, .text = text.substr(0, length)};
    }
    const std::string_view name = text.substr(0, length_of_name(text));
    return {.kind = kind_of_name(name), .text = name};
}

}  // namespace

std::vector<TriggerWord> trigger_words(std::string_view text) {
    constexpr std::string_view blank = " \t\r\n";
    std::vector<TriggerWord> words;
    std::size_t at = text.find_first_not_of(blank);
    while (at != std::string_view::npos) {
        words.push_back(word_at(text.substr(at)));
        words.back().column = at + 1;
        at = text.find_first_not_of(blank, at + words.back().text.size());
    }
    words.push_back({.kind = WordKind::end, .text = "", .column = text.size() + 1});
    return words;
}

}  // namespace enclosure
