// One writer hands its newest value to one reader; neither ever waits. What the reader does not take in time is replaced by what is newer.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

namespace enclosure::viz {

template <class T>
class TripleBuffer {
  public:
    /// The writer's: fill it, then publish().
    T& back() { return values_[back_]; }
    void publish() { back_ = middle_.exchange(static_cast<std::uint8_t>(back_ | fresh), std::memory_order_acq_rel) & 3U; }

    /// The reader's: takes what is new, if anything is; front() stays the same until then.
    bool take() {
        if ((middle_.load(std::memory_order_relaxed) & fresh) == 0) return false;
        front_ = middle_.exchange(front_, std::memory_order_acq_rel) & 3U;
        return true;
    }
    const T& front() const { return values_[front_]; }

  private:
    static constexpr std::uint8_t fresh = 4;
    std::array<T, 3> values_{};
    std::uint8_t back_ = 0;
    std::atomic<std::uint8_t> middle_{1};
    std::uint8_t front_ = 2;
};

}  // namespace enclosure::viz
