// The one seam for threads. Work on n rows is cut into blocks of 4096; which thread runs a block is nobody's business.
//
// Invariant: block edges are a function of n alone and sums are folded in block order, so results are equal to the bit for any number of
// threads and for both backends (oneTBB; std::jthread with -DENCLOSURE_STD_THREADS, for ThreadSanitizer). Only parallel.cc knows which.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <memory_resource>
#include <span>
#include <utility>

#include "sim/base/step_memory.h"

namespace enclosure {

/// Rows per block; the last block may be shorter.
inline constexpr std::size_t block_size = 4096;

/// Blocks that n rows make.
constexpr std::size_t block_count(std::size_t n) {
    return n / block_size + (n % block_size != 0 ? 1 : 0);
}

class Threads {
  public:
    /// `count` threads, the caller's among them; 0 = one per processor the process may use. More than there are processors is allowed.
    explicit Threads(int count = 0);
    ~Threads();
    Threads(Threads&&) noexcept;
    Threads& operator=(Threads&&) noexcept;

    int count() const;

    /// Memory of the work of a step, for any of the threads; it never changes a result.
    std::pmr::memory_resource* memory() const { return memory_.get(); }
    /// Frees what memory() has given since it was last cleared: at a step's end, when nothing that lies in it is left.
    void clear_memory() const { memory_->clear(); }

    /// Calls body(begin, end, block) once per block of [0, n), in any order and at the same time. A body writes its own rows only. If
    /// bodies throw, every other block still runs, then the exception of the first block in order is rethrown. Calls may be nested.
    template <class Body>
    void for_blocks(std::size_t n, Body body) const {
        auto call = [&body, n](std::size_t block) {
            const std::size_t begin = block * block_size;
            body(begin, std::min(begin + block_size, n), block);
        };
        run(
            block_count(n), [](void* context, std::size_t block) { (*static_cast<decltype(call)*>(context))(block); }, &call);
    }

    /// Calls body(i) once for each i of [0, n), each perhaps on another thread: for a few large pieces of work, such as cells.
    template <class Body>
    void for_each(std::size_t n, Body body) const {
        run(
            n, [](void* context, std::size_t i) { (*static_cast<Body*>(context))(i); }, &body);
    }

    /// zero += map(begin, end) over all blocks, folded in block order. T needs a copy and +=.
    template <class T, class Map>
    T sum(std::size_t n, T zero, Map map) const {
        StepVector<T> parts(block_count(n), zero, memory());
        for_blocks(n, [&parts, &map](std::size_t begin, std::size_t end, std::size_t block) { parts[block] = map(begin, end); });
        for (const T& part : parts) zero += part;
        return zero;
    }

    /// Many sums at once: add(begin, end, part) adds what a block has to `part`, which is a row of zeros of its own, as long as `total`;
    /// then total[k] += part[k] over all blocks, in block order.
    template <class T, class Add>
    void add_up(std::size_t n, std::span<T> total, Add add) const {
        constexpr std::size_t line = 64 / sizeof(T);  // rows of two blocks share no line of the cache
        const std::size_t row = (total.size() + line - 1) / line * line;
        StepVector<T> parts(block_count(n) * row, T{}, memory());
        const auto part = [&](std::size_t block) { return std::span<T>(parts).subspan(block * row, total.size()); };
        for_blocks(n, [&](std::size_t begin, std::size_t end, std::size_t block) { add(begin, end, part(block)); });
        for (std::size_t block = 0; block < block_count(n); ++block) {
            for (std::size_t k = 0; k < total.size(); ++k) total[k] += part(block)[k];
        }
    }

  private:
    struct Pool;
    using Task = void (*)(void* context, std::size_t block);

    void run(std::size_t blocks, Task task, void* context) const;

    std::unique_ptr<Pool> pool_;
    std::unique_ptr<StepMemory> memory_ = std::make_unique<StepMemory>();
};

}  // namespace enclosure
