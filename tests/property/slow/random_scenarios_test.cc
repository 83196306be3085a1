// As ../random_scenarios_test.cc, two hundred of them.
#include <gtest/gtest.h>

#include "tests/property/random_runs.h"

namespace enclosure::test {
namespace {

class RandomScenario : public testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(All, RandomScenario, testing::Range<std::uint64_t>(0, 200));

TEST_P(RandomScenario, RunsUnderAudit) {
    expect_random_scenario_runs(GetParam());
}

}  // namespace
}  // namespace enclosure::test
