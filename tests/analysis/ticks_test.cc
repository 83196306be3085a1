#include "analysis/chart/ticks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "analysis/chart/labels.h"
#include "tests/nan.h"

namespace enclosure {
namespace {

using test::nan;

using testing::ElementsAre;

std::vector<std::string> texts(const std::vector<Tick>& ticks) {
    std::vector<std::string> out;
    for (const Tick& tick : ticks) out.push_back(tick.label);
    return out;
}

TEST(Ticks, LinearAxesHaveRoundSteps) {
    EXPECT_THAT(texts(linear_ticks({0, 1}, 5)), ElementsAre("0", "0.2", "0.4", "0.6", "0.8", "1.0"));
    EXPECT_THAT(texts(linear_ticks({1012, 1391}, 4)), ElementsAre("1,100", "1,200", "1,300"));
    EXPECT_THAT(texts(linear_ticks({-0.25, 0.1}, 4)), ElementsAre("\u22120.2", "\u22120.1", "0", "0.1"));
    EXPECT_DOUBLE_EQ(linear_ticks({0, 0.7}, 7)[3].value, 0.3);
}

TEST(Ticks, LabelsOfAnAxisShareTheirMagnitude) {
    EXPECT_THAT(texts(linear_ticks({0, 2e9}, 4, money_form())), ElementsAre("$0", "$0.5 bn", "$1.0 bn", "$1.5 bn", "$2.0 bn"));
    EXPECT_THAT(texts(linear_ticks({-2e10, 2e10}, 2, money_form())), ElementsAre("\u2212$20 bn", "$0", "$20 bn"));
    EXPECT_THAT(texts(linear_ticks({0, 0.31}, 3, percent_form())), ElementsAre("0%", "10%", "20%", "30%"));
    EXPECT_THAT(texts(linear_ticks({0, 20000}, 2)), ElementsAre("0", "10k", "20k"));
}

TEST(Ticks, NoneWhereThereIsNoRange) {
    EXPECT_EQ(linear_ticks({3, 3}, 5).size(), 0U);
    EXPECT_EQ(linear_ticks({}, 5).size(), 0U);
    EXPECT_EQ(log_ticks({}, 5).size(), 0U);
    EXPECT_EQ(time_ticks({}, 5).size(), 0U);
}

TEST(Ticks, LogAxesShowPowersAndOverShortRangesTwosAndFives) {
    EXPECT_THAT(texts(log_ticks({0.01, 100}, 5, money_form())), ElementsAre("$0.01", "$0.1", "$1", "$10", "$100"));
    EXPECT_THAT(texts(log_ticks({1, 20}, 4)), ElementsAre("1", "2", "5", "10", "20"));
    EXPECT_THAT(texts(log_ticks({1, 1e12}, 3)), ElementsAre("1", "10,000", "100 m", "1 tn"));
    EXPECT_THAT(texts(log_ticks({100, 130}, 3)), ElementsAre("100", "110", "120", "130"));
}

TEST(Ticks, NiceRangesEndOnTicks) {
    EXPECT_DOUBLE_EQ(nice_range({1012, 1391}, ScaleKind::linear, 4).low, 1000);
    EXPECT_DOUBLE_EQ(nice_range({1012, 1391}, ScaleKind::linear, 4).high, 1400);
    EXPECT_DOUBLE_EQ(nice_range({0, 122}, ScaleKind::linear, 4).high, 150);
    EXPECT_DOUBLE_EQ(nice_range({0.003, 700}, ScaleKind::log, 4).low, 0.002);
    EXPECT_DOUBLE_EQ(nice_range({0.003, 700}, ScaleKind::log, 4).high, 1000);
    EXPECT_DOUBLE_EQ(nice_range({5, 5}, ScaleKind::linear, 4).low, 2);  // a constant series: 2.5 to 7.5 in steps of 2
}

TEST(Ticks, TimeAxesMarkYearsMonthsOrDays) {
    constexpr double day_2023 = 19358;  // 2023-01-01
    EXPECT_THAT(texts(time_ticks({day_2023, day_2023 + 4383}, 6)), ElementsAre("2024", "2026", "2028", "2030", "2032", "2034"));
    EXPECT_THAT(texts(time_ticks({day_2023, day_2023 + 364}, 4)), ElementsAre("Jan 2023", "Apr 2023", "Jul 2023", "Oct 2023"));
    EXPECT_THAT(texts(time_ticks({day_2023, day_2023 + 4}, 4)), ElementsAre("1 Jan", "2 Jan", "3 Jan", "4 Jan", "5 Jan"));
    EXPECT_DOUBLE_EQ(time_ticks({day_2023, day_2023 + 4383}, 6)[0].value, day_2023 + 365);
    EXPECT_EQ(day_text(day_2023 + 31), "Feb 2023");
    EXPECT_EQ(day_text(day_2023 + 31, true), "1 Feb 2023");
    EXPECT_EQ(day_text(nan), "\u2013");
}

TEST(Number, ReadsWellFromTheTiniestToTheLargest) {
    EXPECT_EQ(number_text(0), "0");
    EXPECT_EQ(number_text(-0.0), "0");
    EXPECT_EQ(number_text(1e-9), "1e\u22129");
    EXPECT_EQ(number_text(0.01234), "0.0123");
    EXPECT_EQ(number_text(-2.5), "\u22122.5");
    EXPECT_EQ(number_text(12345), "12,345");
    EXPECT_EQ(number_text(999999), "1 m");
    EXPECT_EQ(number_text(3.14159e9, money_form()), "$3.14 bn");
    EXPECT_EQ(number_text(-6.5e9, money_form()), "\u2212$6.5 bn");
    EXPECT_EQ(number_text(2e13), "20 tn");
    EXPECT_EQ(number_text(3e40), "3e40");
    EXPECT_EQ(number_text(nan), "\u2013");
    EXPECT_EQ(number_text(std::numeric_limits<double>::infinity()), "\u2013");
    EXPECT_EQ(fixed_text(-0.001, 1), "0.0");
    EXPECT_EQ(fixed_text(1234567.25, 1), "1,234,567.2");
}

TEST(Number, SharesKeepADecimalAndNeverVanish) {
    EXPECT_EQ(number_text(0.12, percent_form()), "12.0%");
    EXPECT_EQ(number_text(0.0834, percent_form()), "8.3%");
    EXPECT_EQ(number_text(1, percent_form()), "100%");
    EXPECT_EQ(number_text(0.0003, percent_form()), "0.03%");
    EXPECT_EQ(number_text(0, percent_form()), "0%");
}

TEST(Number, UnitsBecomeWords) {
    EXPECT_EQ(unit_words("USD/yr"), "US dollars per year");
    EXPECT_EQ(unit_words("USD/year"), "US dollars per year");
    EXPECT_EQ(unit_words("USD year-1"), "US dollars per year");
    EXPECT_EQ(unit_words("USD/Mtok"), "US dollars per million tokens");
    EXPECT_EQ(unit_words("1/yr"), "per year");
    EXPECT_EQ(unit_words("USD/person/yr"), "US dollars per person per year");
    EXPECT_EQ(unit_words("OOM"), "orders of magnitude");
    EXPECT_EQ(unit_words("1"), "");
    EXPECT_EQ(unit_words("furlong"), "furlong");
}

TEST(Labels, MoveApartAndStayInside) {
    EXPECT_THAT(spread(std::vector<double>{50, 50, 50}, 10, 0, 100), ElementsAre(40, 50, 60));
    EXPECT_THAT(spread(std::vector<double>{10, 90}, 10, 0, 100), ElementsAre(10, 90));
    EXPECT_THAT(spread(std::vector<double>{99, 98, 10}, 10, 0, 100), ElementsAre(100, 90, 10));
    EXPECT_THAT(spread(std::vector<double>{0, 0, 0, 0, 0}, 50, 0, 100), ElementsAre(0, 25, 50, 75, 100));
    EXPECT_THAT(spread(std::vector<double>{nan, 5}, 10, 0, 100), ElementsAre(100, 5));
    EXPECT_EQ(spread({}, 10, 0, 100).size(), 0U);
}

TEST(Labels, NeverOverlapHoweverTheyAreCrowded) {
    std::vector<double> wanted;
    for (int i = 0; i < 14; ++i) wanted.push_back(100 + 17.0 * (i * i % 5));
    const std::vector<double> places = spread(wanted, 12, 0, 200);
    for (std::size_t a = 0; a < places.size(); ++a) {
        EXPECT_GE(places[a], 0);
        EXPECT_LE(places[a], 200);
        for (std::size_t b = a + 1; b < places.size(); ++b) {
            EXPECT_GE(std::abs(places[a] - places[b]), 12 - 1e-9);
            if (wanted[a] < wanted[b]) {
                EXPECT_LT(places[a], places[b]);
            }
        }
    }
}

TEST(Labels, LongTextsAreShortenedOrWrapped) {
    EXPECT_EQ(fitted("Open", 13, 100), "Open");
    EXPECT_EQ(fitted("Cloud enterprise", 13, 60).substr(0, 5), "Cloud");
    EXPECT_LE(text_width(fitted("Cloud enterprise", 13, 60), 13), 60.0);
    EXPECT_EQ(fitted("\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9", 10, 20), "\u00e9\u2026");
    EXPECT_THAT(wrapped("one two  three", 10, 40), ElementsAre("one two", "three"));
    EXPECT_EQ(wrapped("", 10, 40).size(), 0U);
}

}  // namespace
}  // namespace enclosure
