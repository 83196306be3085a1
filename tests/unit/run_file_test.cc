#include "sim/output/run_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>
#include <thread>

#include "sim/output/file_output.h"
#include "sim/output/provenance.h"
#include "sim/output/replace_file.h"
#include "sim/output/units.h"
#include "tests/output/sample_run.h"

namespace enclosure {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// A folder for one test, removed after it.
class RunFileTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (fs::temp_directory_path() / "enclosure-run-file-XXXXXX").string();
        ASSERT_NE(mkdtemp(name.data()), nullptr);
        folder_ = name;
    }
    void TearDown() override { fs::remove_all(folder_); }

    fs::path path(const std::string& name) const { return folder_ / name; }

    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : fs::directory_iterator(folder_)) found.push_back(entry.path().filename().string());
        std::sort(found.begin(), found.end());
        return found;
    }

    fs::path folder_;
};

std::string bytes_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

void put(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

/// what() of the OutputError that `act` throws; a text that says so if it throws none.
std::string output_error(const std::function<void()>& act) {
    try {
        act();
    } catch (const OutputError& error) {
        return error.what();
    }
    return "no error";
}

std::string read_error(const fs::path& file) {
    return output_error([&] { read_run_file(file); });
}

/// NaN is not equal to itself, so numbers are compared by their bits.
void expect_equal(const Values& given, const Values& got) {
    ASSERT_EQ(given.index(), got.index());
    if (!std::holds_alternative<std::vector<double>>(given)) {
        EXPECT_EQ(given, got);
        return;
    }
    const auto bits = [](const Values& values) {
        std::vector<std::uint64_t> result;
        for (const double x : std::get<std::vector<double>>(values)) result.push_back(std::bit_cast<std::uint64_t>(x));
        return result;
    };
    EXPECT_EQ(bits(given), bits(got));
}

void expect_equal(const std::vector<Dataset>& given, const std::vector<Dataset>& got) {
    ASSERT_EQ(given.size(), got.size());
    for (std::size_t i = 0; i < given.size(); ++i) {
        SCOPED_TRACE(given[i].name);
        EXPECT_EQ(given[i].name, got[i].name);
        EXPECT_EQ(given[i].units, got[i].units);
        EXPECT_EQ(given[i].long_name, got[i].long_name);
        EXPECT_EQ(given[i].dims, got[i].dims);
        EXPECT_EQ(given[i].attributes, got[i].attributes);
        expect_equal(given[i].values, got[i].values);
    }
}

void expect_equal(const RunFile& given, const RunFile& got) {
    for (const Attribute& attribute : given.attributes) {
        SCOPED_TRACE(attribute.name);
        const Attribute* found = find_attribute(got, attribute.name);
        ASSERT_NE(found, nullptr);
        EXPECT_EQ(attribute, *found);
    }
    expect_equal(given.scales, got.scales);
    ASSERT_EQ(given.groups.size(), got.groups.size());
    for (std::size_t i = 0; i < given.groups.size(); ++i) {
        EXPECT_EQ(given.groups[i].path, got.groups[i].path);
        expect_equal(given.groups[i].datasets, got.groups[i].datasets);
    }
}

TEST_F(RunFileTest, ComesBackAsItWasWritten) {
    const RunFile run = sample_run(144, 12);
    write_run_file(path("run.h5"), run);
    expect_equal(run, read_run_file(path("run.h5")));
    EXPECT_EQ(names(), (std::vector<std::string>{"run.h5"}));
}

TEST_F(RunFileTest, ComesBackBeforeTheFirstStepAndWithoutEvents) {
    const RunFile run = sample_run(0, 0);
    write_run_file(path("run.h5"), run);
    expect_equal(run, read_run_file(path("run.h5")));
}

TEST_F(RunFileTest, IsTheSameBytesForTheSameRun) {
    EXPECT_EQ(encode_run_file(sample_run(10, 3), "a.h5"), encode_run_file(sample_run(10, 3), "b.h5"));
    EXPECT_NE(encode_run_file(sample_run(10, 3, 1), "a.h5"), encode_run_file(sample_run(10, 3, 2), "a.h5"));
}

TEST_F(RunFileTest, FindsDatasetsAndTheirScales) {
    const RunFile run = sample_run(4, 0);
    const Dataset* hhi = find_dataset(run, "series", "hhi");
    ASSERT_NE(hhi, nullptr);
    EXPECT_EQ(hhi->long_name, "Concentration.");
    const Dataset* time = find_dataset(run, "series", "time");
    ASSERT_NE(time, nullptr);
    EXPECT_EQ(std::get<std::vector<double>>(time->values), (std::vector<double>{0, 31, 62, 93}));
    EXPECT_EQ(find_dataset(run, "", "time"), time);
    EXPECT_EQ(find_dataset(run, "series", "firm"), nullptr);
    EXPECT_EQ(find_dataset(run, "nothing", "hhi"), nullptr);
    EXPECT_EQ(find_attribute(run, "nothing"), nullptr);
}

// Columns of agents keep the type that they have; a reader that widened them would take eight times the memory.
TEST_F(RunFileTest, KeepsNarrowTypes) {
    RunFile run = sample_run(2, 1);
    const auto add = [&](const std::string& name, Values values) {
        run.groups.front().datasets.push_back(
            {.name = name, .units = "1", .long_name = "Two numbers.", .dims = {"time"}, .values = std::move(values), .attributes = {}});
    };
    add("u8", std::vector<std::uint8_t>{0, 255});
    add("u16", std::vector<std::uint16_t>{0, 65535});
    add("u32", std::vector<std::uint32_t>{0, 4294967295U});
    add("i32", std::vector<std::int32_t>{-2147483647, 2147483647});
    add("f32", std::vector<float>{0.1F, -3e38F});
    write_run_file(path("x.h5"), run);
    const RunFile got = read_run_file(path("x.h5"));
    for (const Dataset& given : run.groups.front().datasets) {
        SCOPED_TRACE(given.name);
        const Dataset* found = find_dataset(got, "series", given.name);
        ASSERT_NE(found, nullptr);
        expect_equal(given.values, found->values);
    }
}

TEST_F(RunFileTest, RefusesValuesThatDoNotFitTheirDimensions) {
    RunFile run = sample_run(4, 0);
    run.groups[0].datasets[0].values = std::vector<double>{1, 2, 3};
    EXPECT_EQ(output_error([&] { write_run_file(path("run.h5"), run); }),
              path("run.h5").string() + ": /series/hhi: 4 values expected, 3 given");
    run = sample_run(4, 0);
    run.groups[0].datasets[0].dims = {"week"};
    EXPECT_THAT(output_error([&] { write_run_file(path("run.h5"), run); }), HasSubstr("/series/hhi: there is no scale named week"));
    run = sample_run(4, 1);
    std::get<std::vector<std::string>>(run.groups[4].datasets[3].values)[0] = std::string("a\0b", 3);
    EXPECT_THAT(output_error([&] { write_run_file(path("run.h5"), run); }),
                HasSubstr("/events/text: cannot be written: the text holds a NUL"));
    run = sample_run(4, 0);
    run.groups[0].datasets.push_back(run.groups[0].datasets[0]);
    EXPECT_THAT(output_error([&] { write_run_file(path("run.h5"), run); }), HasSubstr("/series/hhi: cannot be made: "));
    EXPECT_EQ(names(), std::vector<std::string>{});
}

TEST_F(RunFileTest, SaysWhyAFileCannotBeWritten) {
    const RunFile run = sample_run(2, 0);
    const auto write_error = [&](const fs::path& file) { return output_error([&] { write_run_file(file, run); }); };
    EXPECT_THAT(write_error(path("none/run.h5")), HasSubstr("run.h5: cannot be written: there is no folder " + path("none").string()));
    EXPECT_EQ(write_error(folder_), folder_.string() + ": cannot be written: it is a folder");
    EXPECT_THAT(write_error(folder_ / ""), HasSubstr("it is no name of a file"));
    EXPECT_EQ(write_error("/dev/null"), "/dev/null: cannot be written: it is no regular file");
    EXPECT_THAT(write_error("/proc/run.h5"), HasSubstr("/proc/run.h5"));  // nobody may create a file there
    put(path("plain.txt"), "text");
    EXPECT_THAT(write_error(path("plain.txt") / "run.h5"), HasSubstr("plain.txt"));
    EXPECT_EQ(names(), (std::vector<std::string>{"plain.txt"}));
}

TEST_F(RunFileTest, KeepsAnExistingFileUnlessForced) {
    put(path("run.h5"), "mine");
    EXPECT_EQ(output_error([&] { FileOutput(path("run.h5"), false); }),
              path("run.h5").string() + ": cannot be written: it exists; --force replaces it");
    EXPECT_EQ(bytes_of(path("run.h5")), "mine");
    FileOutput output(path("run.h5"), true);
    EXPECT_EQ(bytes_of(path("run.h5")), "mine");
    output.write(sample_run(2, 0));
    EXPECT_EQ(value_count(find_dataset(read_run_file(path("run.h5")), "series", "hhi")->values), 2U);
}

TEST_F(RunFileTest, IsRefreshedWhenAnIntervalHasPassed) {
    int made = 0;
    const auto make = [&] {
        ++made;
        return sample_run(2, 0);
    };
    FileOutput slow(path("slow.h5"), false, std::chrono::hours{1});
    slow.refresh(make);
    EXPECT_EQ(made, 0);
    EXPECT_EQ(names(), std::vector<std::string>{});
    FileOutput fast(path("fast.h5"), false, std::chrono::milliseconds{20});
    std::this_thread::sleep_for(std::chrono::milliseconds{25});
    fast.refresh(make);
    EXPECT_EQ(made, 1);
    EXPECT_EQ(names(), (std::vector<std::string>{"fast.h5"}));
}

TEST_F(RunFileTest, FollowsASymbolicLink) {
    fs::create_directory(path("disk"));
    fs::create_symlink("disk/run.h5", path("link.h5"));
    for (const std::size_t rows : {std::size_t{2}, std::size_t{3}}) {  // what it points to is not there, then is
        write_run_file(path("link.h5"), sample_run(rows, 0));
        EXPECT_EQ(fs::read_symlink(path("link.h5")), "disk/run.h5");
        expect_equal(sample_run(rows, 0), read_run_file(path("disk/run.h5")));
    }
    fs::create_symlink("round.h5", path("round.h5"));
    EXPECT_THAT(output_error([&] { write_run_file(path("round.h5"), sample_run(2, 0)); }), HasSubstr("cannot follow the symbolic link"));
}

TEST_F(RunFileTest, SaysWhyAFileCannotBeRead) {
    EXPECT_EQ(read_error(path("none.h5")), path("none.h5").string() + ": cannot be read: there is no such file");
    EXPECT_EQ(read_error(folder_), folder_.string() + ": cannot be read: it is a folder");
    put(path("plain.h5"), "just some text that is no HDF5 at all");
    EXPECT_EQ(read_error(path("plain.h5")), path("plain.h5").string() + ": cannot be read: it is no HDF5 file");
    put(path("empty.h5"), "");
    EXPECT_EQ(read_error(path("empty.h5")), path("empty.h5").string() + ": cannot be read: it is no HDF5 file");
}

TEST_F(RunFileTest, RefusesATruncatedFileWhateverItsLength) {
    write_run_file(path("run.h5"), sample_run(20, 3));
    const std::string whole = bytes_of(path("run.h5"));
    for (std::size_t parts = 0; parts < 16; ++parts) {
        const std::size_t length = whole.size() * parts / 16;
        SCOPED_TRACE(length);
        put(path("cut.h5"), whole.substr(0, length));
        EXPECT_THAT(read_error(path("cut.h5")), HasSubstr("cut.h5: cannot be read: "));
    }
    put(path("cut.h5"), whole.substr(0, whole.size() - 1));
    EXPECT_THAT(read_error(path("cut.h5")), HasSubstr("cut.h5: cannot be read: "));
}

/// An HDF5 file of another program: what `h5py.File(name, "w", libver="latest").close()` leaves.
std::string foreign_hdf5() {
    const std::string hex =
        "894844460d0a1a0a030808000000000000000000ffffffffffffffffc3000000000000003000000000000000061a61374f48"
        "44520220125b036b125b036b125b036b125b036b78021200000000ffffffffffffffffffffffffffffffff0a020001000000"
        "58" +
        std::string(180, '0') + "bfeb6641";
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

TEST_F(RunFileTest, RefusesAForeignHdf5File) {
    put(path("foreign.h5"), foreign_hdf5());
    EXPECT_THAT(read_error(path("foreign.h5")), HasSubstr("foreign.h5: cannot be read: it is an HDF5 file, but no run file"));
    RunFile other = sample_run(2, 0);
    other.attributes[0].value = std::string{"enclosure study"};
    write_run_file(path("other.h5"), other);
    EXPECT_THAT(read_error(path("other.h5")), HasSubstr("other.h5: cannot be read: it is an HDF5 file, but no run file"));
}

TEST_F(RunFileTest, SaysWhatAFileIsWithoutReadingIt) {
    write_run_file(path("run.h5"), sample_run(2, 0));
    EXPECT_EQ(filetype_of(path("run.h5")), run_filetype);
    put(path("foreign.h5"), foreign_hdf5());
    EXPECT_EQ(filetype_of(path("foreign.h5")), "");
    put(path("plain.h5"), "no HDF5");
    EXPECT_THROW(filetype_of(path("plain.h5")), OutputError);
}

TEST_F(RunFileTest, ReadsWhatIsWantedAlone) {
    write_run_file(path("run.h5"), sample_run(2, 0));
    const RunFile run = read_run_file(path("run.h5"), [](std::string_view dataset) { return dataset == "series/hhi"; });
    EXPECT_NE(find_dataset(run, "series", "hhi"), nullptr);
    EXPECT_EQ(find_dataset(run, "firms", "cash"), nullptr);
    EXPECT_NE(find_attribute(run, "seed"), nullptr);
}

TEST_F(RunFileTest, RefusesANewerFormat) {
    RunFile newer = sample_run(2, 0);
    newer.attributes[1].value = run_file_format_version + 1;
    write_run_file(path("newer.h5"), newer);
    EXPECT_EQ(read_error(path("newer.h5")),
              path("newer.h5").string() + ": cannot be read: its format_version is 2; this program reads up to 1");
}

/// What a child process that runs `act` says on a pipe, and how it ended.
struct Ending {
    std::string said;
    int status = 0;
};
Ending in_child(const std::function<std::string()>& act) {
    int ends[2];
    if (pipe(ends) != 0) return {"no pipe", -1};
    const pid_t child = fork();
    if (child == 0) {
        const std::string said = act();
        const ssize_t written = write(ends[1], said.data(), said.size());
        _exit(written == static_cast<ssize_t>(said.size()) ? 0 : 1);
    }
    close(ends[1]);
    Ending ending;
    char buffer[4096];
    for (ssize_t n = 0; (n = read(ends[0], buffer, sizeof buffer)) > 0;) ending.said.append(buffer, static_cast<std::size_t>(n));
    close(ends[0]);
    waitpid(child, &ending.status, 0);
    return ending;
}

// A limit on the size of files fails in the middle of the writing, as a full disk does.
TEST_F(RunFileTest, LeavesTheOldFileWhenTheDiskIsFull) {
    write_run_file(path("run.h5"), sample_run(2, 0));
    const std::string before = bytes_of(path("run.h5"));
    const Ending ending = in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{4096, 4096};
        setrlimit(RLIMIT_FSIZE, &limit);
        return output_error([&] { write_run_file(path("run.h5"), sample_run(50, 9)); });
    });
    EXPECT_EQ(ending.said, path("run.h5.part").string() + ": cannot be written: File too large");
    EXPECT_EQ(bytes_of(path("run.h5")), before);
    EXPECT_EQ(names(), (std::vector<std::string>{"run.h5"}));
}

