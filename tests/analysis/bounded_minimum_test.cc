#include "analysis/emulator/bounded_minimum.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace enclosure::test {
namespace {

// Rosenbrock's valley: least value 0 at (1, 1).
double rosenbrock(std::span<const double> x, std::span<double> gradient) {
    const double a = 1 - x[0];
    const double b = x[1] - x[0] * x[0];
    gradient[0] = -2 * a - 400 * x[0] * b;
    gradient[1] = 200 * b;
    return a * a + 100 * b * b;
}

TEST(BoundedMinimum, finds_the_end_of_a_bent_valley) {
    const std::vector<double> low{-5, -5}, high{5, 5};
    const BoundedMinimum end = bounded_minimum(rosenbrock, {-1.2, 1}, low, high, {.most_evaluations = 500});
    EXPECT_EQ(end.end, BoundedSearchEnd::tolerance);
    EXPECT_NEAR(end.x[0], 1, 1e-5);
    EXPECT_NEAR(end.x[1], 1, 1e-5);
    EXPECT_LT(end.evaluations, 80U);
}

// With x <= 0.5 the valley ends at (0.5, 0.25), value 0.25; with y >= 2 and x <= 0.5 at (0.5 or below, 2).
TEST(BoundedMinimum, rests_at_bounds) {
    const std::vector<double> low{-5, -5}, high{0.5, 5};
    const BoundedMinimum end = bounded_minimum(rosenbrock, {-1.2, 1}, low, high, {.most_evaluations = 500});
    EXPECT_EQ(end.x[0], 0.5);
    EXPECT_NEAR(end.x[1], 0.25, 1e-5);
    EXPECT_NEAR(end.value, 0.25, 1e-9);

    const SmoothFunction plane = [](std::span<const double> x, std::span<double> gradient) {
        gradient[0] = 1;
        gradient[1] = -2;
        gradient[2] = 0;
        return x[0] - 2 * x[1];
    };
    const std::vector<double> corner_low{0, 0, 0}, corner_high{1, 1, 1};
    const BoundedMinimum corner = bounded_minimum(plane, {0.5, 0.5, 0.5}, corner_low, corner_high);
    EXPECT_EQ(corner.x, (std::vector<double>{0, 1, 0.5}));
    EXPECT_EQ(corner.end, BoundedSearchEnd::tolerance);
}

TEST(BoundedMinimum, asks_only_inside_and_goes_round_holes) {
    const std::vector<double> low{0.1}, high{9};
    bool inside = true;
    // ln has no value that counts below 0.2; the minimum of x - ln x is at 1.
    const SmoothFunction holed = [&](std::span<const double> x, std::span<double> gradient) {
        inside = inside && x[0] >= 0.1 && x[0] <= 9;
        gradient[0] = 1 - 1 / x[0];
        return x[0] < 0.2 ? std::numeric_limits<double>::infinity() : x[0] - std::log(x[0]);
    };
    const BoundedMinimum end = bounded_minimum(holed, {20}, low, high);
    EXPECT_TRUE(inside);
    EXPECT_NEAR(end.x[0], 1, 1e-4);
    EXPECT_EQ(bounded_minimum(holed, {0.15}, low, high).end, BoundedSearchEnd::no_better_point);
}

TEST(BoundedMinimum, says_that_it_was_stopped) {
    const std::vector<double> low{-5, -5}, high{5, 5};
    const BoundedMinimum end = bounded_minimum(rosenbrock, {-1.2, 1}, low, high, {.most_evaluations = 7});
    EXPECT_EQ(end.end, BoundedSearchEnd::evaluations);
    EXPECT_EQ(end.evaluations, 7U);
}

// Ten variables of very different curvature, some of which end at a bound.
TEST(BoundedMinimum, many_variables) {
    std::vector<double> low(10, -1), high(10, 1), start(10, 0.9);
    const SmoothFunction bowl = [](std::span<const double> x, std::span<double> gradient) {
        double value = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const double weight = std::pow(4.0, static_cast<double>(i) / 2);
            const double away = x[i] - (static_cast<double>(i) / 4 - 1);  // beyond 1 from i = 9 on
            value += weight * away * away;
            gradient[i] = 2 * weight * away;
        }
        return value;
    };
    const BoundedMinimum end = bounded_minimum(bowl, start, low, high);
    for (std::size_t i = 0; i < 10; ++i) EXPECT_NEAR(end.x[i], std::fmin(static_cast<double>(i) / 4 - 1, 1), 1e-4) << i;
}

}  // namespace
}  // namespace enclosure::test
