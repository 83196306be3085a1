#include "sim/scenario/stand_in.h"

#include <cstddef>

namespace enclosure {

namespace {

constexpr unsigned byte(char c) {
    return static_cast<unsigned char>(c);
}

constexpr bool continues(char c) {
    return (byte(c) & 0xC0u) == 0x80u;
}

void append_four_bytes(std::string& out, char32_t c) {
    out += static_cast<char>(0xF0u | (c >> 18));
    out += static_cast<char>(0x80u | ((c >> 12) & 0x3Fu));
    out += static_cast<char>(0x80u | ((c >> 6) & 0x3Fu));
    out += static_cast<char>(0x80u | (c & 0x3Fu));
}

// Of a character from U+0080 to U+FFFF; surrogates are none.
void append_few_bytes(std::string& out, char32_t c) {
    if (c < 0x800) {
        out += static_cast<char>(0xC0u | (c >> 6));
    } else {
        out += static_cast<char>(0xE0u | (c >> 12));
        out += static_cast<char>(0x80u | ((c >> 6) & 0x3Fu));
    }
    out += static_cast<char>(0x80u | (c & 0x3Fu));
}

// The stand-in at text[i], four bytes long, as the character that it stands for; 0 if there is none.
char32_t stood_for(std::string_view text, std::size_t i) {
    if (i + 3 >= text.size() || byte(text[i]) != 0xF4 || (byte(text[i + 1]) & 0xF0u) != 0x80u) return 0;
    if (!continues(text[i + 2]) || !continues(text[i + 3])) return 0;
    return ((byte(text[i + 1]) & 0x0Fu) << 12) | ((byte(text[i + 2]) & 0x3Fu) << 6) | (byte(text[i + 3]) & 0x3Fu);
}

}  // namespace

std::string with_stand_ins(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    constexpr char32_t plane = 0x100000;
    if (text.substr(0, mark.size()) == mark) text.remove_prefix(mark.size());
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned first = byte(text[i]);
        char32_t c = 0;
        std::size_t more = 0;
        if ((first & 0xE0u) == 0xC0u && i + 1 < text.size() && continues(text[i + 1])) {
            c = ((first & 0x1Fu) << 6) | (byte(text[i + 1]) & 0x3Fu);
            more = c >= 0x80 ? 1 : 0;
        } else if ((first & 0xF0u) == 0xE0u && i + 2 < text.size() && continues(text[i + 1]) && continues(text[i + 2])) {
            c = ((first & 0x0Fu) << 12) | ((byte(text[i + 1]) & 0x3Fu) << 6) | (byte(text[i + 2]) & 0x3Fu);
            more = c >= 0x800 && (c < 0xD800 || c > 0xDFFF) ? 2 : 0;
        }
        if (more > 0) {
            append_four_bytes(out, c + plane);
            i += more;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string without_stand_ins(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t c = stood_for(text, i);
        if (c >= 0x80) {
            append_few_bytes(out, c);
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

bool holds_stand_ins(std::string_view text) {
    return text.find('\xF4') != std::string_view::npos;
}

}  // namespace enclosure
