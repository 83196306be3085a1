#include "sim/world/network.h"

#include <algorithm>
#include <optional>

namespace enclosure {

namespace {

// The rows of a chunk.
struct Chunk {
    const Network& network;
    std::size_t first;
    std::size_t end;

    std::size_t peers(std::size_t i) const { return static_cast<std::size_t>(network.begin[i + 1] - network.begin[i]); }
    std::int64_t shift(std::size_t i, std::size_t j) const {
        return static_cast<std::int64_t>(network.peer[network.begin[i] + j]) - static_cast<std::int64_t>(i);
    }

    // Peers that each row has, if all have equally many and few enough.
    std::optional<std::size_t> count() const {
        for (std::size_t i = first; i < end; ++i) {
            if (peers(i) != peers(first) || peers(i) > NearPeers::most) return {};
        }
        return peers(first);
    }

    // The commonest shift of peers number j if more than half have it (Boyer and Moore's vote); else any.
    std::int64_t common_shift(std::size_t j) const {
        std::int64_t candidate = 0;
        std::size_t votes = 0;
        for (std::size_t i = first; i < end; ++i) {
            if (votes == 0) candidate = shift(i, j);
            votes = shift(i, j) == candidate ? votes + 1 : votes - 1;
        }
        return candidate;
    }
};

// Writes the chunk down; false if more than half of its peers would have to be written one by one.
bool add_near(NearPeers& near, const Chunk& chunk, std::size_t count) {
    const std::size_t kept = near.far_place.size();
    std::vector<std::int64_t> shifts(NearPeers::most, 0);
    for (std::size_t j = 0; j < count; ++j) {
        shifts[j] = chunk.common_shift(j);
        for (std::size_t i = chunk.first; i < chunk.end; ++i) {
            if (chunk.shift(i, j) == shifts[j]) continue;
            near.far_place.push_back(static_cast<std::uint16_t>(j * NearPeers::rows + i - chunk.first));
            near.far_peer.push_back(chunk.network.peer[chunk.network.begin[i] + j]);
        }
    }
    if (2 * (near.far_place.size() - kept) > count * (chunk.end - chunk.first)) {
        near.far_place.resize(kept);
        near.far_peer.resize(kept);
        return false;
    }
    near.shift.insert(near.shift.end(), shifts.begin(), shifts.end());
    return true;
}

}  // namespace

void index_peers(Network& network) {
    network.near = nullptr;
    if (network.begin.empty()) return;
    NearPeers near;
    const std::size_t users = network.begin.size() - 1;
    for (std::size_t first = 0; first < users; first += NearPeers::rows) {
        const Chunk chunk{network, first, std::min(first + NearPeers::rows, users)};
        near.first_far.push_back(near.far_place.size());
        const std::optional<std::size_t> count = chunk.count();
        if (count && add_near(near, chunk, *count)) {
            near.count.push_back(static_cast<std::uint8_t>(*count));
        } else {
            near.count.push_back(NearPeers::listed);
            near.shift.resize(near.shift.size() + NearPeers::most);
        }
    }
    near.first_far.push_back(near.far_place.size());
    network.near = std::make_shared<const NearPeers>(std::move(near));
}

}  // namespace enclosure
