// Hashes as text: what fmt writes as {:016x}, read again.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

namespace enclosure {

/// The number of which these are the hexadecimal digits; nothing if they are none, or too many.
inline std::optional<std::uint64_t> from_hexadecimal(std::string_view digits) {
    std::uint64_t value = 0;
    const char* const last = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(digits.data(), last, value, 16);
    return error == std::errc{} && end == last ? std::optional(value) : std::nullopt;
}

}  // namespace enclosure
