// The state hash of every step is the same for any number of threads and in two simulations that run by turns.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

constexpr std::size_t hashed_steps = 48;

class Threaded : public testing::TestWithParam<int> {};

TEST_P(Threaded, GiveTheHashesOfOne) {
    EXPECT_EQ(hashes(small_baseline(), hashed_steps, {.threads = GetParam()}), hashes(small_baseline(), hashed_steps, {.threads = 1}));
}

INSTANTIATE_TEST_SUITE_P(Counts, Threaded, testing::Values(2, 3, 8), [](const auto& p) { return std::to_string(p.param); });

TEST(StateHash, OfTheWholeBaselineIsEqualForOneAndTwoThreads) {
    EXPECT_EQ(hashes(baseline(), 24, {.threads = 2}), hashes(baseline(), 24, {.threads = 1}));
}

TEST(StateHash, IsEqualForTwoSimulationsThatRunByTurns) {
    const std::vector<std::uint64_t> alone = hashes(small_baseline(), 12);
    Simulation one(small_baseline(), {.threads = 2});
    Simulation other(small_baseline(2), {.threads = 1});
    Simulation again(small_baseline(), {.threads = 1});
    for (std::size_t k = 0; k < alone.size(); ++k) {
        one.step();
        other.step();
        again.step();
        EXPECT_EQ(one.state_hash(), alone[k]) << "step " << k;
        EXPECT_EQ(again.state_hash(), alone[k]) << "step " << k;
        EXPECT_NE(other.state_hash(), alone[k]) << "step " << k << ", another seed";
    }
}

TEST(StateHash, DoesNotDependOnAudit) {
    EXPECT_EQ(hashes(small_baseline(), 6, {.threads = 1, .audit = true}), hashes(small_baseline(), 6));
}

// Control: one byte of one user, one number of one firm, one count of one cell.
TEST(StateHash, SeesTheSmallestChange) {
    Simulation simulation(small_baseline(), {.threads = 1});
    simulation.step();
    const World& before = simulation.world();
    const std::uint64_t hash = state_hash(before, one_thread());
    EXPECT_EQ(hash, simulation.state_hash());
    World world = before;
    EXPECT_EQ(state_hash(world, one_thread()), hash);
    world.users.security.back() = static_cast<std::uint8_t>(world.users.security.back() ^ 1);
    EXPECT_NE(state_hash(world, one_thread()), hash);
    world = before;
    world.firms.cash[3] = std::nextafter(world.firms.cash[3], 1e300);
    EXPECT_NE(state_hash(world, one_thread()), hash);
    world = before;
    ++world.market.undecided[0];
    EXPECT_NE(state_hash(world, one_thread()), hash);
    world = before;
    world.firms.label[0] += ' ';
    EXPECT_NE(state_hash(world, one_thread()), hash);
}

}  // namespace
}  // namespace enclosure::test
