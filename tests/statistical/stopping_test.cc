// How often the interval at which the sequential rule stops covers the truth. Differences are standard normal; the true mean is 0.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

#include "sim/base/draws.h"
#include "sim/base/probability.h"
#include "sim/study/design.h"

namespace enclosure {
namespace {

// Share of `studies` whose last interval holds 0, if they stop at that half-width. Sums are kept by hand: the rule's looks are the
// design's.
double coverage(double half_width, int studies, std::uint64_t seed) {
    const StoppingRule rule{.metric = 0, .half_width = half_width};
    int covered = 0;
    for (int study = 0; study < studies; ++study) {
        double sum = 0;
        double squares = 0;
        std::size_t n = 0;
        double half = 0;
        for (std::size_t look = next_look(rule, 0);; look = next_look(rule, n)) {
            for (; n < look; ++n) {
                const double x = Draws(seed, Purpose::test, static_cast<std::uint64_t>(study), 0, static_cast<std::uint32_t>(n)).normal();
                sum += x;
                squares += x * x;
            }
            const auto count = static_cast<double>(n);
            const double variance = (squares - sum * sum / count) / (count - 1);
            half = student_quantile(0.975, count - 1) * std::sqrt(variance / count);
            if (half <= half_width || n >= rule.most) break;
        }
        covered += std::fabs(sum / static_cast<double>(n)) <= half ? 1 : 0;
    }
    return static_cast<double>(covered) / studies;
}

// Half-widths at which about `worlds` would do, if the spread were known: from below the first sample to ten times it.
class Stopping : public testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(Worlds, Stopping, testing::Values(10, 22, 26, 32, 45, 70, 120, 200));

// 10,000 studies give the share to a standard error of 0.0024, of which three are allowed for.
TEST_P(Stopping, CoversAsOftenAsPromised) {
    const double covered = coverage(1.959964 / std::sqrt(static_cast<double>(GetParam())), 10000, 17);
    EXPECT_GT(covered, stopping_coverage - 3 * 0.0024);
    EXPECT_LT(covered, 0.95 + 3 * 0.0024);
}

// Without a first sample the rule is known to fall short (0.902 from three, for a half-width of 0.5): what n0 buys.
TEST(StoppingRule, AFirstSampleOfThreeWouldCoverTooSeldom) {
    int covered = 0;
    constexpr int studies = 10000;
    for (int study = 0; study < studies; ++study) {
        double sum = 0;
        double squares = 0;
        double half = 1;
        std::uint32_t n = 0;
        while (n < 3 || half > 0.5) {
            const double x = Draws(5, Purpose::test, static_cast<std::uint64_t>(study), 1, n++).normal();
            sum += x;
            squares += x * x;
            if (n >= 3) half = student_quantile(0.975, n - 1) * std::sqrt((squares - sum * sum / n) / (n - 1) / n);
        }
        covered += std::fabs(sum / n) <= half ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(covered) / studies, 0.902, 0.015);
}

TEST(StoppingRule, LooksSeldom) {
    const StoppingRule rule;
    EXPECT_EQ(next_look(rule, 0), 20U);
    EXPECT_EQ(next_look(rule, 20), 25U);
    EXPECT_EQ(next_look(rule, 25), 35U);
    EXPECT_EQ(next_look(rule, 100), 125U);
    EXPECT_EQ(next_look(rule, 990), 1000U);
}

}  // namespace
}  // namespace enclosure
