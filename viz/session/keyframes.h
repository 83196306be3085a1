// Whole states of a world, kept every so many steps, to go back to. Invariant: append-only, as a Track is: one thread appends, any number
// read without a lock. The stride is fixed at the start, so that all of a run fit into the memory that is allowed.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

#include "sim/world/world.h"

namespace enclosure::viz {

class Keyframes {
  public:
    /// A copy of a state costs as much as some hundredths of a step; so often it can hardly be felt, and so many steps are soon made again.
    static constexpr std::size_t least_stride = 24;

    /// Of a run of `steps` steps whose states take `bytes` each.
    Keyframes(std::size_t steps, std::size_t bytes, std::size_t memory);

    /// Those of `other` up to a step, to go on from there in another world.
    Keyframes(const Keyframes& other, std::size_t step);

    std::size_t stride() const { return stride_; }
    std::size_t size() const { return size_.load(std::memory_order_acquire); }
    std::size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }
    /// Of those of the first `step` steps.
    std::size_t bytes_until(std::size_t step) const;

    /// The last kept state that is no later than after `step` steps, and the steps after which it stood.
    struct Kept {
        std::size_t step = 0;
        std::shared_ptr<const World> world;
    };
    Kept before(std::size_t step) const;

    /// Keeps a copy if one is due after so many steps, and there is memory for it.
    void offer(const World& world, std::size_t step);

  private:
    std::size_t stride_;
    std::size_t memory_;
    std::vector<std::shared_ptr<const World>> worlds_;  ///< of steps 0, stride, 2·stride …; null beyond size()
    std::atomic<std::size_t> size_{0};
    std::atomic<std::size_t> bytes_{0};
};

}  // namespace enclosure::viz
