// The draws of sampling designs: keyed by the seed, what is drawn, the point or factor, so that a longer design begins like a shorter one.
#pragma once

#include <cstdint>

#include "sim/base/draws.h"

namespace enclosure {

/// What a draw of Purpose::study_design is for; stands where a run's draws have their step. Never renumber. Every integer is a seed, 0 too.
enum class DesignDraw : std::uint32_t { random_point = 0, latin_hypercube = 1, exchange = 2, digital_shift = 3, owen = 4, morris = 5 };

inline Draws design_draws(std::uint64_t seed, DesignDraw what, std::uint64_t serial, std::uint32_t index) {
    return Draws(seed, Purpose::study_design, serial, static_cast<std::uint32_t>(what), index);
}

/// A whole number below `count` <= 2^32 from 32 uniform bits; its odds are off by less than count / 2^32 of themselves.
constexpr std::uint64_t whole_below(std::uint64_t count, std::uint32_t word) {
    return (word * count) >> 32;
}

}  // namespace enclosure
