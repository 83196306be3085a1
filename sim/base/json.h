// JSON text. Invariant: the same values give the same bytes; numbers read back as the same doubles.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace enclosure {

/// A JSON string with its quotes; control characters, quotes and backslashes escaped, bytes that are no UTF-8 replaced by U+FFFD.
std::string json_string(std::string_view text);

/// A JSON array of strings, on one line.
std::string json_strings(const std::vector<std::string>& texts);

/// A JSON number, the shortest that reads back as `value`; null for NaN and infinities, which JSON does not have.
std::string json_number(double value);

}  // namespace enclosure
