#include <algorithm>
#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "sim/world/stored.h"

namespace enclosure {

namespace {

// Bytes of a column are hashed in blocks and the blocks' hashes in order, so that threads cannot matter.
template <class T, class Allocator>
std::uint64_t hash_column(const std::vector<T, Allocator>& column, const Threads& threads) {
    static_assert(std::is_trivially_copyable_v<T>);
    constexpr std::size_t block_bytes = std::size_t{1} << 16;
    const std::size_t bytes = column.size() * sizeof(T);
    const auto* data = reinterpret_cast<const unsigned char*>(column.data());
    if (bytes <= block_bytes) return hash_bytes(data, bytes, bytes);
    std::vector<std::uint64_t> hashes((bytes + block_bytes - 1) / block_bytes);
    threads.for_each(hashes.size(), [&](std::size_t block) {
        const std::size_t begin = block * block_bytes;
        hashes[block] = hash_bytes(data + begin, std::min(block_bytes, bytes - begin), block);
    });
    return hash_bytes(hashes.data(), hashes.size() * sizeof(std::uint64_t), bytes);
}

std::uint64_t hash_column(const std::vector<std::string>& column, const Threads&) {
    std::uint64_t h = column.size();
    for (const std::string& text : column) h = combine(h, hash_bytes(text.data(), text.size(), text.size()));
    return h;
}

template <class T>
requires std::is_arithmetic_v<T> std::uint64_t hash_column(const T& value, const Threads&) {
    return hash_bytes(&value, sizeof value, sizeof value);
}

}  // namespace

std::uint64_t state_hash(const World& world, const Threads& threads) {
    std::uint64_t h = combine(world.step.index, world.scenario.population.users > 0 ? 1 : 0);
    for_each_stored(world, [&](std::string_view, const ColumnFacts&, const auto& column) { h = combine(h, hash_column(column, threads)); });
    return h;
}

double bytes_per_user(const World& world) {
    double bytes = 0;
    for_each_column<Users>([&](const auto& c) {
        bytes += static_cast<double>((world.users.*c.member).size() * sizeof(typename std::remove_cvref_t<decltype(c)>::type::value_type));
    });
    return world.users.size() == 0 ? 0 : bytes / static_cast<double>(world.users.size());
}

}  // namespace enclosure
