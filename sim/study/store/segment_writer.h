// Appends records to segments, DIR/records/*.seg: files that one process alone writes, one after the other as they fill up.
// Invariant: append() returns once the record is on the disk, unless told that records may wait for each other; a process that dies leaves
// at most one record torn, the last of its segment. Nobody appends to a segment of another process or of an earlier run, so no lock is
// needed and a torn end stays where it is.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <mutex>

#include "sim/study/store/record.h"

namespace enclosure {

/// Folder of a study's segments.
inline constexpr const char* records_folder = "records";

/// A segment that is as large is followed by another.
inline constexpr std::uint64_t segment_bytes = 256u << 20;

class SegmentWriter {
  public:
    /// Makes no file before the first record. `folder` is DIR/records. With `between_syncs` above 0 records are brought to the disk
    /// together, the last ones at the end: for runs that take less time than a disk does, of which a loss of power may cost so much.
    SegmentWriter(std::filesystem::path folder, bool doubles, std::chrono::milliseconds between_syncs = {})
        : folder_(std::move(folder)), doubles_(doubles), between_syncs_(between_syncs) {}
    ~SegmentWriter();
    SegmentWriter(const SegmentWriter&) = delete;
    SegmentWriter& operator=(const SegmentWriter&) = delete;

    /// Throws OutputError naming the file; what was written of the record then counts as not done. Any thread may call it.
    void append(Record& record);

  private:
    void open_next();
    void sync();

    std::filesystem::path folder_;
    bool doubles_;
    std::chrono::milliseconds between_syncs_;
    std::chrono::steady_clock::time_point synced_ = {};
    bool waiting_ = false;  ///< records for a sync
    std::mutex mutex_;
    std::filesystem::path file_;
    int descriptor_ = -1;
    std::uint64_t written_ = 0;
    unsigned opened_ = 0;
};

}  // namespace enclosure
