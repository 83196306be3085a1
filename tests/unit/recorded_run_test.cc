// What tells run files from others, how far one came, and when two builds are one.
#include "sim/output/recorded_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/temporary_folder.h"

namespace enclosure {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(RecordedRun, IsKnownByItsFirstBytesOrItsName) {
    const test::TemporaryFolder folder;
    const auto file = [&](const char* name, const std::string& text) {
        std::ofstream(folder.path / name, std::ios::binary) << text;
        return folder.path / name;
    };
    EXPECT_TRUE(is_hdf5_file(file("marked", "\x89HDF\r\n\x1a\nand more")));
    EXPECT_TRUE(is_hdf5_file(file("named.h5", "nothing of the kind")));
    EXPECT_FALSE(is_hdf5_file(file("short", "\x89HD")));
    EXPECT_FALSE(is_hdf5_file(file("world.toml", "title = \"A world\"\n")));
    EXPECT_FALSE(begins_with_mark(folder.path / "absent", "x"));
    // A pipe is not read: what was taken from it would be gone, and without a writer the reader would wait for ever.
    ASSERT_EQ(mkfifo((folder.path / "pipe").c_str(), 0600), 0);
    EXPECT_FALSE(begins_with_mark(folder.path / "pipe", "x"));
}

TEST(RecordedRun, EndsWithTheStepOfItsLastRecord) {
    Scenario scenario;
    scenario.output.stride = 5;
    EXPECT_EQ(last_recorded_step(0, scenario), 0U);
    EXPECT_EQ(last_recorded_step(1, scenario), 1U);
    EXPECT_EQ(last_recorded_step(3, scenario), 11U);
    scenario.output.stride = 1;
    EXPECT_EQ(last_recorded_step(144, scenario), 144U);
}

TEST(RecordedRun, SaysInWhatTwoBuildsDiffer) {
    const BuildFacts one{"1.0.0", "3f2a9c1", "GNU 12.2.0", "-O3"};
    BuildFacts other = one;
    EXPECT_THAT(differences_between(one, other), IsEmpty());
    other.git = "77aa001";
    other.flags = "-O0";
    std::vector<std::string> names, theirs;
    for (const BuildDifference& difference : differences_between(other, one)) {
        names.push_back(difference.name);
        theirs.push_back(difference.theirs);
    }
    EXPECT_THAT(names, ElementsAre("git", "flags"));
    EXPECT_THAT(theirs, ElementsAre("77aa001", "-O0"));
}

TEST(RecordedRun, KnowsWhichCommitsTellWhatWasBuilt) {
    EXPECT_TRUE(commit_tells("3f2a9c1"));
    EXPECT_FALSE(commit_tells("3f2a9c1+")) << "a checkout with changes";
    EXPECT_FALSE(commit_tells("unknown"));
    EXPECT_FALSE(commit_tells(""));
}

}  // namespace
}  // namespace enclosure
