// What a character is, in ASCII whatever the locale: std::isalpha and its kin ask the locale, which must not change a result.
#pragma once

namespace enclosure {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What ids are made of, and keys that TOML takes without quotes.
constexpr bool is_id_character(char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '-';
}

}  // namespace enclosure
