#include "analysis/tipping/lock_in.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "sim/base/math.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

// Weeks of remission under 6-mercaptopurine (Freireich et al., Blood 21, 1963); expected numbers by another program.
std::vector<EventTime> remission_times() {
    const std::vector<double> time{6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35};
    const std::vector<int> relapse{1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0};
    std::vector<EventTime> out;
    for (std::size_t i = 0; i < time.size(); ++i) out.push_back({time[i], relapse[i] == 1});
    return out;
}

const SurvivalStep& step_at(const SurvivalCurve& curve, double time) {
    for (const SurvivalStep& step : curve.steps) {
        if (step.time == time) return step;
    }
    throw AnalysisError("no step there");
}

TEST(KaplanMeier, AgreesWithAnotherProgram) {
    const SurvivalCurve curve = kaplan_meier(remission_times());
    EXPECT_EQ(curve.n, 21U);
    EXPECT_EQ(curve.events, 9U);
    EXPECT_NEAR(step_at(curve, 6).survival, 0.857142857142857, 1e-12);
    EXPECT_NEAR(step_at(curve, 6).error, 0.0763603548321213, 1e-12);
    EXPECT_NEAR(step_at(curve, 6).interval.low, 0.619717955265984, 1e-12);
    EXPECT_NEAR(step_at(curve, 6).interval.high, 0.951551747646997, 1e-12);
    EXPECT_NEAR(step_at(curve, 13).survival, 0.690196078431372, 1e-12);
    EXPECT_NEAR(step_at(curve, 23).survival, 0.448179271708683, 1e-12);
    EXPECT_NEAR(step_at(curve, 23).error, 0.1345914567557604, 1e-12);
    EXPECT_NEAR(step_at(curve, 23).interval.low, 0.188052005959232, 1e-12);
    EXPECT_NEAR(step_at(curve, 23).interval.high, 0.680142628495245, 1e-12);
    EXPECT_EQ(step_at(curve, 6).at_risk, 21U);
    EXPECT_EQ(step_at(curve, 7).at_risk, 17U);
    EXPECT_EQ(curve.median, 23);
    EXPECT_EQ(curve.median_interval.low, 13);
    EXPECT_TRUE(std::isnan(curve.median_interval.high));
    EXPECT_EQ(curve.horizon, 35);
    EXPECT_NEAR(curve.restricted_mean, 23.28739495798319, 1e-11);
    EXPECT_NEAR(curve.restricted_error, 2.82746762337144, 1e-11);
}

TEST(KaplanMeier, OnOtherScalesAndToAnotherHorizon) {
    const SurvivalCurve log = kaplan_meier(remission_times(), 0.95, SurvivalScale::log);
    EXPECT_EQ(step_at(log, 6).interval.high, 1);
    EXPECT_NEAR(step_at(log, 6).interval.low, 0.719817083916270, 1e-12);
    EXPECT_NEAR(step_at(log, 22).interval.low, 0.337036616157685, 1e-12);
    EXPECT_NEAR(step_at(log, 22).interval.high, 0.858200848044665, 1e-12);
    EXPECT_EQ(log.median_interval.low, 16);
    const SurvivalCurve plain = kaplan_meier(remission_times(), 0.95, SurvivalScale::plain, 20);
    EXPECT_NEAR(step_at(plain, 10).interval.low, 0.564099326678788, 1e-12);
    EXPECT_NEAR(step_at(plain, 10).interval.high, 0.941783026262388, 1e-12);
    EXPECT_EQ(plain.horizon, 20);
    EXPECT_NEAR(plain.restricted_mean, 16.11652661064426, 1e-11);
    EXPECT_NEAR(plain.restricted_error, 1.25156019600505, 1e-11);
    EXPECT_EQ(kaplan_meier(remission_times(), 0.9).median_interval.low, 13);
}

TEST(KaplanMeier, ConfidenceReachesTheFormula) {
    const auto half = [](double confidence) {
        const Interval i = step_at(kaplan_meier(remission_times(), confidence, SurvivalScale::plain), 22).interval;
        return i.high - i.low;
    };
    EXPECT_NEAR(half(0.9) / half(0.5), math::normal_quantile(0.95) / math::normal_quantile(0.75), 1e-12);
}

TEST(KaplanMeier, WithoutCensoringIsTheShareLeft) {
    std::vector<EventTime> times;
    for (const double t : {4.0, 1.0, 2.0, 2.0, 3.0, 9.0, 5.0, 8.0}) times.push_back({t, true});
    times.push_back({test::nan, true});
    const SurvivalCurve curve = kaplan_meier(times);
    EXPECT_EQ(curve.dropped, 1U);
    EXPECT_DOUBLE_EQ(curve.survival_at(2), 5.0 / 8);
    EXPECT_DOUBLE_EQ(curve.survival_at(2.9), 5.0 / 8);
    EXPECT_EQ(curve.survival_at(0.5), 1);
    EXPECT_EQ(curve.survival_at(9), 0);
    EXPECT_EQ(curve.median, 3);
    EXPECT_NEAR(curve.restricted_mean, 4.25, 1e-12);
    EXPECT_NEAR(curve.restricted_error, 0.964203038783845, 1e-12);
    EXPECT_EQ(curve.median_interval.low, 1);
    EXPECT_EQ(curve.median_interval.high, 8);
}

