// Where to run next, and which inputs history leaves.
#include "analysis/emulator/next_points.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/history_match.h"
#include "analysis/emulator/predict.h"
#include "tests/analysis/emulator_examples.h"

namespace enclosure::test {
namespace {

using testing::HasSubstr;

TEST(ExpectedImprovement, closed_form) {
    EXPECT_NEAR(expected_improvement_below(1, 1, 2), 2 * 0.3989422804014327, 1e-14);
    EXPECT_NEAR(expected_improvement_below(3, 1, 2), 2 * 0.8413447460685429 + 2 * 0.24197072451914337, 1e-13);
    EXPECT_EQ(expected_improvement_below(3, 1, 0), 2);
    EXPECT_EQ(expected_improvement_below(1, 3, 0), 0);
    EXPECT_GE(expected_improvement_below(0, 1000, 1), 0);
}

// Points that leave out the right half but for its edge.
TrainingSet half_covered() {
    TrainingSet set{.inputs = unit_inputs(1), .outcome = "y"};
    for (const double x : {0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 1.0}) {
        set.x.push_back(x);
        set.mean.push_back(std::sin(6 * x));
    }
    return set;
}

TEST(NextPoints, largest_variance_is_in_the_gap) {
    const Emulator emulator = fit_emulator(half_covered(), {.given = ProcessParameters{{0.3}, 1, 0}}, single_thread);
    const std::vector<NextPoint> next = next_points(emulator, {.points = 3}, single_thread);
    ASSERT_EQ(next.size(), 3U);
    EXPECT_NEAR(next[0].x[0], 0.75, 0.03);
    const EmulatorPrediction at = predict(emulator, next[0].x, single_thread);
    EXPECT_NEAR(next[0].value, at.sd[0] * at.sd[0], 1e-9);
    EXPECT_NEAR(next[0].mean, at.mean[0], 1e-9);
    EXPECT_LT(next[1].value, next[0].value);
    // The second stands as if the first had been run.
    TrainingSet more = half_covered();
    more.x.push_back(next[0].x[0]);
    more.mean.push_back(next[0].mean);
    const Emulator after = fit_emulator(more, {.given = ProcessParameters{{0.3}, 1, 0}}, single_thread);
    EXPECT_NEAR(predict(after, next[1].x, single_thread).sd[0], next[1].sd, 1e-6);
    EXPECT_NEAR(next[1].x[0], next_points(after, {}, single_thread)[0].x[0], 1e-12);
}

TEST(NextPoints, integrated_variance_falls_by_what_was_said) {
    const Emulator emulator = fit_emulator(half_covered(), {.given = ProcessParameters{{0.3}, 1, 0.01}}, single_thread);
    const NextPoint next = next_points(emulator, {.criterion = NextPointCriterion::integrated_variance, .runs = 2}, single_thread)[0];
    TrainingSet more = half_covered();
    more.x.push_back(next.x[0]);
    more.mean.push_back(next.mean);
    more.replicates.assign(8, 1);
    more.replicates.back() = 2;
    more.variance.assign(8, 0);
    const Emulator after = fit_emulator(more, {.given = ProcessParameters{{0.3}, 1, 0.01}}, single_thread);
    std::vector<double> x;
    for (int i = 0; i < 500; ++i) x.push_back((i + 0.5) / 500);
    const EmulatorPrediction a = predict(emulator, x, single_thread), b = predict(after, x, single_thread);
    double fall = 0;
    for (std::size_t i = 0; i < 500; ++i) fall += (a.sd[i] * a.sd[i] - b.sd[i] * b.sd[i]) / 500;
    EXPECT_NEAR(next.value, fall, 0.02 * fall);
}

TEST(NextPoints, improvement_goes_where_it_is_lower_or_higher) {
    const Emulator emulator = fit_emulator(half_covered(), {}, single_thread);
    const NextPointSettings lower{.criterion = NextPointCriterion::expected_improvement, .better = Better::lower};
    NextPointSettings higher = lower;
    higher.better = Better::higher;
    EXPECT_NEAR(next_points(emulator, lower, single_thread)[0].x[0], pi / 4, 0.06);    // sin 6x is least at 3π/12
    EXPECT_NEAR(next_points(emulator, higher, single_thread)[0].x[0], pi / 12, 0.06);  // and greatest at π/12
    EXPECT_THROW(next_points(emulator, {.criterion = NextPointCriterion::expected_improvement, .better = Better::unstated}, single_thread),
                 AnalysisError);
}

// Ten points, then one after the other where improvement is expected: Branin's least value to a tenth.
TEST(NextPoints, improvement_finds_the_least_value) {
    TrainingSet set = sobol_training(10, 2, branin_at);
    for (std::uint64_t step = 0; step < 20; ++step) {
        const Emulator emulator = fit_emulator(set, {.noise = EmulatorNoise::none, .starts = 3}, single_thread);
        const NextPointSettings how{.criterion = NextPointCriterion::expected_improvement, .candidates = 512, .seed = step};
        for (const NextPoint& next : next_points(emulator, how, single_thread)) {
            set.x.insert(set.x.end(), next.x.begin(), next.x.end());
            set.mean.push_back(branin_at(next.x.data()));
        }
    }
    EXPECT_LT(*std::min_element(set.mean.begin(), set.mean.end()), 0.397887 + 0.1);
}

TEST(NextPoints, says_what_it_cannot_do) {
    const Emulator emulator = fit_emulator(half_covered(), {}, single_thread);
    EXPECT_THROW(next_points(emulator, {.points = 0}, single_thread), AnalysisError);
    EXPECT_THROW(next_points(emulator, {.points = 20, .candidates = 10}, single_thread), AnalysisError);
    EXPECT_THROW(next_points(emulator, {.candidates = 100000}, single_thread), AnalysisError);
    const Emulator constant = fit_emulator(sobol_training(20, 2, [](const double*) { return 1.0; }), {}, single_thread);
    EXPECT_TRUE(next_points(constant, {}, single_thread).empty());
    const std::vector<NextPoint> one = next_points(emulator, {.points = 4}, single_thread);
    const std::vector<NextPoint> other = next_points(emulator, {.points = 4}, Threads(3));
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(one[i].x, other[i].x);
}

// y = x on [0, 10], observed 4 with variances 0.04 + 0.05: left are the x within three standard deviations of 0.3.
TEST(HistoryMatch, line) {
    TrainingSet set{.inputs = {{.id = "x", .low = 0, .high = 10}}, .outcome = "y"};
    for (int i = 0; i <= 20; ++i) {
        set.x.push_back(i / 2.0);
        set.mean.push_back(i / 2.0);
    }
    const Emulator emulator = fit_emulator(set, {.noise = EmulatorNoise::none}, single_thread);
    const ObservedOutcome observed{&emulator, 4, 0.04, 0.05};
    const std::vector<double> at = implausibilities(std::vector{observed}, std::vector<double>{4, 4.6, 1}, single_thread);
    EXPECT_THAT(at, testing::Pointwise(testing::DoubleNear(1e-3), {0, 2, 10}));
    const HistoryMatch match = history_match(std::vector{observed}, {}, single_thread);
    EXPECT_NEAR(match.share, 0.18, 0.001);
    EXPECT_LT(match.share_interval.low, 0.18);
    EXPECT_GT(match.share_interval.high, 0.18);
    EXPECT_EQ(match.x.size(), match.implausibility.size());
    for (const double x : match.x) EXPECT_NEAR(x, 4, 0.9 + 1e-3);
    EXPECT_NEAR(match.best[0], 4, 0.01);
    EXPECT_LT(match.least, 0.01);

    // A second outcome that contradicts it rules everything out, unless one wrong emulator is borne.
    const std::vector<ObservedOutcome> both{observed, {&emulator, 9, 0.04, 0.05}};
    const HistoryMatch none = history_match(both, {}, single_thread);
    EXPECT_EQ(none.share, 0);
    EXPECT_EQ(none.share_interval.low, 0);
    EXPECT_GT(none.share_interval.high, 0);
    EXPECT_THAT(none.warnings, testing::Contains(HasSubstr("No point is plausible; the nearest lies 8.3 standard deviations off")));
    EXPECT_NEAR(history_match(both, {.order = 2}, single_thread).share, 0.36 - 0.08 / 1, 0.09);
}

TEST(HistoryMatch, a_world_is_one_run) {
    TrainingSet set = sobol_training(30, 2, branin_at);
    add_runs(
        set, 4, [](const double*) { return 8.0; }, 3);
    const Emulator emulator = fit_emulator(set, {}, single_thread);
    const std::vector<double> x{0.3, 0.3};
    const double world = implausibilities(std::vector<ObservedOutcome>{{&emulator, 100, 1, 1, true}}, x, single_thread)[0];
    const double mean = implausibilities(std::vector<ObservedOutcome>{{&emulator, 100, 1, 1, false}}, x, single_thread)[0];
    const EmulatorPrediction at = predict(emulator, x, single_thread);
    EXPECT_NEAR(world, std::fabs(100 - at.mean[0]) / std::sqrt(at.run_sd[0] * at.run_sd[0] + 2), 1e-12);
    EXPECT_LT(world, mean);
}

TEST(HistoryMatch, refuses_what_does_not_go_together) {
    const Emulator two = fit_emulator(sobol_training(20, 2, branin_at), {.starts = 1}, single_thread);
    const Emulator three = fit_emulator(sobol_training(20, 3, ishigami_at), {.starts = 1}, single_thread);
    using Outcomes = std::vector<ObservedOutcome>;
    EXPECT_THROW(history_match(Outcomes{}, {}, single_thread), AnalysisError);
    EXPECT_THROW(history_match(Outcomes{{}}, {}, single_thread), AnalysisError);
    EXPECT_THROW(history_match(Outcomes{{&two, 1, 1, 1}, {&three, 1, 1, 1}}, {}, single_thread), AnalysisError);
    EXPECT_THROW(history_match(Outcomes{{&two, 1, -1, 1}}, {}, single_thread), AnalysisError);
    EXPECT_THROW(history_match(Outcomes{{&two, std::nan(""), 1, 1}}, {}, single_thread), AnalysisError);
    EXPECT_THROW(history_match(Outcomes{{&two, 1, 1, 1}}, {.order = 2}, single_thread), AnalysisError);
    EXPECT_THROW(history_match(Outcomes{{&two, 1, 1, 1}}, {.points = 0}, single_thread), AnalysisError);
}

}  // namespace
}  // namespace enclosure::test
