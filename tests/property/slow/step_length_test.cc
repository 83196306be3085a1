// The error of a step falls in proportion to its length, or faster. On what moves smoothly, with noise of releases, entry and reviews of
// strategy off, so that a hundred seeds show it; bench/step_length prints the same for the whole baseline.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "bench/step_length/convergence.h"
#include "sim/base/parallel.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

using namespace step_length;

Scenario smooth_baseline(std::int64_t seed) {
    Scenario s = small_baseline(seed);
    s.parameters.training.release_noise = 0;
    s.parameters.entry.rate = 0;
    s.parameters.review.reviews = false;
    return s;
}

// Means over seeds at the three lengths.
std::vector<Means> means_of(const std::vector<Headline>& headlines) {
    constexpr std::size_t seeds = 100;
    std::vector<std::vector<double>> value(seeds * levels);
    Threads().for_each(value.size(), [&](std::size_t i) {
        value[i] = run(smooth_baseline(static_cast<std::int64_t>(i / levels) + 1), lengths[i % levels], 3, headlines);
    });
    std::vector<Means> means(headlines.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
        for (std::size_t h = 0; h < headlines.size(); ++h) means[h].x[i % levels] += value[i][h] / static_cast<double>(seeds);
    }
    return means;
}

// Of first order: money, use of open models, the community.
const std::vector<Headline> in_proportion = {{"research", "", true},       {"revenue", "", true}, {"consumer_surplus", "", true},
                                             {"flagship_price", "", true}, {"mean_skill", ""},    {"developers_active", ""},
                                             {"open_share_users", ""}};
// Awareness advances by the midpoint rule and imitation by its exact solution: what a month leaves is too small for an order to be seen.
const std::vector<Headline> faster = {{"adoption", ""}, {"aware", ""}, {"gap_oom", ""}};

TEST(StepLength, ErrorsFallInProportionOrFaster) {
    std::vector<Headline> all = in_proportion;
    all.insert(all.end(), faster.begin(), faster.end());
    const std::vector<Means> means = means_of(all);
    for (std::size_t h = 0; h < all.size(); ++h) {
        const Means& m = means[h];
        SCOPED_TRACE(all[h].name + ": " + std::to_string(m.x[0]) + " " + std::to_string(m.x[1]) + " " + std::to_string(m.x[2]));
        if (h < in_proportion.size()) {
            EXPECT_GE(m.order(), 0.8);
            EXPECT_LE(m.order(), 1.2);
        } else {
            EXPECT_LT(std::abs(m.monthly_error()), 0.02 * std::abs(m.x[2]));
        }
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
