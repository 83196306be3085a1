// Peers of users as given by a file: whom each user looks at. Empty unless the network is an edge list. Set up once; no phase changes it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/describe.h"

namespace enclosure {

struct Network {
    std::vector<std::uint64_t> begin;
    std::vector<std::uint32_t> peer;

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

}  // namespace enclosure
