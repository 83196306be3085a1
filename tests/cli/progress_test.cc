#include "sim/cli/progress.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "sim/base/json.h"

namespace enclosure::cli {
namespace {

TEST(Duration, RoundsUpAndNamesItsUnits) {
    EXPECT_EQ(duration_text(0), "0 s");
    EXPECT_EQ(duration_text(0.01), "1 s");
    EXPECT_EQ(duration_text(59.5), "1 min 0 s");
    EXPECT_EQ(duration_text(200), "3 min 20 s");
    EXPECT_EQ(duration_text(3600), "1 h 0 min");
    EXPECT_EQ(duration_text(7500), "2 h 5 min");
    EXPECT_EQ(duration_text(-1), "?");
    EXPECT_EQ(duration_text(std::nan("")), "?");
    EXPECT_EQ(duration_text(std::numeric_limits<double>::infinity()), "?");
}

TEST(PlainLine, GivesRateAndTimeLeft) {
    // 12 steps in 6 s are 2 a second; 132 steps are left.
    EXPECT_EQ(plain_line({12, 144, "2024-01-01"}, 6), "step 12 of 144, 2024-01-01, 2.00 steps/s, 1 min 6 s left");
    EXPECT_EQ(plain_line({144, 144, "2035-01-01"}, 7.2), "step 144 of 144, 2035-01-01, 20.0 steps/s, in 8 s");
    EXPECT_EQ(plain_line({0, 144, "2023-01-01"}, 1), "step 0 of 144, 2023-01-01");
}

TEST(BarLine, FillsByShareAndKeepsToItsWidth) {
    const RunPosition half{1, 2, "2023-02-01"};
    EXPECT_EQ(plain_line(half, 1).size(), 47u);
    EXPECT_EQ(bar_line(half, 1, 60), "[#####.....] " + plain_line(half, 1));
    EXPECT_EQ(bar_line(half, 1, 200).size(), 47u + 3 + 40);
    EXPECT_EQ(bar_line(half, 1, 54), plain_line(half, 1));
    EXPECT_EQ(bar_line(half, 1, 11), "step 1 of 2");
    EXPECT_EQ(bar_line({0, 0, ""}, 0, 80).size(), std::string("step 0 of 0").size() + 43);
}

TEST(PlainLine, CountsWhatItIsTold) {
    EXPECT_EQ(plain_line({.made = 0, .total = 40, .what = "run"}, 0), "run 0 of 40");
    EXPECT_EQ(plain_line({.made = 10, .total = 40, .what = "run"}, 5), "run 10 of 40, 2.00 runs/s, 15 s left");
}

TEST(Json, EscapesTextAndHasNoNaN) {
    EXPECT_EQ(json_string("a\"b\\c\n\t\x01"), "\"a\\\"b\\\\c\\n\\u0009\\u0001\"");
    EXPECT_EQ(json_string("größer"), "\"größer\"");
    EXPECT_EQ(json_string("a\xffz\xc3"), "\"a\\ufffdz\\ufffd\"");
    EXPECT_EQ(json_string("\xed\xa0\x80"), "\"\\ufffd\\ufffd\\ufffd\"");  // a surrogate is no character
    EXPECT_EQ(json_number(0.1), "0.1");
    EXPECT_EQ(json_number(1e300), "1e+300");
    EXPECT_EQ(json_number(std::nan("")), "null");
    EXPECT_EQ(json_number(-std::numeric_limits<double>::infinity()), "null");
}

}  // namespace
}  // namespace enclosure::cli
