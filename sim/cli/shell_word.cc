#include "sim/cli/shell_word.h"

#include <algorithm>
#include <string_view>

#include "sim/base/ascii.h"

namespace enclosure::cli {

std::string shell_word(const std::string& text) {
    const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return is_id_character(c) || std::string_view("./=,:+@%").find(c) != std::string_view::npos;
    });
    if (plain) return text;
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

}  // namespace enclosure::cli
