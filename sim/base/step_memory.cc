#include "sim/base/step_memory.h"

#include <algorithm>
#include <new>

namespace enclosure {

namespace {

// Every allocation begins at a line of the cache, so that no two threads write to one.
constexpr std::size_t line = 64;

// A block is that many times what the step before it used, but no more than so many bytes above it: tables grow with the catalogue, lists
// of users do not. Pages that are never written to take no memory.
constexpr std::size_t room = 16;
constexpr std::size_t most_room = std::size_t{1} << 28;

}  // namespace

StepMemory::~StepMemory() {
    free_block();
}

void* StepMemory::do_allocate(std::size_t bytes, std::size_t alignment) {
    const std::size_t whole_lines = (bytes + line - 1) / line * line;
    const std::size_t begin = used_.fetch_add(whole_lines, std::memory_order_relaxed);
    if (begin + whole_lines <= size_ && alignment <= line) return block_ + begin;
    const std::lock_guard lock(mutex_);
    return rest_.allocate(bytes, alignment > line ? alignment : line);
}

void StepMemory::clear() {
    const std::size_t needed = used();
    used_.store(0, std::memory_order_relaxed);
    if (needed <= size_) return;
    rest_.release();
    free_block();
    size_ = needed + std::min((room - 1) * needed, most_room);
    block_ = static_cast<std::byte*>(::operator new (size_, std::align_val_t{line}));
}

void StepMemory::free_block() {
    if (block_) ::operator delete (block_, std::align_val_t{line});
    block_ = nullptr;
    size_ = 0;
}

}  // namespace enclosure
