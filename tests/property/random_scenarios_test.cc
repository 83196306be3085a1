// Whatever is legal runs: scenarios drawn from all legal values and structures make sixty steps under audit. The first of the numbers here,
// all of them in slow/random_scenarios_test.cc.
#include <gtest/gtest.h>

#include "tests/property/random_runs.h"

namespace enclosure::test {
namespace {

class RandomScenario : public testing::TestWithParam<std::uint64_t> {};
#ifdef ENCLOSURE_SANITIZED
constexpr std::uint64_t scenarios = 12;  // ten times as slow
#else
constexpr std::uint64_t scenarios = 60;
#endif
INSTANTIATE_TEST_SUITE_P(First, RandomScenario, testing::Range<std::uint64_t>(0, scenarios));

TEST_P(RandomScenario, RunsUnderAudit) {
    expect_random_scenario_runs(GetParam());
}

// Scenarios in which nothing ever happens would prove nothing.
TEST(RandomScenarios, AreAlive) {
    int used = 0;
    int earned = 0;
    for (std::uint64_t number = 0; number < 40; ++number) {
        Simulation simulation(random_scenario(number, 12), {.threads = 1});
        for (int k = 0; k < 12; ++k) simulation.step();
        used += find_indicator("adoption")->value(simulation.world()) > 0.01 ? 1 : 0;
        earned += find_indicator("revenue")->value(simulation.world()) > 1e6 ? 1 : 0;
    }
    EXPECT_GT(used, 20);
    EXPECT_GT(earned, 20);
}

}  // namespace
}  // namespace enclosure::test
