// State hashes of the reference of the adoption kernel: one pair for every set of vector instructions, number of threads and compiler.
#pragma once

#include <cstdint>

#include "bench/adoption_kernel/reference.h"

namespace enclosure::golden {

inline constexpr std::size_t kernel_users = 5003;  // ends within a chunk, a vector and a piece of work
inline constexpr int kernel_ticks = 30;
inline constexpr std::uint64_t kernel_one_uniform = 0x19337085c764426bu;
inline constexpr std::uint64_t kernel_keyed = 0x7ddc9bc8d4dc295eu;

inline std::uint64_t kernel_hash(adoption_kernel::Drawing drawing, const Threads& threads, std::uint64_t seed = 1) {
    adoption_kernel::Reference reference(kernel_users, seed, drawing, threads);
    std::uint64_t hash = reference.state_hash();
    for (int k = 0; k < kernel_ticks; ++k) {
        reference.tick();
        hash = combine(hash, reference.state_hash());
    }
    return hash;
}

}  // namespace enclosure::golden
