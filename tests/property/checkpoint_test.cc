// Whatever is legal can be saved and taken up: scenarios drawn from all legal values and structures, saved half-way.
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/policy/lever.h"
#include "sim/run/parting.h"
#include "tests/property/random_scenario.h"
#include "tests/saved_run.h"

namespace enclosure::test {
namespace {

class RandomCheckpoint : public testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(First, RandomCheckpoint, testing::Range<std::uint64_t>(0, 24));

TEST_P(RandomCheckpoint, GoesOnAlike) {
    constexpr std::size_t steps = 24;
    const LoadedScenario loaded = as_loaded(random_scenario(GetParam(), steps));
    Simulation simulation(loaded.scenario, {.threads = 1});
    make_steps(simulation, steps / 2);
    Simulation again = taken_up(saved(simulation, loaded));
    while (!simulation.done()) {
        simulation.step();
        again.step();
        ASSERT_EQ(again.state_hash(), simulation.state_hash()) << "step " << again.steps_made();
    }
    EXPECT_EQ(different_columns(again.world(), simulation.world()).size(), 0u);
}

// Every lever moves, one by a condition that comes and goes; saved while it holds, while it rests, and before it ever held.
Scenario governed() {
    Scenario s = small_baseline();
    s.population.users = 3000;
    s.population.developers = 300;
    s.time.end = date_after(s.time.start, 4);
    PolicyRow policy;
    policy.id = "governed";
    for (const Lever& lever : levers()) {
        Event event;
        event.lever = lever.name;
        event.strength = std::min(1.0, lever.legal.hi);
        event.from = date_after(s.time.start, 1 + 0.1 * static_cast<double>(policy.event.size()));
        policy.event.push_back(event);
    }
    Event conditional;
    conditional.target = "prices.markup_max";
    conditional.op = Operation::multiply;
    conditional.value = 0.5;
    conditional.when = "adoption > 0.05";
    conditional.hold = 0.5;
    conditional.cooldown = 0.5;
    conditional.max_times = 2;
    policy.event.push_back(conditional);
    s.policy.push_back(policy);
    return s;
}

TEST(GovernedCheckpoint, GoesOnAlike) {
    const LoadedScenario loaded = as_loaded(governed());
    std::size_t remembered = 0;
    for (const std::size_t at : {3U, 12U, 17U, 23U, 30U, 40U}) {
        Simulation simulation(loaded.scenario, {.threads = 1});
        make_steps(simulation, at);
        remembered += simulation.world().triggered.size();
        Simulation again = taken_up(saved(simulation, loaded));
        while (!simulation.done()) {
            simulation.step();
            again.step();
            ASSERT_EQ(again.state_hash(), simulation.state_hash()) << "saved at " << at << ", step " << again.steps_made();
        }
        EXPECT_EQ(again.world().rules.parameters.prices.markup_max, simulation.world().rules.parameters.prices.markup_max);
    }
    EXPECT_GT(remembered, 2u) << "the condition never held";
}

}  // namespace
}  // namespace enclosure::test
