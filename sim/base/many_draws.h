// The first uniforms of many draws that differ in their index alone: one user's draws for all models. Two blocks of Philox share a
// register, and several registers are in flight at once; the numbers are those of Draws, to the bit (tests/unit/draws_test.cc).
#pragma once

#include <cstdint>
#include <span>

#include "sim/base/purpose.h"

namespace enclosure {

/// out[k] = Draws(seed, purpose, serial, step, index[k]).uniform(). `out` is at least as long as `index`.
void first_uniforms(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::span<const std::uint32_t> index,
                    std::span<double> out);

}  // namespace enclosure
