#include "bench/adoption_kernel/engine.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "sim/phases/pipeline.h"
#include "sim/run/set_up.h"
#include "sim/run/simulation.h"
#include "sim/scenario/load.h"

namespace enclosure::adoption_kernel {

namespace {

// The step without what the kernel does not have.
constexpr std::array<std::string_view, 3> kept{"score models", "choose models", "count users"};

Scenario kernel_scenario(std::size_t users, std::uint64_t seed, Drawing drawing) {
    const std::array<Override, 3> given{{{"population.users", std::to_string(users)},
                                         {"seed", std::to_string(seed)},
                                         {"adoption.draws", drawing == Drawing::keyed ? "keyed" : "one_uniform"}}};
    return load_scenario("lib:benchmarks/adoption_kernel", given).scenario;
}

void set_population(Users& users) {
    for (std::size_t i = 0; i < users.size(); ++i) {
        const Tastes taste = tastes(i);
        users.choice[i] = start(i);
        users.since[i] = 0;
        users.customisation[i] = static_cast<std::uint8_t>((taste.quality - 0.5) * 255 + 0.5);
        users.price[i] = static_cast<std::uint8_t>(taste.price * 64 + 0.5);
        users.reach[i] = static_cast<std::uint8_t>(taste.company * 128);
    }
}

void set_network(World& world) {
    world.rules.parameters.network.kind = NetworkKind::edge_list;
    const std::size_t users = world.users.size();
    Network& network = world.network;
    network.begin.clear();
    network.peer.clear();
    for (std::size_t i = 0; i < users; ++i) {
        network.begin.push_back(network.peer.size());
        for (std::size_t j = 0; j < slots; ++j) network.peer.push_back(static_cast<std::uint32_t>(neighbour(i, j, users)));
    }
    network.begin.push_back(network.peer.size());
    index_peers(network);
}

}  // namespace

Engine::Engine(std::size_t users, std::uint64_t seed, Drawing drawing, const Threads& threads)
    : threads_(&threads), world_(set_up(kernel_scenario(users, seed, drawing), threads)), market_(Counts{1}) {
    for (const Phase& phase : pipeline()) {
        if (std::find(kept.begin(), kept.end(), phase.facts.name) != kept.end()) phases_.push_back(phase);
    }
    set_population(world_.users);
    set_network(world_);
    phases_.back().run(world_, world_.step);
    market_ = Market(counts());
    set_offers();
}

void Engine::tick() {
    const Step step = next_step(world_.scenario, ticks_, *threads_);
    world_.step = step;
    for (const Phase& phase : phases_) phase.run(world_, step);
    threads_->clear_memory();
    ++ticks_;
    market_.update(counts());
    set_offers();
}

// A model's slot is its number: firms are placed in the order of the scenario.
void Engine::set_offers() {
    Catalogue& catalogue = world_.catalogue;
    for (std::size_t m = 0; m < models; ++m) {
        catalogue.score[m] = market_.quality[m];
        catalogue.tailoring[m] = market_.quality[m];
        catalogue.price[m] = market_.price[m];
    }
}

Counts Engine::counts() const {
    Counts found{};
    for (std::size_t m = 0; m < models; ++m) found[m] = static_cast<std::uint64_t>(world_.market.users[m]);
    return found;
}

std::uint64_t Engine::state_hash() const {
    return hash_bytes(world_.users.choice.data(), world_.users.size());
}

double Engine::bytes_per_user() const {
    const Network& network = world_.network;
    const NearPeers& near = *network.near;
    const std::size_t listed = network.begin.size() * sizeof network.begin[0] + network.peer.size() * sizeof network.peer[0];
    const std::size_t indexed = near.count.size() * (1 + NearPeers::most * sizeof near.shift[0] + sizeof near.first_far[0]) +
                                near.far_place.size() * (sizeof near.far_place[0] + sizeof near.far_peer[0]);
    const std::size_t bytes = listed + indexed;
    return enclosure::bytes_per_user(world_) + static_cast<double>(bytes) / static_cast<double>(world_.users.size());
}

}  // namespace enclosure::adoption_kernel
