// How often the intervals of analyses of given data hold the true index, and how often inputs that do nothing are taken for something. 400
// samples each with fixed seeds: a share of .95 has a standard error of .011, so the limits are three of these from what is expected.
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/sensitivity/given_data.h"
#include "analysis/sensitivity/pawn.h"
#include "analysis/sensitivity/regional.h"
#include "analysis/sensitivity/regression.h"
#include "tests/analysis/given_samples.h"

namespace enclosure::test {
namespace {

constexpr std::size_t samples = 400;

class Share {
  public:
    void add(bool holds) {
        held_ += holds ? 1 : 0;
        all_ += 1;
    }
    void add(const Interval& interval, double truth) { add(interval.low <= truth && truth <= interval.high); }
    double value() const { return held_ / all_; }

  private:
    double held_ = 0;
    double all_ = 0;
};

TEST(GivenDataCoverage, FirstOrderIndicesByCosines) {
    const Threads threads;
    const double truth[3] = {0.313905191147811, 0.442411144790041, 0};
    Share at_95[3], at_80[3];
    for (std::size_t s = 0; s < samples; ++s) {
        const Sample sample = ishigami_sample(800, 1000 + s);
        for (const double confidence : {0.95, 0.8}) {
            const GivenDataOptions options{.bootstrap = {.confidence = confidence}, .delta = false};
            const GivenDataIndices found = given_data_indices(sample.inputs, sample.outcome, {}, options, threads);
            for (std::size_t k = 0; k < 3; ++k)
                (confidence == 0.95 ? at_95 : at_80)[k].add(found.inputs[k].first_by_cosines.interval, truth[k]);
        }
    }
    for (std::size_t k = 0; k < 2; ++k) {
        EXPECT_NEAR(at_95[k].value(), 0.94, 0.04) << k;
        EXPECT_NEAR(at_80[k].value(), 0.79, 0.06) << k;
    }
    EXPECT_GT(at_95[2].value(), 0.93);  // on the safe side where nothing is explained
}

TEST(GivenDataCoverage, FirstOrderIndicesByClassesOfALine) {
    const Threads threads;
    const double truth[3] = {0.2, 0.8, 0};
    Share share[3];
    double mean[3] = {0, 0, 0};
    for (std::size_t s = 0; s < samples; ++s) {
        const Sample sample = uniform_sample(600, 3, 5000 + s, [](auto x) { return x(0) + 2 * x(1); });
        const GivenDataIndices found = given_data_indices(sample.inputs, sample.outcome, {}, {.classes = 20, .delta = false}, threads);
        for (std::size_t k = 0; k < 3; ++k) {
            share[k].add(found.inputs[k].first_by_classes.interval, truth[k]);
            mean[k] += found.inputs[k].first_by_classes.value / samples;
        }
    }
    for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(mean[k], truth[k] * (1 - 1.0 / 400), 0.003) << k;  // bias corrected
    for (std::size_t k = 0; k < 2; ++k) EXPECT_NEAR(share[k].value(), 0.94, 0.045) << k;
    EXPECT_GT(share[2].value(), 0.93);
}

TEST(GivenDataCoverage, DistancesOfRegions) {
    const Threads threads;
    const double truth[2] = {1 - .18 / .88, .6 / .88};
    Share share[2], alarms, family, categories;
    for (std::size_t s = 0; s < samples; ++s) {
        Sample sample = uniform_sample(1000, 6, 9000 + s, [](auto x) { return x(0) < 0.3 && x(1) > 0.6 ? 1.0 : 0.0; });
        for (double& v : sample.inputs[5].values) v = std::floor(4 * v);
        sample.inputs[5].levels = {"a", "b", "c", "d"};
        const RegionalSensitivity found = regional_sensitivity(sample.inputs, behaviour_within(sample.outcome, 0.5), {}, {}, threads);
        for (std::size_t k = 0; k < 2; ++k) share[k].add(found.inputs[k].interval, truth[k]);
        bool any = false;
        for (std::size_t k = 2; k < 6; ++k) any = any || found.inputs[k].p_holm < 0.05;
        for (std::size_t k = 2; k < 5; ++k) alarms.add(found.inputs[k].p < 0.05);
        categories.add(found.inputs[5].p < 0.05);
        family.add(any);
    }
    for (std::size_t k = 0; k < 2; ++k) EXPECT_NEAR(share[k].value(), 0.93, 0.045) << k;
    EXPECT_NEAR(alarms.value(), 0.045, 0.02);
    EXPECT_NEAR(categories.value(), 0.05, 0.033);
    EXPECT_LT(family.value(), 0.05 + 0.033);
}

TEST(GivenDataCoverage, DummiesOfPawnAndDelta) {
    const Threads threads;
    Share pawn, pawn_of_levels, delta, seen;
    for (std::size_t s = 0; s < samples; ++s) {
        Sample sample = uniform_sample(300, 4, 20000 + s, [](auto x) { return std::exp(x(0)); });
        for (double& v : sample.inputs[3].values) v = std::floor(3 * v);
        sample.inputs[3].levels = {"a", "b", "c"};
        const BootstrapOptions bootstrap{.confidence = 0.9, .seed = s};
        const PawnIndices found = pawn_indices(sample.inputs, sample.outcome, {}, {.bootstrap = bootstrap}, threads);
        for (std::size_t k = 1; k < 3; ++k) {
            const PawnIndex& median = found.inputs[k].index(PawnStatistic::median);
            pawn.add(median.value > median.dummy.high);
        }
        const PawnIndex& level = found.inputs[3].index(PawnStatistic::maximum);
        pawn_of_levels.add(level.value > level.dummy.high);
        const GivenDataIndices given = given_data_indices(sample.inputs, sample.outcome, {}, {.bootstrap = bootstrap}, threads);
        for (std::size_t k = 1; k < 4; ++k) delta.add(given.inputs[k].delta.uncorrected > given.inputs[k].delta_dummy.high);
        seen.add(given.inputs[0].delta.uncorrected > given.inputs[0].delta_dummy.high);
    }
    EXPECT_NEAR(pawn.value(), 0.1, 0.04);
    EXPECT_NEAR(pawn_of_levels.value(), 0.1, 0.05);
    EXPECT_NEAR(delta.value(), 0.1, 0.035);
    EXPECT_EQ(seen.value(), 1);
}

TEST(GivenDataCoverage, RegressionCoefficients) {
    const Threads threads;
    const double variance = 5.0 / 12 + 0.125;
    const double truth[2] = {std::sqrt(1 / 12.0 / variance), std::sqrt(4 / 12.0 / variance)};
    Share share[2], alarms;
    for (std::size_t s = 0; s < samples; ++s) {
        // A wave of many periods is as good as noise.
        const Sample sample =
            uniform_sample(400, 4, 30000 + s, [](auto x) { return x(0) + 2 * x(1) + 0.5 * std::sin(2 * M_PI * 50 * x(2)); });
        const RegressionIndices found = regression_indices(sample.inputs, sample.outcome, {}, {}, threads);
        for (std::size_t k = 0; k < 2; ++k) share[k].add(found.inputs[k].src.interval, truth[k]);
        alarms.add(found.inputs[3].prcc.p < 0.05);
        alarms.add(found.inputs[3].pearson.p < 0.05);
    }
    for (std::size_t k = 0; k < 2; ++k) EXPECT_NEAR(share[k].value(), 0.94, 0.04) << k;
    EXPECT_NEAR(alarms.value(), 0.05, 0.033);
}

}  // namespace
}  // namespace enclosure::test
