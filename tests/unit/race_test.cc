#include "sim/phases/race.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <limits>

namespace {

using namespace enclosure;

// The bound may only spare work: winner and best value are those of computing every variate, to the bit.
TEST(Race, has_the_winner_of_computing_every_variate) {
    constexpr std::uint32_t alternatives = 40;
    int changes = 0;
    for (std::uint64_t serial = 0; serial < 5000; ++serial) {
        const double scale = 0.25 * static_cast<double>(serial % 5);
        double best = -0.5;
        double expected = -0.5;
        std::uint32_t winner = alternatives;
        std::uint32_t expected_winner = alternatives;
        for (std::uint32_t k = 0; k < alternatives; ++k) {
            const double value = 0.3 * static_cast<double>((serial * 7 + k * 13) % 11) - 2;
            const double shift = k % 2 != 0 ? 0.7 : -0.4;
            if (Variate(Draws(3, Purpose::test, serial, 5, k).uniform(), shift, scale).overtakes(best, value)) {
                winner = k;
                ++changes;
            }
            const double total = value + scale * (Draws(3, Purpose::test, serial, 5, k).gumbel() + shift);
            if (total > expected) {
                expected = total;
                expected_winner = k;
            }
        }
        ASSERT_EQ(winner, expected_winner) << "serial " << serial;
        ASSERT_EQ(best, expected) << "serial " << serial;
    }
    EXPECT_GT(changes, 5000);
}

// Each bound lies above the variates of its interval, and close to the largest of them: a loose one would be right and useless.
TEST(Race, bounds_hold_up_to_the_ends_of_their_intervals) {
    for (std::size_t k = 0; k + 1 < detail::gumbel_bounds.size(); ++k) {
        const double last = static_cast<double>(k + 1) / 256 - 0x1p-53;
        const double largest = -math::log(-math::log(last));
        EXPECT_GE(detail::gumbel_bounds[k], largest) << "interval " << k;
        EXPECT_NEAR(detail::gumbel_bounds[k], largest, 1e-8) << "interval " << k;
    }
    EXPECT_EQ(detail::gumbel_bounds.back(), std::numeric_limits<double>::infinity());
}

TEST(Race, equal_is_not_ahead) {
    double best = 0;
    ASSERT_TRUE(Variate(Draws(1, Purpose::test, 2, 3).uniform(), 0, 1).overtakes(best, 1000));
    const double before = best;
    EXPECT_FALSE(Variate(Draws(1, Purpose::test, 2, 3).uniform(), 0, 1).overtakes(best, 1000));
    EXPECT_EQ(best, before);
}

}  // namespace
