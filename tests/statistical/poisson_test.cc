// Poisson counts: mean, variance and law, from one draw and from several.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "sim/base/distributions.h"
#include "tests/statistical/statistics.h"

namespace enclosure {
namespace {

using statistics::alpha;
constexpr std::uint64_t sample = 100000;

std::vector<std::int64_t> draw_counts(double mean) {
    std::vector<std::int64_t> counts;
    for (std::uint64_t i = 0; i < sample; ++i) counts.push_back(poisson(mean, 3, Purpose::test, i, 1));
    return counts;
}

class Mean : public testing::TestWithParam<double> {};
INSTANTIATE_TEST_SUITE_P(Means, Mean, testing::Values(0.3, 5.0, 32.0, 33.0, 100.0, 1000.0),
                         [](const auto& p) { return "of" + std::to_string(std::lround(10 * p.param)) + "tenths"; });

TEST_P(Mean, AndVarianceAreEqual) {
    const double mean = GetParam();
    double sum = 0;
    double squares = 0;
    for (const std::int64_t n : draw_counts(mean)) {
        sum += static_cast<double>(n) - mean;
        squares += (static_cast<double>(n) - mean) * (static_cast<double>(n) - mean);
    }
    const double n = sample;
    EXPECT_GT(statistics::two_sided_normal_p(sum / std::sqrt(n * mean)), alpha);
    // The fourth central moment of Poisson is mean(1 + 3 mean).
    EXPECT_GT(statistics::two_sided_normal_p((squares / n - mean) / std::sqrt((mean * (1 + 3 * mean) - mean * mean) / n)), alpha);
}

// Chi-square over all counts that are expected at least 20 times, and both tails.
TEST_P(Mean, HasThePoissonLaw) {
    const double mean = GetParam();
    const auto lo = static_cast<std::int64_t>(std::max(0.0, std::floor(mean - 6 * std::sqrt(mean))));
    const auto hi = static_cast<std::int64_t>(std::ceil(mean + 8 * std::sqrt(mean) + 10));
    std::vector<double> observed(static_cast<std::size_t>(hi - lo + 1), 0.0);
    for (const std::int64_t n : draw_counts(mean)) {
        ASSERT_GE(n, 0);
        ++observed[static_cast<std::size_t>(std::min(std::max(n, lo), hi) - lo)];
    }
    double chi_square = 0;
    double cells = 0;
    double tail_observed = 0;
    double tail_expected = 0;
    double inside = 0;
    for (std::int64_t n = lo; n <= hi; ++n) {
        const double x = static_cast<double>(n);
        const double expected = sample * std::exp(x * std::log(mean) - mean - std::lgamma(x + 1));
        const double seen = observed[static_cast<std::size_t>(n - lo)];
        inside += expected;
        if (expected < 20) {
            tail_observed += seen;
            tail_expected += expected;
            continue;
        }
        chi_square += (seen - expected) * (seen - expected) / expected;
        ++cells;
    }
    tail_expected += std::max(sample - inside, 0.0);
    if (tail_expected > 5) {
        chi_square += (tail_observed - tail_expected) * (tail_observed - tail_expected) / tail_expected;
        ++cells;
    }
    const double freedom = cells - 1;
    const double spread = 2.0 / (9.0 * freedom);
    EXPECT_GT(0.5 * std::erfc((std::cbrt(chi_square / freedom) - (1.0 - spread)) / std::sqrt(2 * spread)), alpha)
        << chi_square << " of " << freedom;
}

TEST(Poisson, OfNoMeanIsZero) {
    EXPECT_EQ(poisson(0, 1, Purpose::test, 1, 1), 0);
    EXPECT_EQ(poisson(-1, 1, Purpose::test, 1, 1), 0);
    EXPECT_EQ(poisson(std::nan(""), 1, Purpose::test, 1, 1), 0);
}

// A higher mean never has a lower count on the same draw: a policy that lowers a rate removes incidents and adds none.
TEST(Poisson, GrowsWithItsMean) {
    for (std::uint64_t i = 0; i < 1000; ++i) {
        std::int64_t last = 0;
        for (double mean = 0.5; mean < 32; mean *= 1.3) {
            const std::int64_t n = poisson(mean, 3, Purpose::test, i, 1);
            ASSERT_GE(n, last) << "draw " << i << ", mean " << mean;
            last = n;
        }
    }
}

}  // namespace
}  // namespace enclosure
