#include "sim/theory/rig.h"

#include <algorithm>
#include <stdexcept>

#include "sim/phases/pipeline.h"
#include "sim/run/set_up.h"
#include "sim/scenario/load.h"
#include "sim/theory/stop.h"

namespace enclosure::theory {

Scenario scenario(std::string_view id, const std::vector<std::string>& settings) {
    std::vector<Override> overrides;
    for (const std::string& setting : settings) overrides.push_back(parse_override(setting));
    return load_scenario("lib:theory/" + std::string(id), overrides).scenario;
}

Scenario with_seed(Scenario scenario, std::int64_t seed) {
    scenario.seed = seed;
    return scenario;
}

Rig::Rig(const Scenario& scenario, std::span<const std::string_view> phases) {
    std::size_t found = 0;
    for (const Phase& phase : pipeline()) {
        const bool named = std::find(phases.begin(), phases.end(), phase.facts.name) != phases.end();
        if (named) ++found;
        if (named || phases.empty()) phases_.push_back(&phase);
    }
    if (found != phases.size()) throw std::invalid_argument("a theory names a phase that the pipeline does not have");
    throw_if_stopped();  // some theories make no steps but many worlds
    world = set_up(scenario, threads_);
}

void Rig::step() {
    throw_if_stopped();
    const double dt = world.scenario.time.step;
    world.step = {static_cast<std::uint64_t>(world.scenario.seed), made_, time(), dt, &threads_};
    world.chronicle.clear();
    for (const Phase* phase : phases_) phase->run(world, world.step);
    threads_.clear_memory();
    ++made_;
}

std::vector<double> user_shares(const World& world) {
    const std::size_t slots = world.catalogue.size();
    std::vector<double> users(world.firms.size(), 0.0);
    double all = 0;
    for (std::size_t f = 0; f < world.firms.size(); ++f) {
        const Id<Catalogue> model = world.firms.interface[f] ? world.firms.interface[f] : world.firms.released[f];
        if (!model) continue;
        for (std::size_t c = 0; c < world.cells.size(); ++c) users[f] += static_cast<double>(world.market.users[c * slots + model.at()]);
        all += users[f];
    }
    for (double& n : users) n = all > 0 ? n / all : 0.0;
    return users;
}

}  // namespace enclosure::theory
