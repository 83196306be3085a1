// Whom users look at (phases/network.cc).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/base/describe.h"

namespace enclosure {

/// Who a user's peers are. Computed networks are functions of the seed and need no memory.
enum class NetworkKind : std::uint8_t { none, cells, small_world, scale_free, edge_list };

constexpr std::array<std::string_view, 5> names_of(NetworkKind) {
    return {"none", "cells", "small_world", "scale_free", "edge_list"};
}

struct NetworkParams {
    NetworkKind kind = NetworkKind::cells;
    double degree = 10;
    double rewiring = 0.1;
    double exponent = 0.7;
    double spread = 0;
    std::string file = {};

    static constexpr std::string_view section = "network";
    template <class P = NetworkParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::kind,
                  {.name = "kind", .unit = "1",
                   .doc = "Peers of a user: nobody; all of the cell and segment; neighbours on a ring in the cell; leaders of the cell; those of a file.",
                   .source = "assumption", .needs = "adoption.peer_weight"}),
            field(&P::degree,
                  {.name = "degree", .unit = "1", .legal = {1, 100}, .usual = {4, 30},
                   .doc = "Peers of a user in a computed network, rounded down.",
                   .source = "assumption", .needs = "adoption.peer_weight"}),
            field(&P::rewiring,
                  {.name = "rewiring", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Small world: probability that a peer is anybody of the cell instead of a neighbour on the ring.",
                   .source = "watts1998", .needs = "adoption.peer_weight"}),
            field(&P::exponent,
                  {.name = "exponent", .unit = "1", .legal = {0, 3}, .usual = {0.4, 1},
                   .doc = "Scale free: a peer is the user of rank r in the cell with weight r to the minus exponent; followers have a tail of index 1 + 1/exponent.",
                   .source = "goh2001", .needs = "adoption.peer_weight"}),
            field(&P::spread,
                  {.name = "spread", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Peers of a user's own weigh less for those who adopt early and more for those who adopt late: from 1 less that to 1 more that, "
                          "by the quantile of reach.",
                   .source = "assumption", .needs = "adoption.peer_weight"}),
            field(&P::file,
                  {.name = "file", .unit = "1",
                   .doc = "Edge list: CSV file of from,to, rows of users counted from 0, relative to the scenario file; from looks at to.",
                   .source = "identity", .needs = "adoption.peer_weight"}),
        };
    }
};

}  // namespace enclosure
