#include "sim/run/set_up.h"
#include "sim/scenario/edge_list.h"

namespace enclosure {

void set_up_network(World& world) {
    const NetworkParams& p = world.scenario.parameters.network;
    if (p.kind != NetworkKind::edge_list) return;
    Report report;
    const std::vector<Edge> edges = read_edge_list(p.file, world.scenario.population.users, {p.file}, report);
    report.throw_if_any();
    // Counting sort by `from`: peers of a user keep the order of the file.
    Network& network = world.network;
    network.begin.assign(static_cast<std::size_t>(world.scenario.population.users) + 1, 0);
    for (const Edge& edge : edges) ++network.begin[edge.from + 1];
    for (std::size_t i = 1; i < network.begin.size(); ++i) network.begin[i] += network.begin[i - 1];
    std::vector<std::uint64_t> next(network.begin.begin(), network.begin.end() - 1);
    network.peer.resize(edges.size());
    for (const Edge& edge : edges) network.peer[next[edge.from]++] = edge.to;
    index_peers(network);
}

}  // namespace enclosure
