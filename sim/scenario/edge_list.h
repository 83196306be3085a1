// Edge lists of networks of users: CSV files with the header "from,to" and a pair of rows of users in each line, counted from 0.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "sim/base/diagnostics.h"
#include "sim/scenario/node.h"
#include "sim/scenario/scenario.h"

namespace enclosure {

/// User `from` looks at user `to`.
struct Edge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    bool operator==(const Edge&) const = default;
};

/// The edges of the file, in its order. Whatever is no edge between two of the users is reported with its line; a file that cannot be read
/// is reported at `asked_at`.
std::vector<Edge> read_edge_list(const std::filesystem::path& file, std::int64_t users, const Place& asked_at, Report& report);

/// Makes `network.file` of a scenario file, a path relative to its folder, a whole path.
void anchor_network_file(Node& root, const std::filesystem::path& folder);

/// Reads the edge list that the scenario names, if its network is one, and reports what is wrong with it.
void check_edge_list(const Scenario& scenario, const Place& place, Report& report);

}  // namespace enclosure
