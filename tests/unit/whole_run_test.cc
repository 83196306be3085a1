#include "bench/whole_run.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/run/simulation.h"
#include "sim/scenario/load.h"

namespace {

using namespace enclosure;

Scenario small_baseline() {
    const std::vector<Override> overrides = {{"population.users", "2000"}, {"population.developers", "200"}};
    return load_scenario("lib:baseline", overrides).scenario;
}

// A benchmark that skips a phase, or steps otherwise than Simulation does, measures another program.
TEST(WholeRun, is_the_run_that_simulation_makes) {
    const Scenario scenario = small_baseline();
    Simulation simulation(scenario, {.threads = 1});
    while (!simulation.done()) simulation.step();
    const bench::WholeRun run = bench::time_run(scenario, 1);
    EXPECT_EQ(run.state_hash, simulation.state_hash());
    EXPECT_EQ(run.steps, simulation.steps_total());
    EXPECT_EQ(run.users, simulation.world().users.size());
    EXPECT_EQ(run.bytes_per_user, bytes_per_user(simulation.world()));
    EXPECT_GT(run.peak_memory, run.bytes_per_user * static_cast<double>(run.users));
}

TEST(WholeRun, the_table_has_a_row_for_every_phase) {
    const bench::WholeRun run = bench::time_run(small_baseline(), 1);
    const std::string table = bench::run_table(run);
    const std::string json = bench::run_json(run);
    std::vector<std::string> timed;
    for (const bench::PhaseTime& phase : run.phases) timed.push_back(phase.name);
    std::vector<std::string> expected;
    double total = 0;
    for (const Phase& phase : pipeline()) {
        expected.push_back(phase.facts.name);
        EXPECT_NE(table.find("\n  " + phase.facts.name + " "), std::string::npos) << phase.facts.name;
        EXPECT_NE(json.find("{\"name\": \"" + phase.facts.name + "\""), std::string::npos) << phase.facts.name;
    }
    EXPECT_EQ(timed, expected);
    for (const bench::PhaseTime& phase : run.phases) total += phase.total;
    EXPECT_NEAR(total, run.stepping, 1e-9 * run.stepping);
}

TEST(WholeRun, median_is_the_middle_value) {
    EXPECT_EQ(bench::median({3, 1, 2}), 2);
    EXPECT_EQ(bench::median({4, 1, 3, 2}), 2.5);
    EXPECT_EQ(bench::median({}), 0);
}

}  // namespace
