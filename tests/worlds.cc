#include "tests/worlds.h"

#include <utility>

#include "sim/run/set_up.h"
#include "sim/scenario/load.h"

namespace enclosure::test {

const Threads& one_thread() {
    static const Threads threads(1);
    return threads;
}

Scenario baseline(std::int64_t seed) {
    Scenario s = load_scenario("lib:baseline").scenario;
    s.seed = seed;
    return s;
}

Scenario small_baseline(std::int64_t seed) {
    Scenario s = baseline(seed);
    s.population.users = 20000;
    s.population.developers = 2000;
    return s;
}

Scenario tiny_scenario() {
    Scenario s;
    s.id = "tiny";
    s.seed = 7;
    s.population = {.users = 1000, .developers = 100, .slots = 16};
    s.region = {{.id = "here", .seats = {1, {}}, .income = 1, .developers = 1}};
    s.segment = {{.id = "all", .seats = 1e6, .records = 1}};
    s.domain = {{.id = "general", .use = {1, {}}, .developers = 1}};
    s.strategy = {{.id = "closed", .title = "Closed", .interface = true},
                  {.id = "open",
                   .title = "Open",
                   .openness = 1,
                   .release = true,
                   .code = 1,
                   .modifiability = 1,
                   .transparency = 1,
                   .monitoring = false},
                  {.id = "delayed", .title = "Delayed", .openness = 0.3, .interface = true, .release = true, .delay = 0.75}};
    s.firm = {{.id = "shut",
               .region = "here",
               .strategy = "closed",
               .cash = 1e9,
               .aspiration = 1,
               .research = 1e8,
               .interface_capability = 1,
               .lead = 0.2,
               .first_run = 50,
               .refresh_interval = 0.5,
               .venture = false,
               .initial_share = 1},
              {.id = "free",
               .region = "here",
               .strategy = "open",
               .cash = 1e9,
               .aspiration = 1,
               .research = 1e8,
               .release_capability = 0.5,
               .lead = 0.1,
               .first_run = 50,
               .refresh_interval = 0.5,
               .venture = false,
               .initial_share = 1}};
    return s;
}

World tiny_world(const Scenario& s) {
    return set_up(s, one_thread());
}

Step step_at(const World& world, double t, double dt) {
    return {static_cast<std::uint64_t>(world.scenario.seed), static_cast<std::uint32_t>(t / dt + 0.5), t, dt, &one_thread()};
}

std::vector<std::uint64_t> hashes(const Scenario& scenario, std::size_t steps, RunOptions options) {
    Simulation simulation(scenario, std::move(options));
    std::vector<std::uint64_t> all;
    for (std::size_t k = 0; k < steps; ++k) {
        simulation.step();
        all.push_back(simulation.state_hash());
    }
    return all;
}

}  // namespace enclosure::test
