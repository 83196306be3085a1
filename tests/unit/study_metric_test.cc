// How a series over time becomes one number, each aggregate against what can be worked out by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/study/study_metric.h"
#include "tests/small_study.h"

namespace enclosure::test {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

// Six steps of two months, in the second of two columns.
const std::vector<double> path{9, 1, 9, nan_value, 9, 4, 9, 2, 9, 8, 9, 6};

double of(Aggregate how, std::size_t first = 0, std::size_t end = 6, double threshold = 4) {
    StudyMetric metric;
    metric.column = 1;
    metric.aggregate = how;
    const TimeSpan time{.step = 1.0 / 6};
    const auto begin_of = [&](std::size_t k) { return date_after(time.start, static_cast<double>(k) / 6); };
    if (first > 0) metric.from = begin_of(first);
    if (end < 6) metric.until = begin_of(end);
    metric.threshold = threshold;
    return aggregate(metric, path, 2, time);
}

TEST(StudyMetric, AggregatesWhatIsDefined) {
    EXPECT_DOUBLE_EQ(of(Aggregate::mean), 21.0 / 5);
    EXPECT_DOUBLE_EQ(of(Aggregate::last_year), 21.0 / 5);
    EXPECT_EQ(of(Aggregate::final), 6);
    EXPECT_EQ(of(Aggregate::min), 1);
    EXPECT_EQ(of(Aggregate::max), 8);
    EXPECT_DOUBLE_EQ(of(Aggregate::sum), 21.0 / 6);
    EXPECT_EQ(of(Aggregate::change), 5);
    EXPECT_DOUBLE_EQ(of(Aggregate::time_to), 2.0 / 6);
    EXPECT_DOUBLE_EQ(of(Aggregate::share_above), 3.0 / 5);
}

TEST(StudyMetric, CountsTheStepsAskedFor) {
    EXPECT_EQ(of(Aggregate::mean, 3, 5), 5);
    EXPECT_EQ(of(Aggregate::change, 3, 5), 6);
    EXPECT_DOUBLE_EQ(of(Aggregate::time_to, 3), 4.0 / 6);
    EXPECT_TRUE(std::isnan(of(Aggregate::time_to, 0, 6, 100)));
    EXPECT_TRUE(std::isnan(of(Aggregate::mean, 1, 2)));
    EXPECT_EQ(of(Aggregate::share_above, 0, 6, 100), 0);
}

TEST(StudyMetric, LastYearIsTwelveMonths) {
    std::vector<double> months(24);
    for (std::size_t k = 0; k < months.size(); ++k) months[k] = static_cast<double>(k);
    StudyMetric metric;
    EXPECT_DOUBLE_EQ(aggregate(metric, months, 1, {}), 17.5);
}

TEST(StudyMetric, IsTiedToDatesAndUnits) {
    const Study study = study_from(small_world + R"([[metric]]
id = "spent"
series = "public_spending"
aggregate = "sum"
from = 2023-03-05
until = 2023-07-20
satisficing = "1 GUSD"
)");
    const StudyMetric& metric = study.measures.metrics.front();
    const std::vector<double> numbers{1, 2, 4, 8, 16, 32};
    EXPECT_DOUBLE_EQ(aggregate(metric, numbers, 1, study.arms[0].scenario.time), (4 + 8) / 6.0);
    EXPECT_EQ(metric.unit, "USD");
    EXPECT_EQ(metric.satisficing, 1e9);
}

}  // namespace
}  // namespace enclosure::test
