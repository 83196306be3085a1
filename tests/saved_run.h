// A run with what records it, to be saved and taken up again in tests.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/version.h"
#include "sim/output/recorder.h"
#include "sim/run/checkpoint.h"
#include "sim/run/simulation.h"
#include "sim/scenario/load.h"
#include "sim/scenario/write.h"

namespace enclosure::test {

/// The shipped baseline with few agents and those settings.
inline LoadedScenario tiny_baseline(std::vector<Override> settings = {}) {
    settings.insert(settings.begin(), {{"population.users", "2000"}, {"population.developers", "200"}});
    return load_scenario("lib:baseline", settings);
}

/// A scenario made in code, as the loader would give it.
inline LoadedScenario as_loaded(const Scenario& scenario) {
    return {.scenario = scenario, .origins = {}, .resolved_toml = write_toml(scenario)};
}

inline std::vector<std::byte> saved(const Simulation& simulation, const LoadedScenario& loaded, std::vector<std::byte> results = {}) {
    return encode_checkpoint(simulation.world(), simulation.steps_made(), loaded, results, build_info());
}

inline Simulation taken_up(const std::vector<std::byte>& bytes, RunOptions options = {.threads = 1}) {
    Checkpoint checkpoint = decode_checkpoint(bytes, build_info());
    return Simulation(std::move(checkpoint.world), checkpoint.steps, std::move(options));
}

inline void make_steps(Simulation& simulation, std::size_t steps) {
    for (std::size_t k = 0; k < steps; ++k) simulation.step();
}

}  // namespace enclosure::test
