#include "viz/session/keyframes.h"

#include <algorithm>
#include <limits>

#include "viz/session/observe.h"

namespace enclosure::viz {

namespace {

// States grow a little as firms enter and derivatives appear.
constexpr double room_to_grow = 1.25;

std::size_t stride_for(std::size_t steps, std::size_t bytes, std::size_t memory) {
    const double each = room_to_grow * static_cast<double>(bytes);
    const double affordable = std::max(static_cast<double>(memory) / each, 1.0);
    const auto stride = static_cast<std::size_t>(static_cast<double>(steps) / affordable) + 1;
    return std::max(stride, Keyframes::least_stride);
}

}  // namespace

Keyframes::Keyframes(std::size_t steps, std::size_t bytes, std::size_t memory)
    : stride_(stride_for(steps, bytes, memory)), memory_(memory), worlds_(steps / stride_ + 1) {}

Keyframes::Keyframes(const Keyframes& other, std::size_t step)
    : stride_(other.stride_), memory_(other.memory_), worlds_(other.worlds_.size()) {
    const std::size_t kept = std::min(other.size(), step / stride_ + 1);
    for (std::size_t i = 0; i < kept; ++i) {
        worlds_[i] = other.worlds_[i];
        bytes_ += bytes_of(*worlds_[i]);
    }
    size_ = kept;
}

std::size_t Keyframes::bytes_until(std::size_t step) const {
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < size() && i * stride_ <= step; ++i) bytes += bytes_of(*worlds_[i]);
    return bytes;
}

Keyframes::Kept Keyframes::before(std::size_t step) const {
    const std::size_t row = std::min(size() - 1, step / stride_);
    return {row * stride_, worlds_[row]};
}

void Keyframes::offer(const World& world, std::size_t step) {
    const std::size_t at = size_.load(std::memory_order_relaxed);
    if (step != at * stride_ || at >= worlds_.size()) return;  // also once one did not fit: what follows has no place
    const std::size_t bytes = bytes_of(world);
    if (at > 0 && bytes_.load(std::memory_order_relaxed) + bytes > memory_) return;
    auto copy = std::make_shared<World>(world);
    copy->step.threads = nullptr;
    worlds_[at] = std::move(copy);
    bytes_.fetch_add(bytes, std::memory_order_relaxed);
    size_.store(at + 1, std::memory_order_release);
}

}  // namespace enclosure::viz
