#include "sim/output/verify.h"
#include "tests/nan.h"

#include <gtest/gtest.h>

#include <cmath>

namespace enclosure::test {
namespace {

// Three recorded steps, a series and a table of two firms.
RunFile run() {
    RunFile file;
    file.attributes = {{"seed", std::int64_t{7}},
                       {"state_hash", std::string{"00000000000000aa"}},
                       {"version", std::string{"1"}},
                       {"started", std::string{"now"}}};
    file.scales = {{.name = "time", .long_name = "", .dims = {"time"}, .values = std::vector<double>{0, 31, 59}, .attributes = {}},
                   {.name = "firm", .long_name = "", .dims = {"firm"}, .values = std::vector<std::string>{"a", "b"}, .attributes = {}}};
    file.groups = {
        {"series", {{.name = "hhi", .long_name = "", .dims = {"time"}, .values = std::vector<double>{.1, .2, .3}, .attributes = {}}}},
        {"firms",
         {{.name = "cash",
           .long_name = "",
           .dims = {"time", "firm"},
           .values = std::vector<double>{1, nan, 2, nan, 3, 4},
           .attributes = {}}}},
        {"scenario", {{.name = "origins", .long_name = "", .dims = {}, .values = std::vector<std::string>{"here"}, .attributes = {}}}}};
    return file;
}

std::vector<double>& values(RunFile& file, std::size_t group) {
    return std::get<std::vector<double>>(file.groups[group].datasets[0].values);
}

TEST(Verify, ARunIsItself) {
    const Verification v = verify(run(), run());
    EXPECT_TRUE(v.reproduced());
    EXPECT_EQ(v.values, 3u + 6 + 3 + 2);
}

TEST(Verify, WhenWhereAndByWhatItWasMadeDoesNotCount) {
    RunFile again = run();
    again.attributes[2].value = std::string{"2"};
    again.attributes[3].value = std::string{"later"};
    std::get<std::vector<std::string>>(again.groups[2].datasets[0].values)[0] = "there";
    EXPECT_TRUE(verify(run(), again).reproduced());
}

TEST(Verify, TheLastBitCountsAndTheFirstStepIsNamed) {
    RunFile again = run();
    values(again, 0)[2] = std::nextafter(.3, 1);
    values(again, 1)[3] = 0;  // second step, second firm; NaN in the file
    values(again, 1)[4] = 5;
    const Verification v = verify(run(), again);
    ASSERT_EQ(v.differences.size(), 2u);
    EXPECT_EQ(v.differences[0].object, "firms/cash");
    EXPECT_TRUE(v.differences[0].in_time);
    EXPECT_EQ(v.differences[0].first, 1u);
    EXPECT_EQ(v.differences[0].count, 2u);
    EXPECT_EQ(v.differences[0].in_file, "nan");
    EXPECT_EQ(v.differences[0].here, "0");
    EXPECT_EQ(v.differences[1].object, "series/hhi");
    EXPECT_EQ(v.differences[1].first, 2u);
    EXPECT_EQ(v.differences[1].count, 1u);
}

TEST(Verify, NegativeZeroIsNotZero) {
    RunFile file = run();
    values(file, 0)[0] = 0.0;
    RunFile again = file;
    values(again, 0)[0] = -0.0;
    EXPECT_FALSE(verify(file, again).reproduced());
}

TEST(Verify, MissingAndMisshapenObjectsDiffer) {
    RunFile again = run();
    again.groups[0].datasets[0].name = "hhi_2";
    values(again, 1).resize(4);
    const Verification v = verify(run(), again);
    ASSERT_EQ(v.differences.size(), 2u);
    EXPECT_EQ(v.differences[0].count, 0u);
    EXPECT_EQ(v.differences[1].count, 0u);
    EXPECT_EQ(v.new_here, std::vector<std::string>{"series/hhi_2"});
}

TEST(Verify, WhatOnlyTheProgramRecordsIsNoDifference) {
    RunFile file = run();
    file.groups[0].datasets.clear();
    const Verification v = verify(file, run());
    EXPECT_TRUE(v.reproduced());
    EXPECT_EQ(v.new_here, std::vector<std::string>{"series/hhi"});
}

TEST(Verify, SeedAndFinalHashCount) {
    RunFile again = run();
    again.attributes[1].value = std::string{"00000000000000ab"};
    const Verification v = verify(run(), again);
    ASSERT_EQ(v.differences.size(), 1u);
    EXPECT_EQ(v.differences[0].object, "state_hash");
}

}  // namespace
}  // namespace enclosure::test
