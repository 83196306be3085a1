#include "analysis/tipping/hysteresis.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

std::vector<double> swept_levels(double from, double to, std::size_t count) {
    std::vector<double> levels;
    for (std::size_t i = 0; i < count; ++i) levels.push_back(from + (to - from) * static_cast<double>(i) / static_cast<double>(count - 1));
    return levels;
}

// Mean field of Brock and Durlauf: m = tanh(beta h + K m), followed to rest at each level of beta h.
SweptOutcome mean_field_sweep(const std::vector<double>& levels, double coupling) {
    SweptOutcome sweep{.up = std::vector<double>(levels.size()), .down = std::vector<double>(levels.size())};
    const auto settle = [coupling](double m, double field) {
        for (int i = 0; i < 200000; ++i) {
            const double next = math::tanh(field + coupling * m);
            const bool rests = std::fabs(next - m) < 1e-13;
            m = next;
            if (rests) break;
        }
        return m;
    };
    double m = -1;
    for (std::size_t i = 0; i < levels.size(); ++i) sweep.up[i] = m = settle(m, levels[i]);
    m = 1;
    for (std::size_t i = levels.size(); i-- > 0;) sweep.down[i] = m = settle(m, levels[i]);
    return sweep;
}

struct Spinodal {
    double coupling, magnetisation, field;
};
const std::vector<Spinodal> spinodals{{1.01, 0.1716617792793, 0.000664677312},
                                      {1.1, 0.5029405749446, 0.02048122717815},
                                      {1.5, 0.8585596366401, 0.207546455322},
                                      {2, 0.9575040240773, 0.5328399753536},
                                      {3, 0.9949015284526, 1.303273908003}};

TEST(Hysteresis, JumpsOfTheMeanFieldAtTwo) {
    const std::vector<double> levels = swept_levels(-1, 1, 2001);
    const Hysteresis h = hysteresis(levels, mean_field_sweep(levels, 2));
    EXPECT_TRUE(h.up.found);
    EXPECT_TRUE(h.down.found);
    EXPECT_NEAR(h.up.at, 0.53284, 1e-3);
    EXPECT_NEAR(h.down.at, -0.53284, 1e-3);
    EXPECT_NEAR(h.width, 2 * 0.53284, 2e-3);
    EXPECT_TRUE(h.bistable);
    EXPECT_GT(h.up.change, 1.5);
}

TEST(Hysteresis, NoJumpOfTheMeanFieldAtNineTenths) {
    const std::vector<double> levels = swept_levels(-1, 1, 2001);
    const Hysteresis h = hysteresis(levels, mean_field_sweep(levels, 0.9));
    EXPECT_FALSE(h.up.found);
    EXPECT_FALSE(h.down.found);
    EXPECT_FALSE(h.bistable);
    EXPECT_TRUE(std::isnan(h.width));
    EXPECT_NEAR(h.absolute_area, 0, 1e-8);
    EXPECT_LT(h.up.share, 0.01);
}

// A thousand steps to either side of each spinodal, scaled to it: thresholds within a step.
TEST(Hysteresis, JumpsAtTheSpinodalsOfTheMeanField) {
    for (const Spinodal& s : spinodals) {
        const double step = s.field / 200;
        const std::vector<double> levels = swept_levels(-300 * step, 300 * step, 601);
        const SweptOutcome sweep = mean_field_sweep(levels, s.coupling);
        EXPECT_NEAR(sweep.down[300], s.magnetisation, 1e-9) << s.coupling;
        EXPECT_NEAR(sweep.up[300], -s.magnetisation, 1e-9) << s.coupling;
        const Hysteresis h = hysteresis(levels, sweep);
        EXPECT_TRUE(h.bistable) << s.coupling;
        EXPECT_NEAR(h.up.at, s.field, step) << s.coupling;
        EXPECT_NEAR(h.down.at, -s.field, step) << s.coupling;
    }
}

