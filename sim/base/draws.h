// Randomness is a function: a draw depends on (seed, purpose, serial, step, index) and on nothing else. There is no generator to carry
// along, nothing to seed per thread, nothing to checkpoint; a new purpose, agent or step never shifts another's draws.
//
// Invariant: counter = {serial low, serial high, index, step << 8 | purpose}, key = seed; one block of Philox4x32-10 (Salmon, Moraes, Dror
// and Shaw, SC 2011; the Random123 library) gives the two 64-bit words that one Draws may be asked for.
#pragma once

// The library tests for vector units that its Philox does not use; without them the include costs half a second less.
#define R123_USE_SSE 0
#include <Random123/philox.h>

#include <array>
#include <bit>
#include <cassert>
#include <cstdint>

#include "sim/base/math.h"
#include "sim/base/purpose.h"

namespace enclosure {

/// Uniform in the open interval (0, 1): an odd multiple of 2^-53, so neither end is ever met and the mean is exactly 1/2.
constexpr double uniform_of_bits(std::uint64_t bits) {
    return std::bit_cast<double>((bits >> 12) | 0x3ff0000000000000u) - (1.0 - 0x1p-53);
}

class Draws {
  public:
    /// The draws of the agent or pair `serial` for one purpose in one step (below 2^24). Who needs more than two numbers takes another
    /// index.
    Draws(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::uint32_t index = 0) {
        assert(step < (1u << 24));
        const r123::Philox4x32::ctr_type counter = {{low(serial), high(serial), index, (step << 8) | static_cast<std::uint32_t>(purpose)}};
        const r123::Philox4x32::key_type key = {{low(seed), high(seed)}};
        const r123::Philox4x32::ctr_type block = r123::Philox4x32{}(counter, key);
        words_ = {join(block.v[0], block.v[1]), join(block.v[2], block.v[3])};
    }

    /// The k-th of the block's four words of 32 uniform bits, for draws in single precision; not beside the numbers below, which use them
    /// too.
    std::uint32_t word(std::size_t k) const {
        assert(k < 4);
        return static_cast<std::uint32_t>(words_[k / 2] >> (32 * (k % 2)));
    }

    /// 64 uniform bits.
    std::uint64_t bits() {
        assert(used_ < words_.size() && "a third number from one Draws: take another index");
        return words_[used_++];
    }

    double uniform() { return uniform_of_bits(bits()); }

    /// Standard normal, by inversion; |z| < 8.3.
    double normal() { return math::normal_quantile(uniform()); }

    /// Exponential with mean 1, by inversion.
    double exponential() { return -math::log(uniform()); }

    /// Standard Gumbel (mode 0), by inversion: the largest of a + gumbel picks by the logit law.
    double gumbel() { return -math::log(-math::log(uniform())); }

  private:
    static constexpr std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
    static constexpr std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }
    static constexpr std::uint64_t join(std::uint32_t lo, std::uint32_t hi) { return std::uint64_t{hi} << 32 | lo; }

    std::array<std::uint64_t, 2> words_{};
    std::uint32_t used_ = 0;
};

/// 32 uniform bits for row `index` of what `serial` names: four neighbouring rows share a block, and none depends on how many rows there
/// are.
inline std::uint32_t row_word(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step, std::uint64_t index) {
    return Draws(seed, purpose, serial, step, static_cast<std::uint32_t>(index / 4)).word(index % 4);
}

}  // namespace enclosure
