// What the reference passes to its vectorised part (choices.cc): columns, market and keys of one tick.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "bench/adoption_kernel/kernel.h"

namespace enclosure::adoption_kernel {

/// Users whose neighbours are collected before they choose: all of it stays in the first-level cache.
inline constexpr std::size_t chunk = 256;

struct Choices {
    const float* quality_taste;
    const float* price_taste;
    const float* company_taste;
    const std::uint8_t* state;  ///< of user 0; readable 4 before him, and from any chunk's begin chunk + 4 on
    std::uint8_t* next;
    const std::uint32_t* first_link;
    const std::uint32_t* link_target;
    const std::uint16_t* link_place;
    std::size_t users;
    bool prefetch;                      ///< whether states exceed the caches near the processor
    std::array<float, models> quality;  ///< in units of log2: times log2(e)
    std::array<float, models> dislike;  ///< minus the price, in the same units
    std::uint64_t key;                  ///< of user 0 and 1 for model 0: what the hash mixes
};

/// Chooses for the users of [begin, end), begin a multiple of chunk. One uniform each.
void choose_by_one_uniform(const Choices& choices, std::size_t begin, std::size_t end);

/// The same with a variate per user and model.
void choose_keyed(const Choices& choices, std::size_t begin, std::size_t end);

}  // namespace enclosure::adoption_kernel
