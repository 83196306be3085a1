// Bytes of many rows at once, in vectors: codes looked up in a table, counted by value, by set and by group, and looked for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace enclosure {

/// out[i] = table[in[i]], for as many as there are bytes in `in`; `out` may be `in`. Fastest where the table has one value but for a few
/// runs of 16.
void look_up_bytes(std::span<const std::uint8_t> in, const std::array<std::uint8_t, 256>& table, std::span<std::uint8_t> out);

/// count[v]: how many bytes have the value v. Fastest where all have one of a few `expected` values, each listed once.
std::array<std::int64_t, 256> count_bytes(std::span<const std::uint8_t> bytes, std::span<const std::uint8_t> expected);

/// Some of the values of a byte.
class ByteSet {
  public:
    void insert(std::uint8_t value) { (value < 128 ? lower_ : upper_)[value % 16] |= static_cast<std::uint8_t>(1u << (value / 16 % 8)); }
    bool contains(std::uint8_t value) const { return ((value < 128 ? lower_ : upper_)[value % 16] >> (value / 16 % 8) & 1) != 0; }

    /// Of the values below 128, and of the others: by their lower four bits, a bit for each value of the three above.
    const std::uint8_t* lower() const { return lower_.data(); }
    const std::uint8_t* upper() const { return upper_.data(); }

  private:
    alignas(16) std::array<std::uint8_t, 16> lower_{};
    alignas(16) std::array<std::uint8_t, 16> upper_{};
};

/// How many rows have a byte of each set and a number that is at most `most`; as many numbers as bytes.
std::array<std::int64_t, 2> count_up_to(std::span<const std::uint8_t> bytes, const std::array<ByteSet, 2>& sets,
                                        std::span<const std::uint16_t> numbers, std::uint16_t most);

struct Variety {
    std::int64_t groups = 0;  ///< that have a value at all
    std::int64_t values = 0;  ///< different ones in a group, over all groups
};

/// What values below `below` groups of neighbouring bytes have. place[i] is the place of byte i in its group, from 0 up; none is above
/// `last`, and the first byte is the first of its group.
Variety variety(std::span<const std::uint8_t> bytes, std::span<const std::uint8_t> place, std::uint8_t last, std::uint8_t below);

/// Whether one of the bytes has that value.
inline bool has_byte(std::span<const std::uint8_t> bytes, std::uint8_t value) {
    return !bytes.empty() && std::memchr(bytes.data(), value, bytes.size()) != nullptr;
}

}  // namespace enclosure
