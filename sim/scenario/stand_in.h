// Characters beyond ASCII, moved out of the TOML parser's way. toml++ 3.3 promises the optimiser that it never asks whether a character
// from U+00A1 to U+0499 is a blank, and then asks. So each character from U+0080 to U+FFFF is parsed as a stand-in, U+100000 higher, of
// which the parser knows that it is none; texts are turned back afterwards. Columns stay, for they count characters.
#pragma once

#include <string>
#include <string_view>

namespace enclosure {

/// The text with stand-ins, without a byte order mark. Bytes that are no UTF-8 stay as they are: the parser refuses them.
std::string with_stand_ins(std::string_view text);

/// The text with each stand-in turned back.
std::string without_stand_ins(std::string_view text);

/// Whether the text holds characters that stand-ins could be mistaken for: those of the private plane from U+100000.
bool holds_stand_ins(std::string_view text);

}  // namespace enclosure
