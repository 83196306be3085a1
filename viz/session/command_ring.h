// Commands from the thread of the window to that of the steps: one writer, one reader, neither ever waits. The reader drains it between
// steps.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <utility>

namespace enclosure::viz {

template <class T, std::size_t Capacity = 64>
class CommandRing {
  public:
    /// The writer's. False if the ring is full.
    bool push(T value) {
        const std::size_t end = end_.load(std::memory_order_relaxed);
        if (end - begin_.load(std::memory_order_acquire) == Capacity) return false;
        values_[end % Capacity] = std::move(value);
        end_.store(end + 1, std::memory_order_release);
        return true;
    }

    /// The reader's. False if there is none.
    bool pop(T& value) {
        const std::size_t begin = begin_.load(std::memory_order_relaxed);
        if (begin == end_.load(std::memory_order_acquire)) return false;
        value = std::move(values_[begin % Capacity]);
        begin_.store(begin + 1, std::memory_order_release);
        return true;
    }

  private:
    std::array<T, Capacity> values_{};
    alignas(64) std::atomic<std::size_t> begin_{0};
    alignas(64) std::atomic<std::size_t> end_{0};
};

}  // namespace enclosure::viz
