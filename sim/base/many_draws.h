// The draws of many rows, agents or alternatives in one step. Several blocks of Philox share a register, and several registers are in
// flight at once; the numbers are those of Draws, to the bit (tests/unit/many_draws_test.cc).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/base/purpose.h"

namespace enclosure {

/// out[k] = row_word(seed, purpose, serial, step, first + k): the draws of neighbouring rows.
void row_words(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::uint64_t first,
               std::span<std::uint32_t> out);

/// out[i]: upper half of the first number of Draws(seed, purpose, serial[i], step), for as many as there are serials. It rules out most
/// agents to whom something seldom happens (may_fall_below); whoever is left draws his own number whole.
void agent_words(std::uint64_t seed, Purpose purpose, std::span<const std::uint64_t> serial, std::uint32_t step,
                 std::span<std::uint32_t> out);

/// out[i]: both numbers of Draws(seed, purpose, serial[i], step, index), for as many as there are serials.
void agent_numbers(std::uint64_t seed, Purpose purpose, std::span<const std::uint64_t> serial, std::uint32_t step, std::uint32_t index,
                   std::span<std::array<std::uint64_t, 2>> out);

/// For each alternative of one agent, out[k]: pace[k] times a number that is at most 2^31 (1 − u), u the first of Draws(seed, purpose,
/// serial, step, index[k]), and seldom less by a millionth. For paces in [0, 1e28]. In bits of a float that is not negative, which are in
/// its order; returns the least of them, or that of infinity.
std::uint32_t least_waits(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step,
                          std::span<const std::uint32_t> index, std::span<const float> pace, std::span<std::uint32_t> out);

/// Whether Draws::uniform() of a number with that upper half may be below `probability`, which may be off by 1e-9.
constexpr bool may_fall_below(std::uint32_t word, double probability) {
    return static_cast<double>(word) * 0x1p-32 < probability + 1e-9;
}

/// Places k with word[k] <= last, in order, into `out`, which has room for all; returns how many there are.
std::size_t places_within(std::span<const std::uint32_t> word, std::uint32_t last, std::span<std::uint16_t> out);

/// Places k with word[k] <= last[kind[k]], in order, into `out`, which has room for all; returns how many there are.
std::size_t places_within(std::span<const std::uint32_t> word, std::span<const std::uint8_t> kind,
                          const std::array<std::uint32_t, 256>& last, std::span<std::uint16_t> out);

}  // namespace enclosure
