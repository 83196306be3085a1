// The adoption kernel as one writes it first: users are objects that know their neighbours, every alternative gets a Gumbel variate from a
// generator of the standard library. What the reference is measured against, and an independent statement of the same law.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "bench/adoption_kernel/kernel.h"
#include "sim/base/parallel.h"

namespace enclosure::adoption_kernel {

class Naive {
  public:
    /// Each thread takes an equal run of users and has a generator of its own, so results depend on the number of threads.
    Naive(std::size_t users, std::uint64_t seed, const Threads& threads);

    void tick();

    const Market& market() const { return market_; }
    std::vector<std::uint8_t> states() const;

  private:
    struct User {
        Tastes tastes;
        int model = 0;
        int next = 0;
        std::vector<int> neighbours;
    };

    int choose(const User& user, std::mt19937& generator) const;
    Counts count() const;

    const Threads* threads_;
    std::vector<User> users_;
    std::vector<std::mt19937> generators_;
    Market market_;
};

}  // namespace enclosure::adoption_kernel
