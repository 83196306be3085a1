// Peers of users as given by a file: whom each user looks at. Empty unless the network is an edge list. Set up once; no phase changes it.
// Beside the lists stands an index of them, for whoever looks at all users' peers one after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/base/describe.h"

namespace enclosure {

/// Peers of chunks of neighbouring rows by place in the list: nearly all are as far away as those of the row before, as on a ring, and only
/// the others are written down. A function of the lists; no part of the state.
struct NearPeers {
    static constexpr std::size_t rows = 128;     ///< in a chunk
    static constexpr std::size_t most = 15;      ///< peers of a row
    static constexpr std::uint8_t listed = 255;  ///< a chunk whose rows have more, or not equally many, or peers all over the place

    std::vector<std::uint8_t> count;       ///< peers of each row, by chunk, or `listed`
    std::vector<std::int64_t> shift;       ///< chunk × most: peer number j of row i is row i + shift,
    std::vector<std::uint64_t> first_far;  ///< but for these, by chunk and once more at the end
    std::vector<std::uint16_t> far_place;  ///< j·rows + row in the chunk
    std::vector<std::uint32_t> far_peer;
};

struct Network {
    std::vector<std::uint64_t> begin;
    std::vector<std::uint32_t> peer;
    std::shared_ptr<const NearPeers> near;             ///< of these lists; a null pointer if there are none
    static constexpr std::size_t derived_members = 1;  // near: made anew when the network is set up and when a checkpoint is read

    template <class N = Network>
    static constexpr auto columns() {
        return std::tuple{
            column(&N::begin, {"begin", "1", "By user, and once more at the end: where the user's peers begin."}),
            column(&N::peer, {"peer", "row of users", "Peers, user by user."}),
        };
    }
    std::span<const std::uint32_t> peers(std::size_t user) const {
        return {peer.data() + begin[user], static_cast<std::size_t>(begin[user + 1] - begin[user])};
    }
};

/// Makes the index of the lists, which are complete.
void index_peers(Network& network);

}  // namespace enclosure
