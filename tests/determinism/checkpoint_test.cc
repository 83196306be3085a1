// A run that was saved at any step and taken up again has the state hash of the uninterrupted one at every later step.
#include <gtest/gtest.h>

#include <string>

#include "sim/run/parting.h"
#include "tests/saved_run.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

constexpr std::size_t steps = 60;

void expect_goes_on_alike(const LoadedScenario& loaded, std::size_t total, const std::vector<std::size_t>& saved_at) {
    const std::vector<std::uint64_t> whole = hashes(loaded.scenario, total);
    Simulation simulation(loaded.scenario, {.threads = 1});
    for (const std::size_t k : saved_at) {
        SCOPED_TRACE("saved after step " + std::to_string(k));
        make_steps(simulation, k - simulation.steps_made());
        Simulation again = taken_up(saved(simulation, loaded));
        ASSERT_EQ(different_columns(again.world(), simulation.world()).size(), 0u);
        while (again.steps_made() < total) {
            again.step();
            ASSERT_EQ(again.state_hash(), whole[again.steps_made() - 1]) << "step " << again.steps_made();
        }
    }
}

TEST(Checkpoint, OfEveryStepGoesOnAlike) {
    std::vector<std::size_t> all;
    for (std::size_t k = 0; k <= steps; ++k) all.push_back(k);
    expect_goes_on_alike(tiny_baseline(), steps, all);
}

TEST(Checkpoint, OfTheSmallBaselineGoesOnAlikeOnOtherThreads) {
    const Scenario scenario = small_baseline();
    const std::vector<std::uint64_t> whole = hashes(scenario, 144);
    Simulation simulation(scenario, {.threads = 2});
    make_steps(simulation, 70);
    Simulation again = taken_up(saved(simulation, as_loaded(scenario)), {.threads = 3});
    while (!again.done()) {
        again.step();
        ASSERT_EQ(again.state_hash(), whole[again.steps_made() - 1]) << "step " << again.steps_made();
    }
    EXPECT_EQ(again.steps_made(), 144u);
}

// Saved and taken up after each step, so that a loss of one step that the next hides would add up.
TEST(Checkpoint, CanBeTakenUpAfterEachStep) {
    const LoadedScenario loaded = tiny_baseline({{"seed", "5"}});
    const std::vector<std::uint64_t> whole = hashes(loaded.scenario, steps);
    std::vector<std::byte> bytes = saved(Simulation(loaded.scenario, {.threads = 1}), loaded);
    for (std::size_t k = 0; k < steps; ++k) {
        Simulation one = taken_up(bytes);
        one.step();
        ASSERT_EQ(one.state_hash(), whole[k]) << "step " << k;
        bytes = saved(one, loaded);
    }
}

// A ramp is under way when the run is saved; one policy is over, one is still to come.
TEST(Checkpoint, GoesOnAlikeUnderPolicies) {
    Scenario scenario = tiny_baseline().scenario;
    const auto event = [](const std::string& target, double value, const char* from, const char* until, double ramp) {
        Event e;
        e.target = target;
        e.op = Operation::multiply;
        e.value = value;
        e.from = parse_date(from);
        e.until = parse_date(until);
        e.ramp = ramp;
        return e;
    };
    PolicyRow policy;
    policy.id = "several";
    policy.event = {event("prices.adjustment", 0.5, "2023-03-01", "2023-09-01", 0),
                    event("region.europe.research_cost", 2, "2024-01-01", "2026-01-01", 1),
                    event("adoption.switching_weight", 0.5, "2025-06-01", "2027-01-01", 0.3)};
    scenario.policy.push_back(policy);
    expect_goes_on_alike(as_loaded(scenario), steps, {5, 9, 17, 20, 31, 45});
}

}  // namespace
}  // namespace enclosure::test
