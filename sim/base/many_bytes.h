// Bytes of many rows at once, in vectors: codes looked up in a table, and counted by value.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace enclosure {

/// out[i] = table[in[i]], for as many as there are bytes in `in`; `out` may be `in`. Fastest where the table has one value but for a few
/// runs of 16.
void look_up_bytes(std::span<const std::uint8_t> in, const std::array<std::uint8_t, 256>& table, std::span<std::uint8_t> out);

/// count[v]: how many bytes have the value v, of the values that are below `below` or at least `from`; of others it is unspecified. Fastest
/// where these are few.
std::array<std::int64_t, 256> count_bytes(std::span<const std::uint8_t> bytes, std::size_t below, std::size_t from);

}  // namespace enclosure