TEST(Hysteresis, AreaOfAParallelogram) {
    const std::vector<double> levels{0, 1, 2, 4};
    const Hysteresis h = hysteresis(levels, {{0, 0, 1, 1}, {0, 1, 1, 1}});
    EXPECT_DOUBLE_EQ(h.area, 1);
    EXPECT_DOUBLE_EQ(h.absolute_area, 1);
    EXPECT_DOUBLE_EQ(h.relative_area, 0.25);
    EXPECT_EQ(h.up.at, 1.5);
    EXPECT_EQ(h.down.at, 0.5);
    EXPECT_EQ(h.width, 1);
    // A loop that is run through the other way round has the opposite area.
    const Hysteresis turned = hysteresis(levels, {{0, 1, 1, 1}, {0, 0, 1, 1}});
    EXPECT_DOUBLE_EQ(turned.area, -1);
    EXPECT_DOUBLE_EQ(turned.absolute_area, 1);
    EXPECT_EQ(turned.width, -1);
    EXPECT_FALSE(turned.bistable);
    const Hysteresis eight = hysteresis(levels, {{0, 1, 2, 2.5}, {0, 2, 1, 2.5}});
    EXPECT_DOUBLE_EQ(eight.area, 0.5 + 0 - 1);
    EXPECT_DOUBLE_EQ(eight.absolute_area, 0.5 + 1 + 1);
}

TEST(Hysteresis, OfAFallingOutcome) {
    const std::vector<double> levels = swept_levels(0, 10, 11);
    SweptOutcome sweep;
    for (const double x : levels) {
        sweep.up.push_back(x < 6.5 ? 1 : 0);
        sweep.down.push_back(x < 2.5 ? 1 : 0);
    }
    const Hysteresis h = hysteresis(levels, sweep);
    EXPECT_TRUE(h.bistable);
    EXPECT_EQ(h.up.at, 6.5);
    EXPECT_EQ(h.down.at, 2.5);
    EXPECT_EQ(h.up.change, -1);
    EXPECT_DOUBLE_EQ(h.area, -4);
}

// White noise has large changes from level to level, none of which stands out: the rule is wrong as often as stated, or less.
TEST(Hysteresis, NoiseIsNoJump) {
    const std::vector<double> levels = swept_levels(0, 1, 41);
    int jumps = 0;
    for (std::uint32_t r = 0; r < 400; ++r) {
        SweptOutcome sweep;
        for (std::uint32_t i = 0; i < 41; ++i) {
            Draws draws(21, Purpose::test, r, 0, i);
            sweep.up.push_back(draws.normal());
            sweep.down.push_back(draws.normal());
        }
        const Hysteresis h = hysteresis(levels, sweep);
        jumps += (h.up.found ? 1 : 0) + (h.down.found ? 1 : 0);
    }
    EXPECT_LT(jumps, 0.12 * 800);
}

TEST(Hysteresis, LinearRiseIsNoJump) {
    const std::vector<double> levels = swept_levels(0, 1, 5);
    EXPECT_FALSE(hysteresis(levels, {{0, 1, 2, 3, 4}, {0, 1, 2, 3, 4}}).up.found);
    EXPECT_FALSE(hysteresis(levels, {{2, 2, 2, 2, 2}, {2, 2, 2, 2, 2}}).up.found);
    EXPECT_EQ(hysteresis(levels, {{2, 2, 2, 2, 2}, {2, 2, 2, 2, 2}}).relative_area, 0);
    EXPECT_TRUE(hysteresis(levels, {{0, 0, 0, 1, 1}, {0, 1, 1, 1, 1}}).bistable);
}

TEST(Hysteresis, LevelsWithoutAValueAreLeftOut) {
    const std::vector<double> levels = swept_levels(0, 5, 6);
    const Hysteresis h = hysteresis(levels, {{0, 0, test::nan, 0, 1, 1}, {0, 1, 1, 1, 1, 1}});
    EXPECT_EQ(h.dropped, 1U);
    EXPECT_EQ(h.up.at, 3.5);
    EXPECT_EQ(h.down.at, 0.5);
    EXPECT_DOUBLE_EQ(h.area, 0.5 + 2 + 0.5);
    const Hysteresis none = hysteresis(levels, {std::vector<double>(6, test::nan), std::vector<double>(6, test::nan)});
    EXPECT_TRUE(std::isnan(none.area));
    EXPECT_FALSE(none.up.found);
}

