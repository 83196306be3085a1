// Whatever is legal can be saved and taken up: scenarios drawn from all legal values and structures, saved half-way.
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace enclosure::test
