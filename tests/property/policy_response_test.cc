// Every lever moves its first indicator the way its equation says, in paired runs; at strength 0 it is no lever, to the bit. All cases come
// from the table of levers: a new one is tested without being named here. A lever passes if the mean of the paired differences has the
// right sign and is more than twice its standard error: one that moves nothing would pass with probability .04 (seven degrees of freedom).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sim/indicators/indicator.h"
#include "tests/levers.h"
#include "tests/property/switched.h"

namespace enclosure::test {
namespace {

constexpr std::size_t months = 48;
constexpr std::int64_t pairs = 8;

// The baseline, small, with what levers act on early and often enough to be seen: models meet thresholds, incidents are many.
Scenario policy_world(std::int64_t seed) {
    Scenario s = smallest_baseline(seed);
    s.parameters.law.evaluation_threshold = 0.5;
    s.parameters.government.licence_threshold = 0.5;
    s.parameters.harm.misuse_rate = 50;
    s.parameters.harm.breach_rate = 20;
    return s;
}

// Mean over the last half of the months of each indicator that a lever moves.
using Means = std::map<std::string_view, double>;
Means means_of(Scenario scenario) {
    Means sums;
    std::map<std::string_view, double> counts;
    for (const Lever& lever : levers()) sums[lever.moves] = 0;
    Simulation simulation(std::move(scenario), {.threads = 1});
    for (std::size_t k = 0; k < months; ++k) {
        simulation.step();
        if (2 * k < months) continue;
        for (auto& [name, sum] : sums) {
            const double value = find_indicator(name)->value(simulation.world());
            if (std::isnan(value)) continue;
            sum += value;
            counts[name] += 1;
        }
    }
    for (auto& [name, sum] : sums) sum /= counts[name];
    return sums;
}

const Means& without(std::int64_t seed) {
    static std::map<std::int64_t, Means> known;
    const auto found = known.find(seed);
    return found != known.end() ? found->second : known.emplace(seed, means_of(policy_world(seed))).first->second;
}

class PolicyResponse : public testing::TestWithParam<Lever> {};
INSTANTIATE_TEST_SUITE_P(Levers, PolicyResponse, testing::ValuesIn(levers().begin(), levers().end()),
                         [](const testing::TestParamInfo<Lever>& p) { return std::string(p.param.name); });

TEST_P(PolicyResponse, MovesItsIndicatorAsItsTableSays) {
    const Lever& lever = GetParam();
    PairedMoves moves;
    for (std::int64_t seed = 1; seed <= pairs; ++seed) {
        Scenario treated = policy_world(seed);
        apply_lever(treated, lever, 1);
        const double before = without(seed).at(lever.moves);
        moves.add(before, (means_of(std::move(treated)).at(lever.moves) - before) * lever.direction);
    }
    moves.expect_the_right_way(lever.moves, pairs);
}

TEST_P(PolicyResponse, IsNothingAtStrengthZero) {
    Scenario treated = policy_world(1);
    apply_lever(treated, GetParam(), 0);
    EXPECT_EQ(first_difference(policy_world(1), treated, 24), 24U);
}

// All of them at once, so that mechanisms meet: the same on any number of threads, and nothing is lost, which the audit would say.
TEST(AllPolicies, AreTheSameOnAnyNumberOfThreadsAndConserveMoney) {
    Scenario all = policy_world(1);
    for (const Lever& lever : levers()) apply_lever(all, lever, lever.usual.hi);
    Simulation one(all, {.threads = 1, .audit = true});
    Simulation three(all, {.threads = 3});
    for (std::size_t k = 0; k < 36; ++k) {
        ASSERT_NO_THROW(one.step()) << "step " << k;
        three.step();
        ASSERT_EQ(one.state_hash(), three.state_hash()) << "step " << k;
    }
}

// More of it is no longer nothing: the test above must be able to fail.
TEST_P(PolicyResponse, IsSomethingAtStrengthOne) {
    Scenario treated = policy_world(1);
    apply_lever(treated, GetParam(), 1);
    EXPECT_LT(first_difference(policy_world(1), treated, months), months);
}

}  // namespace
}  // namespace enclosure::test
