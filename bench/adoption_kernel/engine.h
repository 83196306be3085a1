// The adoption kernel run by the engine: a scenario, the world that it becomes, and the phases of adoption as every run has them, through
// the seam for threads. What is the kernel's own here is the population, the network, and what becomes of qualities and prices.
//
// Tastes are bytes in a world, so the kernel's are rounded to 1/255 (quality), 1/64 (price) and 1/128 (company): unbiased, and by far too
// little to show in a share (tests/statistical/adoption_kernel_test.cc).
//
// Invariant: states are a function of (users, seed, drawing), to the bit, as those of the reference are.
#pragma once

#include <cstdint>
#include <span>

#include "bench/adoption_kernel/reference.h"
#include "sim/phases/phase.h"
#include "sim/world/world.h"

namespace enclosure::adoption_kernel {

/// Fewer users no scenario may have.
inline constexpr std::size_t fewest_users_of_engine = 1000;

class Engine {
  public:
    /// The shipped scenario benchmarks/adoption_kernel with that many users. Throws ScenarioError if it may not be.
    Engine(std::size_t users, std::uint64_t seed, Drawing drawing, const Threads& threads);

    void tick();

    const Market& market() const { return market_; }
    std::span<const std::uint8_t> states() const { return world_.users.choice; }
    std::uint64_t state_hash() const;  ///< of the states

    /// Bytes of users' columns and of the network by users.
    double bytes_per_user() const;

  private:
    void set_offers();
    Counts counts() const;

    const Threads* threads_;
    World world_;
    std::vector<Phase> phases_;
    std::uint32_t ticks_ = 0;
    Market market_;
};

}  // namespace enclosure::adoption_kernel
