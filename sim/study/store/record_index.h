// Which runs have a record in the segments of a study, and where: the only truth about what is done.
// Invariant: the index is a function of the records alone: of the order of segments or of records in them nothing depends but which of two
// equal records is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include "sim/study/store/mapped_file.h"
#include "sim/study/store/record.h"

namespace enclosure {

/// How far records are looked at: heads alone, and that they are whole; or whether every payload is what its head says.
enum class Scan : std::uint8_t { heads, payloads };

struct StoredRecord {
    RunKey key = {};
    std::uint64_t digest = 0;  ///< hash of the head: equal for equal records
    std::uint64_t offset = 0;
    std::uint32_t segment = 0;
    Outcome outcome = Outcome::ended;
};

class RecordIndex {
  public:
    /// Reads every segment of `folder` (DIR/records); none if it is not there. Throws OutputError if a segment cannot be read.
    explicit RecordIndex(const std::filesystem::path& folder, Scan scan = Scan::payloads) : RecordIndex(std::vector{folder}, scan) {}

    /// The records of several folders together.
    explicit RecordIndex(const std::vector<std::filesystem::path>& folders, Scan scan = Scan::payloads);

    /// nullptr if the run has no record.
    const StoredRecord* find(const RunKey& key) const;
    bool has(const RunKey& key) const { return find(key) != nullptr; }

    /// The record; nothing if its payload is damaged.
    std::optional<Record> read(const StoredRecord& stored, const RecordLayout& layout) const;

    /// One of each run, by key.
    const std::vector<StoredRecord>& records() const { return records_; }

    /// Runs that have two records that differ: the program, or a machine, is not to be trusted.
    const std::vector<RunKey>& conflicts() const { return conflicts_; }

    std::size_t failed() const { return failed_; }          ///< runs whose record says that they failed
    std::size_t duplicates() const { return duplicates_; }  ///< records of runs that have an equal one already
    std::size_t damaged() const { return damaged_; }        ///< places where bytes are no record: torn ends, and worse
    std::size_t segments() const { return segments_.size(); }
    const std::vector<std::filesystem::path>& segment_files() const { return segments_; }
    std::uint64_t bytes() const { return bytes_; }

  private:
    void scan_segment(std::uint32_t segment, Scan scan);
    void sort_records();
    std::span<const std::byte> segment_bytes_of(std::uint32_t segment) const;

    std::vector<std::filesystem::path> segments_;
    std::vector<StoredRecord> records_;
    std::vector<RunKey> conflicts_;
    std::size_t failed_ = 0;
    std::size_t duplicates_ = 0;
    std::size_t damaged_ = 0;
    std::uint64_t bytes_ = 0;
    mutable std::map<std::uint32_t, MappedFile> mapped_;  ///< some of the segments, for read()
};

}  // namespace enclosure