TEST(Hysteresis, OfFewLevels) {
    const Hysteresis three = hysteresis(std::vector<double>{0, 1, 2}, {{0, 0, 1}, {0, 1, 1}});
    EXPECT_DOUBLE_EQ(three.area, 1);
    EXPECT_FALSE(three.up.found);
    EXPECT_TRUE(std::isnan(three.up.at));
    EXPECT_TRUE(std::isnan(hysteresis(std::vector<double>{0}, {{0}, {1}}).area));
    const std::vector<SweptOutcome> sweeps{{{0, 0, 1}, {0, 1, 1}}};
    EXPECT_EQ(hysteresis_of_replicates(std::vector<double>{0, 1, 2}, sweeps).warnings.size(), 1U);
}

TEST(Hysteresis, RefusesWhatIsNoSweep) {
    EXPECT_THROW(hysteresis(std::vector<double>{0, 2, 1}, {{0, 0, 0}, {0, 0, 0}}), AnalysisError);
    EXPECT_THROW(hysteresis(std::vector<double>{0, 1, 2}, {{0, 0}, {0, 0, 0}}), AnalysisError);
    EXPECT_THROW(hysteresis(std::vector<double>{0, 1, 2}, {{0, 0, 0}, {0, 0, 0}}, {.least_share = 0}), AnalysisError);
    EXPECT_THROW(hysteresis_of_replicates(std::vector<double>{0, 1, 2}, {}), AnalysisError);
}

// Thresholds of replicates are 6 and 3 with a normal scatter, so the interval for their mean is that of the scatter.
TEST(Hysteresis, OfReplicatesHasIntervals) {
    const std::vector<double> levels = swept_levels(0, 10, 201);
    std::vector<SweptOutcome> sweeps(30);
    std::vector<double> thresholds;
    for (std::uint32_t r = 0; r < 30; ++r) {
        Draws draws(22, Purpose::test, r, 0);
        const double up = 6 + 0.3 * draws.normal(), down = 3 + 0.3 * draws.normal();
        for (std::uint32_t i = 0; i < levels.size(); ++i) {
            Draws noise(22, Purpose::test, r, 1, i);
            sweeps[r].up.push_back((levels[i] > up ? 1 : 0) + 0.02 * noise.normal());
            sweeps[r].down.push_back((levels[i] > down ? 1 : 0) + 0.02 * noise.normal());
        }
    }
    sweeps.push_back({std::vector<double>(201, 0.5), std::vector<double>(201, 0.5)});
    const ReplicatedHysteresis h = hysteresis_of_replicates(levels, sweeps);
    EXPECT_EQ(h.up_at.n, 30U);
    EXPECT_NEAR(h.up_at.mean, 6, 4 * 0.3 / std::sqrt(30));
    EXPECT_NEAR(h.up_at.sd, 0.3, 0.15);
    EXPECT_NEAR(h.width.mean, 3, 4 * 0.43 / std::sqrt(30));
    EXPECT_NEAR(h.area.mean, 3.0 * 30 / 31, 0.5);
    EXPECT_NEAR(h.bistable, 30.0 / 31, 1e-12);
    EXPECT_NEAR(h.mean_up.front(), 0.5 / 31, 0.02);
    const ReplicatedHysteresis wide = hysteresis_of_replicates(levels, sweeps, {.confidence = 0.99});
    EXPECT_NEAR(wide.up_at.half_width() / h.up_at.half_width(), student_quantile(0.995, 29) / student_quantile(0.975, 29), 1e-9);
    std::reverse(sweeps.begin(), sweeps.end());
    EXPECT_NEAR(hysteresis_of_replicates(levels, sweeps).area.mean, h.area.mean, 1e-12);
}

}  // namespace
}  // namespace enclosure