TEST(KaplanMeier, WithoutEventsStaysAtOne) {
    const SurvivalCurve curve = kaplan_meier(std::vector<EventTime>{{3, false}, {5, false}});
    EXPECT_EQ(curve.survival_at(5), 1);
    EXPECT_TRUE(std::isnan(curve.median));
    EXPECT_EQ(curve.restricted_mean, 5);
    EXPECT_EQ(curve.restricted_error, 0);
    EXPECT_EQ(kaplan_meier({}).n, 0U);
    EXPECT_THROW(kaplan_meier(std::vector<EventTime>{{-1, true}}), AnalysisError);
    EXPECT_THROW(kaplan_meier(std::vector<EventTime>{{1, true}}, 1), AnalysisError);
}

const std::vector<double> lock_in_dates{10, 11, 12, 13, 14, 16};

TEST(LockInTime, IsWhenARunStays) {
    const std::vector<double> values{0, 0.9, 0.3, 0.8, 0.9, 1};
    const EventTime t = lock_in_time(lock_in_dates, values, at_least(0.8));
    EXPECT_TRUE(t.observed);
    EXPECT_EQ(t.time, 3);
    EXPECT_EQ(lock_in_time(lock_in_dates, values, at_least(0)).time, 0);
    const EventTime never = lock_in_time(lock_in_dates, values, at_most(0.5));
    EXPECT_FALSE(never.observed);
    EXPECT_EQ(never.time, 6);
    EXPECT_EQ(lock_in_time(lock_in_dates, values, within_band(0.85, 1)).time, 4);
    EXPECT_EQ(lock_in_time(lock_in_dates, values, {.low = 0.1, .high = 0.8, .outside = true}).time, 3);
}

TEST(LockInTime, OfALateArrivalIsNotKnown) {
    const std::vector<double> values{0, 0.9, 0.3, 0.8, 0.9, 1};
    EXPECT_TRUE(lock_in_time(lock_in_dates, values, at_least(0.8), 3).observed);
    const EventTime late = lock_in_time(lock_in_dates, values, at_least(0.8), 3.5);
    EXPECT_FALSE(late.observed);
    EXPECT_EQ(late.time, 3);
}

TEST(LockInTime, SkipsWhatIsNotDefined) {
    const std::vector<double> values{0, 1, test::nan, 1, 1, test::nan};
    EXPECT_EQ(lock_in_time(lock_in_dates, values, at_least(0.5)).time, 1);
    EXPECT_EQ(lock_in_time(lock_in_dates, values, at_most(0.5)).time, 4);  // its last value
    EXPECT_TRUE(std::isnan(lock_in_time(lock_in_dates, std::vector<double>(6, test::nan), at_least(0)).time));
    EXPECT_THROW(lock_in_time(std::vector<double>{0, 0}, std::vector<double>{1, 1}, at_least(0)), AnalysisError);
    EXPECT_THROW(lock_in_time(lock_in_dates, std::vector<double>{1, 1}, at_least(0)), AnalysisError);
    EXPECT_THROW(lock_in_time(lock_in_dates, values, at_least(0), -1), AnalysisError);
}

TEST(FirstPassage, IsAbsorption) {
    const std::vector<double> values{0, 1, 2, 1, -2, -3};
    const Passage up = first_passage(lock_in_dates, values, -3, 2);
    EXPECT_EQ(up.side, 1);
    EXPECT_EQ(up.when.time, 2);
    const Passage down = first_passage(lock_in_dates, values, -2, 3);
    EXPECT_EQ(down.side, -1);
    EXPECT_EQ(down.when.time, 4);
    const Passage none = first_passage(lock_in_dates, values, -4, 3);
    EXPECT_EQ(none.side, 0);
    EXPECT_FALSE(none.when.observed);
    EXPECT_EQ(none.when.time, 6);
    EXPECT_THROW(first_passage(lock_in_dates, values, 1, 1), AnalysisError);
}

TEST(LockIn, OfRuns) {
    const std::vector<std::vector<double>> runs{
        {0, 0, 1, 1, 1, 1}, {0, 1, 0, 1, 1, 1}, {0, 0, 0, 0, 0, 0}, std::vector<double>(6, test::nan), {1, 1, 1, 1, 1, 0}};
    const LockIn l = lock_in(lock_in_dates, runs, at_least(0.5));
    EXPECT_EQ(l.curve.n, 4U);
    EXPECT_DOUBLE_EQ(l.locked_in, 0.5);
    EXPECT_DOUBLE_EQ(l.curve.survival_at(2), 0.75);
    EXPECT_DOUBLE_EQ(l.curve.survival_at(6), 0.5);
    EXPECT_EQ(l.curve.median, 3);
    EXPECT_THAT(l.warnings, testing::ElementsAre(testing::HasSubstr("1 runs have no value")));
    EXPECT_THAT(lock_in(lock_in_dates, runs, at_least(2)).warnings, testing::Contains(testing::HasSubstr("No run has locked in")));
    EXPECT_THROW(lock_in(lock_in_dates, {}, at_least(2)), AnalysisError);
}

}  // namespace
}  // namespace enclosure
