#include "sim/base/diagnostics.h"

#include <gtest/gtest.h>

namespace enclosure {
namespace {

TEST(Report, throws_all_sorted_and_once) {
    Report report;
    report.add({"b.toml", 1, 1}, "late");
    report.add({"a.toml", 10, 2}, "third");
    report.add({"a.toml", 9, 30}, "second");
    report.add({"a.toml", 9, 4}, "first");
    report.add({"a.toml", 9, 4}, "first");
    report.add({"--set"}, "from the command line");
    try {
        report.throw_if_any();
        FAIL() << "nothing thrown";
    } catch (const ScenarioError& error) {
        EXPECT_STREQ(error.what(),
                     "--set: from the command line\na.toml:9:4: first\na.toml:9:30: second\na.toml:10:2: third\nb.toml:1:1: late");
        EXPECT_EQ(error.diagnostics.size(), 5u);
    }
}

TEST(Report, an_empty_one_throws_nothing) {
    EXPECT_NO_THROW(Report{}.throw_if_any());
}

TEST(Report, counts_what_is_past_its_capacity) {
    Report report;
    for (std::size_t i = 0; i < Report::capacity + 7; ++i) report.add({"a.toml", static_cast<int>(i) + 1, 1}, "wrong");
    try {
        report.throw_if_any();
        FAIL() << "nothing thrown";
    } catch (const ScenarioError& error) {
        ASSERT_EQ(error.diagnostics.size(), Report::capacity + 1);
        EXPECT_EQ(error.diagnostics.back().what, "and 7 more mistakes");
    }
}

TEST(Nearest, finds_slips_and_not_strangers) {
    const std::vector<std::string> words{"separation_rate", "search_intensity", "cash", "start"};
    EXPECT_EQ(nearest("seperation_rate", words), "separation_rate");
    EXPECT_EQ(nearest("csah", words), "cash");
    EXPECT_EQ(nearest("chas", words), "");
    EXPECT_EQ(nearest("stat", words), "start");
    EXPECT_EQ(nearest("wage", words), "");
    EXPECT_EQ(nearest("", words), "");
    EXPECT_EQ(nearest(std::string(100000, 'a'), words), "");
    EXPECT_EQ(did_you_mean("stat", words), "; did you mean start?");
    EXPECT_EQ(did_you_mean("wage", words), "");
}

}  // namespace
}  // namespace enclosure
