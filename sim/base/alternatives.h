// Draws of one agent for each of his alternatives: a second generator, keyed by a block of the first (draws.h), costs half of a block each.
//
// Invariant: the draw for an alternative depends on (seed, purpose, serial, step) and the alternative's key, and on nothing else. With
// words a, b, c of Draws(seed, purpose, serial, step): Philox2x32-7 (Salmon, Moraes, Dror and Shaw, SC 2011) of counter {key, a} under key
// b; c is left for an alternative that is always there.
//
// Seven rounds in place of the usual ten take a tenth off a keyed choice. The authors know of no flaw from six rounds on (Random123,
// philox.h, Philox2x32_R), and here a and b are random already, as words of a block of ten rounds.
#pragma once

#include <cstddef>

#include "sim/base/draws.h"

namespace enclosure {

/// Alternatives that a column of them is padded to: a multiple of what any set of vector instructions has in two vectors.
inline constexpr std::size_t alternative_lanes = 32;

constexpr std::size_t padded_alternatives(std::size_t count) {
    return (count + alternative_lanes - 1) / alternative_lanes * alternative_lanes;
}

inline constexpr unsigned alternative_rounds = 7;

class AlternativeDraws {
  public:
    AlternativeDraws(std::uint64_t seed, Purpose purpose, std::uint64_t serial, std::uint32_t step) : block_(seed, purpose, serial, step) {}

    /// 32 uniform bits for the alternative with that key.
    std::uint32_t word(std::uint32_t key) const {
        using Philox = r123::Philox2x32_R<alternative_rounds>;
        const Philox::ctr_type counter = {{key, block_.word(0)}};
        return Philox{}(counter, {{block_.word(1)}}).v[0];
    }

    /// 32 uniform bits for the alternative that needs no key.
    std::uint32_t own_word() const { return block_.word(2); }

  private:
    Draws block_;
};

}  // namespace enclosure
