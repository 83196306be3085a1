// Sessions of few agents for tests, and what they are held against: hashes of plain runs.
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "sim/run/simulation.h"
#include "viz/session/session.h"

namespace enclosure::viz {

inline std::vector<Override> few_agents() {
    return {{"population.users", "3000"}, {"population.developers", "300"}};
}

inline LoadedScenario small_baseline() {
    return load_scenario("lib:baseline", few_agents());
}

/// Hashes of the state after 0, 1, … steps of a plain run.
inline std::vector<std::uint64_t> plain_hashes(const Scenario& scenario, std::size_t steps = SIZE_MAX) {
    Simulation simulation(scenario, {.threads = 1});
    std::vector<std::uint64_t> all{simulation.state_hash()};
    while (!simulation.done() && simulation.steps_made() < steps) {
        simulation.step();
        all.push_back(simulation.state_hash());
    }
    return all;
}

inline std::vector<std::uint64_t> hashes(const Session& session, WorldId world = WorldId::a) {
    const auto track = session.track(world);
    std::vector<std::uint64_t> all;
    for (std::size_t k = 0; k < track->size(); ++k) all.push_back(track->record(k).hash);
    return all;
}

/// Pumps until it is done; false if that takes too long.
template <class Done>
bool wait_until(Session& session, Done done, std::chrono::seconds most = std::chrono::seconds{30}) {
    const auto end = std::chrono::steady_clock::now() + most;
    while (!done()) {
        if (std::chrono::steady_clock::now() > end) return false;
        session.pump();
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return true;
}

/// Makes steps in all worlds until there are so many.
inline void make_steps(Session& session, std::size_t step) {
    session.run_until(step);
    ASSERT_TRUE(wait_until(session, [&] {
        const auto b = session.track(WorldId::b);
        return session.track()->size() > step && (!b || b->size() == session.track()->size());
    })) << session.status().failure;
}

inline RuleChange setting(const std::string& path, const std::string& value) {
    return {.settings = {{path, value}}, .title = path + " = " + value};
}

inline RuleChange lever(const std::string& name, double strength, const std::string& from) {
    return {.policy_texts = {"schema_version = 1\nid = \"live_" + name + "\"\ntitle = \"Live\"\n[[event]]\nlever = \"" + name +
                             "\"\nstrength = " + std::to_string(strength) + "\nfrom = " + from + "\nramp = \"1 yr\"\n"},
            .title = name};
}

/// A session that makes its steps at once, and one with a thread of its own.
class SessionOf : public testing::TestWithParam<bool> {
  protected:
    SessionOptions options() const { return {.threads = 1, .synchronous = GetParam()}; }
};

}  // namespace enclosure::viz
