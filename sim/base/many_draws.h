// Many draws that differ in their index alone: one developer's draws for all projects, one step's draws for neighbouring users. Several
// blocks of Philox share a register, and several registers are in flight at once; the numbers are those of Draws, to the bit
// (tests/unit/draws_test.cc).
#pragma once

#include <cstdint>
#include <span>

#include "sim/base/purpose.h"

namespace enclosure {

/// out[k] = Draws(seed, purpose, serial, step, index[k]).uniform(). `out` is at least as long as `index`.
void first_uniforms(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::span<const std::uint32_t> index,
                    std::span<double> out);

/// out[k] = row_word(seed, purpose, serial, step, first + k): the draws of neighbouring rows.
void row_words(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::uint64_t first,
               std::span<std::uint32_t> out);

}  // namespace enclosure
