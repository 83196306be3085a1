// The adoption kernel as fast as it goes here: the yardstick. Vectors across users (lane = user), states of one byte, counts of neighbours
// by table look-ups on bytes, float32, the near neighbours on the ring read where they lie and only the rewired ones stored.
//
// Invariant: states are a function of (users, seed, drawing), to the bit: the same on every set of vector instructions, for any number of
// threads and from both compilers (tests/determinism/adoption_kernel_test.cc).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "bench/adoption_kernel/kernel.h"
#include "sim/base/parallel.h"

namespace enclosure::adoption_kernel {

/// How a user's choice is drawn; the law is the same.
enum class Drawing {
    one_uniform,  ///< one number picks from the cumulated weights exp(u); nothing is paired
    keyed,        ///< an exponential variate for each alternative, keyed by user and model: races of two runs pair
};

class Reference {
  public:
    /// At least fewest_users; below 2^32.
    Reference(std::size_t users, std::uint64_t seed, Drawing drawing, const Threads& threads);

    /// Throws std::domain_error when prices or qualities have left the range in which weights are finite (hundreds of ticks away).
    void tick();

    const Market& market() const { return market_; }
    std::span<const std::uint8_t> states() const { return {state_.data() + margin, users_}; }
    std::uint64_t state_hash() const;

    /// Bytes of all columns and links by users.
    double bytes_per_user() const;

  private:
    // Before and behind the states stand copies of the other end, so that the ring needs no case of its own.
    static constexpr std::size_t margin = 64;

    void close_ring(std::vector<std::uint8_t>& state) const;

    const Threads* threads_;
    std::size_t users_;
    std::uint64_t seed_;
    Drawing drawing_;
    std::uint64_t ticks_ = 0;
    std::vector<float> quality_taste_, price_taste_;
    std::vector<float> company_taste_;        ///< c·log2(e)/8
    std::vector<std::uint8_t> state_, next_;  ///< with margins
    std::vector<std::uint32_t> first_link_;   ///< of each chunk of users, and one past the last
    std::vector<std::uint32_t> link_target_;  ///< who is observed
    std::vector<std::uint16_t> link_place_;   ///< slot·chunk + user's place in his chunk
    std::size_t task_;                        ///< users per piece of work, a multiple of the chunk
    std::vector<Counts> counted_;             ///< by piece of work
    Market market_;
};

}  // namespace enclosure::adoption_kernel
