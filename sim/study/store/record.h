// The record of one run of a study, and its bytes in a segment.
//
//   head      magic "ENCLRUN1" | key 16 | seed 8 | state hash 8 | steps 4 | outcome 4
//             | payload bytes 8 | hash of the payload 8 | hash of this head 8
//
//   payload   of a run that ended: metrics, doubles | times that each conditional event began, uint32
//             | series, step × series, floats or doubles
//
//   or        of one that failed: its stage, a zero byte, the message
//
// Numbers are little-endian. Invariant: all of it is a function of the run alone; hosts and times are in DIR/log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/study/store/run_key.h"

namespace enclosure {

enum class Outcome : std::uint32_t { ended = 0, failed = 1 };

/// What is known of a record without its payload.
struct RecordHead {
    RunKey key = {};
    std::int64_t seed = 0;
    std::uint64_t state_hash = 0;  ///< after the last step; 0 if it failed
    std::uint32_t steps = 0;       ///< made
    Outcome outcome = Outcome::ended;
    std::uint64_t payload_bytes = 0;
    std::uint64_t payload_hash = 0;
    bool operator==(const RecordHead&) const = default;
};

inline constexpr std::size_t record_head_bytes = 72;

/// A study's records have one layout; of each run as many numbers.
struct RecordLayout {
    std::size_t metrics = 0;
    std::size_t events = 0;  ///< of the arm
    std::size_t values = 0;  ///< of series: steps kept × series
    bool doubles = false;    ///< how they are kept
    std::size_t payload_bytes() const { return metrics * 8 + events * 4 + values * (doubles ? 8 : 4); }
};

/// Why a run failed, for what the model is at fault for: never a full disk, a kill, or a lack of memory.
struct RunFailure {
    std::string stage;  ///< "scenario", "set-up", "step 12"
    std::string message;
    bool operator==(const RunFailure&) const = default;
};

struct Record {
    RecordHead head = {};
    std::vector<double> metrics = {};
    std::vector<std::uint32_t> begins = {};
    std::vector<double> series = {};  ///< step × series, as precise as they are kept
    std::optional<RunFailure> failure = {};
};

/// The bytes of a record; fills in what the head says of the payload.
std::vector<std::byte> encode_record(Record& record, bool doubles);

/// The head that these bytes begin with; nothing if they are too few or not whole.
std::optional<RecordHead> decode_head(std::span<const std::byte> bytes);

/// The payload of that head in `record`; false if its hash or size is another, or the layout of an ended run does not fit.
bool decode_payload(std::span<const std::byte> payload, const RecordLayout& layout, Record& record);

/// Bytes that every head begins with.
std::span<const std::byte> record_magic();

}  // namespace enclosure
