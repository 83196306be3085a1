// The words of a condition's text: what trigger.cc parses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace enclosure {

struct TriggerWord {
    enum class Kind : std::uint8_t { name, number, relation, open, close, conjunction, disjunction, negation, wrong, end };

    Kind kind = Kind::end;
    std::string_view text = {};
    std::size_t column = 1;
    double number = 0;
};

/// Splits a text into words; the last is of kind `end`. A word of kind `wrong` is none of the language.
std::vector<TriggerWord> trigger_words(std::string_view text);

}  // namespace enclosure
