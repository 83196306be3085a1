// What the quick and the long test of random scenarios do with each.
#pragma once

#include <gtest/gtest.h>

#include <exception>
#include <string>

#include "sim/indicators/indicator.h"
#include "sim/scenario/load.h"
#include "tests/property/random_scenario.h"

namespace enclosure::test {

inline constexpr std::size_t random_steps = 60;

/// Every series of the world, of segments and of regions is a number or means nothing; none is infinite.
inline void expect_sane_indicators(const World& world) {
    const auto check = [&](std::string_view name, double value) {
        EXPECT_FALSE(std::isinf(value)) << name << " is infinite in step " << world.step.index;
    };
    for (const Indicator& i : indicators()) check(i.name, i.value(world));
    for (const MemberIndicator& i : segment_indicators()) {
        for (std::size_t g = 0; g < world.rules.segment.size(); ++g) check(i.name, i.value(world, g));
    }
    for (const MemberIndicator& i : region_indicators()) {
        for (std::size_t r = 0; r < world.rules.region.size(); ++r) check(i.name, i.value(world, r));
    }
}

/// The scenario of that number passes the checks of a scenario file and runs under audit. Kept as a file if it does not.
inline void expect_random_scenario_runs(std::uint64_t number) {
    const Scenario scenario = random_scenario(number, random_steps);
    const auto repeat = [&] {
        return "; the drawn set is in " + keep_scenario(scenario) + ", seed " + std::to_string(scenario.seed) +
               ": enclosure run FILE --audit";
    };
    try {
        const Scenario read = load_scenario_text(write_toml(scenario), scenario.id + ".toml").scenario;
        Simulation simulation(read, {.threads = 1, .audit = true});
        for (std::size_t k = 0; k < random_steps; ++k) {
            simulation.step();
            expect_sane_indicators(simulation.world());
            if (testing::Test::HasFailure()) break;
        }
        EXPECT_EQ(simulation.steps_made(), random_steps);
    } catch (const std::exception& error) {
        ADD_FAILURE() << "random scenario " << number << ": " << error.what() << repeat();
        return;
    }
    if (testing::Test::HasFailure()) ADD_FAILURE() << "random scenario " << number << repeat();
}

}  // namespace enclosure::test
