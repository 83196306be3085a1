// The complete state of a run as bytes, and back (docs/checkpoint.md describes them).
//
// Invariant: a run that goes on from what decode_checkpoint() returns has the state hash of the uninterrupted run at every later step. The
// state is every column of every part of the world (sim/world/stored.h), the scenario as given, the rules in force and the number of steps;
// draws have no state (sim/base/draws.h), so there is nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "sim/base/marks.h"
#include "sim/base/version.h"
#include "sim/scenario/load.h"
#include "sim/world/world.h"

namespace enclosure {

/// The version of the format that this program writes, and the only one that it reads.
inline constexpr std::uint32_t checkpoint_format_version = 1;

/// The bytes are no checkpoint, damaged, or of another program. what() is a phrase that fits after a file's name and a colon.
struct CheckpointError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Checkpoint {
    LoadedScenario loaded;           ///< as given, with origins
    World world;                     ///< without threads: Simulation gives it its own
    std::size_t steps = 0;           ///< made
    std::vector<std::byte> results;  ///< what was recorded so far; what they mean is known to who recorded it (sim/output/recorder.h)
};

/// The checkpoint of a run of which `steps` steps have been made. `program` is what goes on with it.
std::vector<std::byte> encode_checkpoint(const World& world, std::size_t steps, const LoadedScenario& loaded,
                                         std::span<const std::byte> results, const BuildInfo& program);

/// Throws CheckpointError if the bytes are no checkpoint, cut short, changed anywhere, or written by another program than `program`.
Checkpoint decode_checkpoint(std::span<const std::byte> bytes, const BuildInfo& program);

}  // namespace enclosure
