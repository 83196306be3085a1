// What a firm can take over from others follows two targets at their rates: by hand where one pulls, by small steps where both do.
#include "sim/phases/imitation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace enclosure::test {
namespace {

// The differential equation in steps so small that their error does not matter.
double by_small_steps(double level, double first, double first_rate, double second, double second_rate, double dt) {
    constexpr int steps = 200000;
    const double h = dt / steps;
    for (int k = 0; k < steps; ++k) {
        const auto slope = [&](double x) { return first_rate * std::max(first - x, 0.0) + second_rate * std::max(second - x, 0.0); };
        level += h * slope(level + h / 2 * slope(level));
    }
    return level;
}

TEST(Followed, RelaxesToOneTarget) {
    EXPECT_NEAR(followed(0, 1, 2, -1, 5, 0.25), 1 - std::exp(-0.5), 1e-12);
    EXPECT_NEAR(followed(0, -1, 2, 1, 5, 0.25), 1 - std::exp(-1.25), 1e-12);
    EXPECT_NEAR(followed(0, 1, 2, 1, 5, 0.25), 1 - std::exp(-1.75), 1e-12);
}

TEST(Followed, StaysWhereNothingPulls) {
    EXPECT_EQ(followed(1, 1, 2, 0.5, 5, 0.25), 1);
    EXPECT_EQ(followed(0, 1, 0, 2, 0, 0.25), 0);
    EXPECT_EQ(followed(0.3, 1, 2, 2, 3, 0), 0.3);
}

TEST(Followed, IsTheSolutionWhereBothPull) {
    for (const double first : {0.5, 1.0, 2.0}) {
        for (const double second : {0.7, 1.0, 3.0}) {
            for (const double rate : {0.0, 0.6, 8.0}) {
                for (const double dt : {1.0 / 52, 1.0 / 12, 1.0}) {
                    EXPECT_NEAR(followed(0.1, first, rate, second, 5, dt), by_small_steps(0.1, first, rate, second, 5, dt), 1e-5)
                        << first << ' ' << second << ' ' << rate << ' ' << dt;
                }
            }
        }
    }
}

// Two steps of half the length end where one does: the length of a step leaves no trace while targets stay.
TEST(Followed, DoesNotDependOnTheLengthOfAStep) {
    const double half = followed(followed(0, 0.4, 6, 1, 3, 0.125), 0.4, 6, 1, 3, 0.125);
    EXPECT_NEAR(half, followed(0, 0.4, 6, 1, 3, 0.25), 1e-12);
}

}  // namespace
}  // namespace enclosure::test
