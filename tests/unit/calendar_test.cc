#include "sim/base/calendar.h"

#include <gtest/gtest.h>

namespace enclosure {
namespace {

Date date(const char* text) {
    return parse_date(text).value();
}

TEST(Calendar, reads_and_writes_dates) {
    EXPECT_EQ(to_string(date("2023-01-31")), "2023-01-31");
    EXPECT_EQ(to_string(date("2024-02-29")), "2024-02-29");
    EXPECT_EQ(to_string(date("0001-01-01")), "0001-01-01");
    for (const char* bad : {"", "2023-02-29", "2023-13-01", "2023-00-01", "2023-1-1", "2023/01/01", "2023-01-01T", "x023-01-01"}) {
        EXPECT_EQ(parse_date(bad), std::nullopt) << bad;
    }
}

TEST(Calendar, whole_months_are_twelfths) {
    EXPECT_EQ(years_between(date("2023-01-01"), date("2024-01-01")), 1.0);
    EXPECT_EQ(years_between(date("2023-01-01"), date("2023-02-01")), 1.0 / 12);
    EXPECT_EQ(years_between(date("2023-01-31"), date("2023-02-28")), 1.0 / 12);
    EXPECT_EQ(years_between(date("2023-01-01"), date("2023-01-11")), 10 / 365.25);
    EXPECT_EQ(years_between(date("2024-01-01"), date("2023-01-01")), -1.0);
    EXPECT_EQ(years_between(date("2023-05-05"), date("2023-05-05")), 0.0);
}

TEST(Calendar, steps_of_a_month_keep_the_day) {
    const Date start = date("2023-01-31");
    EXPECT_EQ(to_string(date_after(start, 1.0 / 12)), "2023-02-28");
    EXPECT_EQ(to_string(date_after(start, 2.0 / 12)), "2023-03-31");
    for (int k = 0; k <= 240; ++k) {
        const Date there = date_after(date("2023-01-01"), k * (1.0 / 12));
        EXPECT_NEAR(years_between(date("2023-01-01"), there), k / 12.0, 1e-12) << k;
    }
}

TEST(Calendar, other_steps_fall_on_the_nearest_day) {
    const Date start = date("2023-01-01");
    EXPECT_EQ(to_string(date_after(start, 10 / 365.25)), "2023-01-11");
    EXPECT_EQ(to_string(date_after(start, -1.0)), "2022-01-01");
    for (int k = 0; k < 400; ++k) {
        const Date there = date_after(start, k / 52.0);
        EXPECT_NEAR(years_between(start, there), k / 52.0, 0.6 / 365.25) << k;
    }
}

}  // namespace
}  // namespace enclosure
