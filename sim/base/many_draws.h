// The draws of neighbouring rows in one step. Several blocks of Philox share a register, and several registers are in flight at once; the
// numbers are those of Draws, to the bit (tests/unit/choice_batch_test.cc).
#pragma once

#include <cstdint>
#include <span>

#include "sim/base/purpose.h"

namespace enclosure {

/// out[k] = row_word(seed, purpose, serial, step, first + k): the draws of neighbouring rows.
void row_words(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::uint64_t first,
               std::span<std::uint32_t> out);

}  // namespace enclosure
