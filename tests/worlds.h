// Worlds that tests start from: the shipped baseline with fewer agents, and a tiny one whose every number is known.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/run/set_up.h"
#include "sim/run/simulation.h"
#include "sim/scenario/load.h"

namespace enclosure::test {

/// One thread, for phases that a test calls by hand.
const Threads& one_thread();

/// The shipped baseline, as it is.
Scenario baseline(std::int64_t seed = 1);

/// The shipped baseline with a tenth of its agents.
Scenario small_baseline(std::int64_t seed = 1);

/// Row with that id; the test fails by an exception if there is none.
template <class Row>
Row& row(std::vector<Row>& rows, const std::string& id) {
    for (Row& r : rows) {
        if (r.id == id) return r;
    }
    throw std::invalid_argument("the scenario has no row " + id);
}

/// One region, segment and domain; firm 0 sells a closed interface of capability 1 (slot 0), firm 1 releases weights of capability .5
/// (slot 1). Nobody has delayed opening as strategy, but row 2 of the strategies is one.
Scenario tiny_scenario();

World tiny_world(const Scenario& s = tiny_scenario());

/// A step of the baseline, in yr.
inline constexpr double month = 1.0 / 12;

/// The step that begins at t.
Step step_at(const World& world, double t, double dt = month);

/// State hash after each of the first `steps` steps.
std::vector<std::uint64_t> hashes(const Scenario& scenario, std::size_t steps, RunOptions options = {.threads = 1});

}  // namespace enclosure::test
