#include "sim/base/units.h"

#include <gtest/gtest.h>

namespace enclosure {
namespace {

TEST(Units, converts_time_exactly) {
    EXPECT_EQ(convert("12 month", "yr"), 1.0);
    EXPECT_EQ(convert("1 month", "yr"), 1.0 / 12);
    EXPECT_EQ(convert("365.25 day", "yr"), 1.0);
    EXPECT_EQ(convert("1461 day", "yr"), 4.0);
    EXPECT_EQ(convert("2 week", "day"), 14.0);
    EXPECT_EQ(convert("1 yr", "month"), 12.0);
    EXPECT_EQ(convert("1/month", "1/yr"), 12.0);
    EXPECT_EQ(convert("4 month^2", "yr^2"), 1.0 / 36);
}

TEST(Units, converts_money_and_shares_to_the_nearest_double) {
    EXPECT_EQ(convert("2.5 MUSD", "USD"), 2.5e6);
    EXPECT_EQ(convert("0.1 GUSD", "USD"), 1e8);
    EXPECT_EQ(convert("30 %/yr", "1/yr"), 0.3);
    EXPECT_EQ(convert("7 %", "1"), 0.07);  // 7 * 0.01 would be 0.07 + 1 ulp
    EXPECT_EQ(convert("0.3 MUSD", "kUSD"), 300.0);
    EXPECT_EQ(convert("1.1 kUSD/month", "USD/yr"), 13200.0);
    EXPECT_EQ(convert("18 USD/Mtok", "USD/Mtok"), 18.0);
    EXPECT_EQ(convert("3 USD/person/month", "USD/person/yr"), 36.0);
}

TEST(Units, reads_numbers_as_they_are_written) {
    EXPECT_EQ(convert("3", "yr"), 3.0);
    EXPECT_EQ(convert("  -2.5e3kUSD ", "USD"), -2.5e6);
    EXPECT_EQ(convert("3/yr", "1/yr"), 3.0);
    EXPECT_EQ(convert(".5 %", "%"), 0.5);
    EXPECT_EQ(convert("0 day", "yr"), 0.0);
    EXPECT_EQ(convert("1e-400 yr", "yr"), 0.0);
    EXPECT_EQ(convert("123456789012345678901234567890 USD", "USD"), 123456789012345678901234567890.0);
}

TEST(Units, growth_does_not_convert) {
    EXPECT_EQ(convert("2.4 x/yr", "x/yr"), 2.4);
    EXPECT_THROW(convert("140 %/yr", "x/yr"), UnitError);
    EXPECT_THROW(convert("1.1 x/month", "x/yr"), UnitError);
    EXPECT_THROW(convert("2 x", "1"), UnitError);
}

TEST(Units, refuses_what_is_no_quantity_of_the_kind) {
    for (const char* bad : {"", "month", "3 furlong", "3 USD", "3 month/", "3 month^", "3 month^99", "3 month^x", "3 yr yr", "1e999 yr",
                            "1e99999999999 yr", "nan", "inf", "- 3 yr", "3 ^2", "3 yr^2", "3 /", "3 week^9/month^9"}) {
        SCOPED_TRACE(bad);
        EXPECT_THROW(convert(bad, "yr"), UnitError);
    }
}

TEST(Units, names_what_is_wrong) {
    try {
        convert("3 furlong", "yr");
        FAIL() << "furlong was accepted";
    } catch (const UnitError& error) {
        EXPECT_EQ(std::string(error.what()).substr(0, 20), "\"furlong\" is no unit");
    }
    try {
        convert("3 USD", "yr");
        FAIL() << "USD was accepted for yr";
    } catch (const UnitError& error) {
        EXPECT_STREQ(error.what(), "\"USD\" cannot be converted to \"yr\"");
    }
}

TEST(Units, knows_its_grammar) {
    for (const char* unit : {"1", "%", "1/yr", "USD/person/yr", "1/OOM^2", "x/yr", "point/OOM", "FLOP", "yr^-1"}) {
        EXPECT_EQ(is_unit(unit), true) << unit;
    }
    for (const char* unit : {"", "/yr", "EUR", "yr^", "yr*", "1/step"}) EXPECT_EQ(is_unit(unit), false) << unit;
}

}  // namespace
}  // namespace enclosure
