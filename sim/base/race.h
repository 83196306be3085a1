// Exponential races: each alternative arrives after a time of its own, −ln u/weight with u keyed by (agent, alternative); the first to
// arrive wins with probability weight/total, and an alternative that is added draws agents only to itself.
//
//   first(agent):                                                            the whole of what is computed
//     argmin over k with weight_k > 0 of  Draws(seed, purpose, agent, step, key_k).exponential()/weight_k         the first of equals
//
// Of a race only who may win is worth a logarithm: as −ln u ≥ 1 − u, what all draw rules out most, by vectors (least_waits).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>

#include "sim/base/purpose.h"
#include "sim/base/step_memory.h"

namespace enclosure {

class Runners {
  public:
    /// Whose tables lie in that memory.
    explicit Runners(std::pmr::memory_resource* memory = std::pmr::get_default_resource()) : key_(memory), weight_(memory), pace_(memory) {}

    void reserve(std::size_t runners);

    /// An alternative with that key, which no other has, at rate `weight`; at a rate that is not positive it never arrives.
    void add(std::uint32_t key, double weight);

    void set_weight(std::size_t runner, double weight);

    std::size_t size() const { return weight_.size(); }

    /// Index of the first to arrive for that agent; size() if nobody runs.
    std::size_t first(std::uint64_t seed, Purpose purpose, std::uint64_t agent, std::uint32_t step) const;

  private:
    StepVector<std::uint32_t> key_;  // padded to whole vectors
    StepVector<double> weight_;
    StepVector<float> pace_;  // 2^-31/weight, from below, of least_waits; padded like key_
};

}  // namespace enclosure
