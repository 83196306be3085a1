// The error of a step falls in proportion to its length. On what moves smoothly, with noise of releases, entry and reviews of strategy off,
// so that few seeds show it; bench/step_length prints the same for the whole baseline.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "bench/step_length/convergence.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

using namespace step_length;

Scenario smooth_baseline(std::int64_t seed) {
    Scenario s = small_baseline(seed);
    s.parameters.training.release_noise = 0;
    s.parameters.training.interval_jitter = 0;
    s.parameters.entry.rate = 0;
    s.parameters.review.reviews = false;
    return s;
}

TEST(StepLength, ErrorsFallInProportion) {
    constexpr std::int64_t seeds = 24;
    const std::vector<Headline> smooth = {{"research", "", true}, {"revenue", "", true}, {"consumer_surplus", "", true}};
    std::vector<Means> mean(smooth.size());
    for (std::int64_t seed = 1; seed <= seeds; ++seed) {
        for (std::size_t level = 0; level < levels; ++level) {
            const std::vector<double> x = run(smooth_baseline(seed), lengths[level], 3, smooth);
            for (std::size_t i = 0; i < smooth.size(); ++i) mean[i].x[level] += x[i] / static_cast<double>(seeds);
        }
    }
    for (std::size_t i = 0; i < smooth.size(); ++i) {
        SCOPED_TRACE(smooth[i].name + ": " + std::to_string(mean[i].x[0]) + " " + std::to_string(mean[i].x[1]) + " " +
                     std::to_string(mean[i].x[2]));
        EXPECT_GE(mean[i].order(), 0.8);
        EXPECT_LE(mean[i].order(), 1.2);
    }
}

// The estimate itself, on errors whose order is known.
TEST(StepLength, OrdersAreFound) {
    for (const double p : {0.5, 1.0, 2.0}) {
        Means m;
        for (std::size_t level = 0; level < levels; ++level) m.x[level] = 3 - 0.7 * std::pow(lengths[level], p);
        EXPECT_NEAR(m.order(), p, 1e-6);
    }
    Means linear;
    for (std::size_t level = 0; level < levels; ++level) linear.x[level] = 3 - 0.7 * lengths[level];
    EXPECT_NEAR(linear.monthly_error(), -0.7 / 12, 1e-12);
}

}  // namespace
}  // namespace enclosure::test
