// Memory for what a phase works with and nobody needs after the step: lists of offerings, tables of weights, sums by block. After the first
// steps of a run it is one block that is used again in every step, so that a step asks the heap for nothing.
//
// Invariant: what is made here is gone at the step's end, so nothing of the state may lie in it. A copy of a StepVector lies on the heap
// and may be kept: copies do not take the memory of what they are copied from. Results never depend on it.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory_resource>
#include <mutex>
#include <type_traits>
#include <vector>

namespace enclosure {

/// A list of a phase: StepVector<double> x(n, 0.0, step.memory()). Lists in a list take its memory if they are made by emplace_back() or
/// resize(). Not of bool, whose (n, step.memory()) would be n times true, on the heap: a pointer is a bool too.
template <class T>
requires(!std::is_same_v<T, bool>) using StepVector = std::pmr::vector<T>;

class StepMemory final : public std::pmr::memory_resource {
  public:
    StepMemory() = default;
    ~StepMemory() override;
    StepMemory(const StepMemory&) = delete;
    StepMemory& operator=(const StepMemory&) = delete;

    /// Frees all that was allocated. Nobody else may use it meanwhile. If the block was too small a larger one takes its place: several
    /// times what was used, for a catalogue that fills needs more than it did in its first step.
    void clear();

    /// Bytes allocated since the last clear().
    std::size_t used() const { return used_.load(std::memory_order_relaxed); }
    /// Bytes of the block.
    std::size_t size() const { return size_; }

  private:
    void* do_allocate(std::size_t bytes, std::size_t alignment) override;
    void do_deallocate(void*, std::size_t, std::size_t) override {}  // clear() does
    bool do_is_equal(const std::pmr::memory_resource& other) const noexcept override { return this == &other; }

    void free_block();

    std::byte* block_ = nullptr;
    std::size_t size_ = 0;
    std::atomic<std::size_t> used_ = 0;
    std::mutex mutex_;
    std::pmr::monotonic_buffer_resource rest_{std::pmr::new_delete_resource()};  // what the block had no room for
};

}  // namespace enclosure