TEST_F(RunFileTest, WhatStandsAtThePartsNameIsKeptAndNoHindrance) {
    write_run_file(path("run.h5"), sample_run(2, 0));
    put(part_of(path("run.h5")), "half a fil");
    expect_equal(sample_run(2, 0), read_run_file(path("run.h5")));
    write_run_file(path("run.h5"), sample_run(3, 0));
    expect_equal(sample_run(3, 0), read_run_file(path("run.h5")));
    EXPECT_EQ(bytes_of(part_of(path("run.h5"))), "half a fil");
    EXPECT_EQ(names(), (std::vector<std::string>{"run.h5", "run.h5.part"}));
}

TEST_F(RunFileTest, IsWholeWheneverTheWriterIsKilled) {
    write_run_file(path("run.h5"), sample_run(4, 1));
    for (int round = 0; round < 12; ++round) {
        SCOPED_TRACE(round);
        const pid_t child = fork();
        if (child == 0) {
            for (std::size_t i = 0;; ++i) write_run_file(path("run.h5"), sample_run(4 + i % 5, 1));
        }
        std::this_thread::sleep_for(std::chrono::microseconds{3000 + 1700 * round});
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        const RunFile run = read_run_file(path("run.h5"));
        const std::size_t rows = value_count(find_dataset(run, "series", "hhi")->values);
        expect_equal(sample_run(rows, 1), run);
    }
}

TEST(TimeAxis, NamesTheDayThatItCountsFrom) {
    EXPECT_EQ(std::string(time_units), "days since " + to_string(time_epoch));
}

TEST(OutputUnits, AreSpeltForUdunits) {
    EXPECT_EQ(udunits("1"), "1");
    EXPECT_EQ(udunits("yr"), "year");
    EXPECT_EQ(udunits("%/yr"), "percent/year");
    EXPECT_EQ(udunits("USD/person/yr"), "USD/person/year");
    EXPECT_EQ(udunits("OOM*yr^2"), "OOM*year^2");
    EXPECT_EQ(udunits("x/yr"), "1/year");
    EXPECT_EQ(udunits("Mtok"), "Mtok");
}

TEST(Provenance, StartsInUtc) {
    const RunProvenance now = provenance_now({.version = "1.2.3", .git = "abc+", .compiler = "GNU", .flags = "-O2"});
    EXPECT_THAT(now.started, testing::MatchesRegex("20[0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]Z"));
    const std::vector<Attribute> attributes = provenance_attributes(now);
    ASSERT_EQ(attributes.size(), 5U);
    EXPECT_EQ(attributes[1], (Attribute{"git", std::string{"abc+"}}));
}

}  // namespace
}  // namespace enclosure
