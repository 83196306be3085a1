// Records, segments and the index: nothing that is whole is lost, nothing that is torn is accepted.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sim/output/output_error.h"
#include "sim/study/store/record_index.h"
#include "sim/study/store/segment_writer.h"
#include "tests/temporary_folder.h"

namespace enclosure::test {
namespace {

namespace fs = std::filesystem;

constexpr RecordLayout layout{.metrics = 2, .events = 1, .values = 3, .doubles = false};

Record record_of(std::uint64_t number) {
    Record record;
    record.head.key = {number, number + 1};
    record.head.seed = static_cast<std::int64_t>(number);
    record.head.state_hash = 7 * number;
    record.head.steps = 3;
    record.metrics = {0.1 * static_cast<double>(number), -0.0};
    record.begins = {2};
    record.series = {1, 2.5, static_cast<double>(number)};
    return record;
}

Record failed_record(std::uint64_t number, const std::string& message) {
    Record record;
    record.head.key = {number, number + 1};
    record.failure = RunFailure{"step 3", message};
    return record;
}

fs::path only_segment(const fs::path& folder) {
    fs::path found;
    for (const auto& entry : fs::directory_iterator(folder)) found = entry.path();
    return found;
}

void append(const fs::path& folder, std::vector<Record> records) {
    SegmentWriter writer(folder, false);
    for (Record& record : records) writer.append(record);
}

TEST(StudyStore, KeepsARecordToTheBit) {
    const TemporaryFolder folder;
    append(folder.path, {record_of(1), failed_record(2, "money is not conserved")});
    const RecordIndex index(folder.path);
    ASSERT_EQ(index.records().size(), 2u);
    EXPECT_EQ(index.failed(), 1u);
    const auto one = index.read(*index.find({1, 2}), layout);
    ASSERT_TRUE(one);
    EXPECT_EQ(one->head.seed, 1);
    EXPECT_EQ(one->head.state_hash, 7u);
    EXPECT_EQ(one->metrics, (std::vector<double>{0.1, -0.0}));
    EXPECT_TRUE(std::signbit(one->metrics[1]));
    EXPECT_EQ(one->begins, std::vector<std::uint32_t>{2});
    EXPECT_EQ(one->series, (std::vector<double>{1, 2.5, 1}));
    const auto failed = index.read(*index.find({2, 3}), layout);
    ASSERT_TRUE(failed && failed->failure);
    EXPECT_EQ(*failed->failure, (RunFailure{"step 3", "money is not conserved"}));
    EXPECT_EQ(index.find({3, 4}), nullptr);
}

TEST(StudyStore, RefusesAnotherLayout) {
    const TemporaryFolder folder;
    append(folder.path, {record_of(1)});
    const RecordIndex index(folder.path);
    EXPECT_FALSE(index.read(*index.find({1, 2}), {.metrics = 3, .events = 1, .values = 3, .doubles = false}));
}

// Wherever a segment is cut, the records before the cut are there and the one that is cut is not.
TEST(StudyStore, ATornEndCostsTheRecordThatIsTorn) {
    const TemporaryFolder folder;
    append(folder.path, {record_of(1), record_of(2), record_of(3)});
    const fs::path segment = only_segment(folder.path);
    const std::uintmax_t whole = fs::file_size(segment);
    const std::uintmax_t each = whole / 3;
    for (std::uintmax_t size = whole - 1; size > 0; size -= 7) {
        fs::resize_file(segment, size);
        for (const Scan scan : {Scan::heads, Scan::payloads}) {
            const RecordIndex index(folder.path, scan);
            EXPECT_EQ(index.records().size(), size / each) << size;
            EXPECT_EQ(index.damaged(), size % each == 0 ? 0u : 1u) << size;
        }
        if (size < 8) break;
    }
}

TEST(StudyStore, OneBadByteCostsOneRecord) {
    const TemporaryFolder folder;
    append(folder.path, {record_of(1), record_of(2), record_of(3)});
    const fs::path segment = only_segment(folder.path);
    const std::uintmax_t each = fs::file_size(segment) / 3;
    for (std::uintmax_t at = each; at < 2 * each; ++at) {
        std::fstream file(segment, std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(static_cast<std::streamoff>(at));
        const auto byte = static_cast<char>(file.get());
        const auto put = [&](char value) {
            file.seekp(static_cast<std::streamoff>(at));
            file.put(value);
            file.flush();
        };
        put(static_cast<char>(byte ^ 0x20));
        const RecordIndex index(folder.path);
        EXPECT_TRUE(index.has({1, 2}) && index.has({3, 4})) << at - each;
        EXPECT_FALSE(index.has({2, 3})) << at - each;
        EXPECT_EQ(index.damaged(), 1u) << at - each;
        put(byte);
    }
}

TEST(StudyStore, EqualRecordsCountOnceAndUnequalOnesAreSaid) {
    const TemporaryFolder folder;
    append(folder.path, {record_of(1), record_of(2)});
    append(folder.path, {record_of(2), record_of(1)});
    const RecordIndex equal(folder.path);
    EXPECT_EQ(equal.records().size(), 2u);
    EXPECT_EQ(equal.duplicates(), 2u);
    EXPECT_TRUE(equal.conflicts().empty());
    Record other = record_of(2);
    other.metrics[0] = 0.3;
    append(folder.path, {other});
    EXPECT_EQ(RecordIndex(folder.path).conflicts(), (std::vector<RunKey>{{2, 3}}));
    Record failed = failed_record(1, "no");
    append(folder.path, {failed});
    EXPECT_EQ(RecordIndex(folder.path).conflicts().size(), 2u);
}

TEST(StudyStore, LeavesForeignFilesAlone) {
    const TemporaryFolder folder;
    append(folder.path, {record_of(1)});
    std::ofstream(folder.path / "notes.txt") << "mine";
    std::ofstream(folder.path / "foreign.seg") << "this is no segment";
    std::ofstream(folder.path / "empty.seg").flush();
    const RecordIndex index(folder.path);
    EXPECT_EQ(index.records().size(), 1u);
    EXPECT_EQ(index.damaged(), 1u);
    EXPECT_TRUE(fs::exists(folder.path / "notes.txt"));
}

TEST(StudyStore, NoFolderHoldsNoRecords) {
    const TemporaryFolder folder;
    EXPECT_TRUE(RecordIndex(folder.path / "none").records().empty());
}

TEST(StudyStore, AFullDiskIsSaidAndTheRecordCountsAsNotDone) {
    SegmentWriter writer("/dev/full/records", false);
    Record record = record_of(1);
    EXPECT_THROW(writer.append(record), OutputError);
}

TEST(RunKey, IsWhatTheRunIsAFunctionOf) {
    const RunKey arm = key_from("arm");
    const std::vector<std::string> paths{"a.x", "b.y"};
    const std::vector<std::string> turned{"b.y", "a.x"};
    const RunKey key = key_of_run(arm, paths, std::vector<double>{1, 2}, 7);
    EXPECT_EQ(key, key_of_run(arm, turned, std::vector<double>{2, 1}, 7));
    EXPECT_NE(key, key_of_run(arm, paths, std::vector<double>{2, 1}, 7));
    EXPECT_NE(key, key_of_run(arm, paths, std::vector<double>{1, 2}, 8));
    EXPECT_NE(key, key_of_run(key_from("other"), paths, std::vector<double>{1, 2}, 7));
    EXPECT_EQ(key_of_run(arm, paths, std::vector<double>{0.0, 2}, 7), key_of_run(arm, paths, std::vector<double>{-0.0, 2}, 7));
    EXPECT_EQ(parse_key(to_string(key)), key);
    EXPECT_FALSE(parse_key("12"));
    EXPECT_FALSE(parse_key(std::string(32, 'g')));
}

}  // namespace
}  // namespace enclosure::test
