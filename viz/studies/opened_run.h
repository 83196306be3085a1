// A run file that was opened: the scenario that the run was made of, to be made again, and what the file has of how it went.
// Invariant: none of its series is read but the hashes of the states, so that a file of any size opens at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "sim/scenario/load.h"

namespace enclosure::viz {

/// A state that a file says a run had after so many steps.
struct RecordedState {
    std::size_t step = 0;
    std::uint64_t hash = 0;
};

struct OpenedRun {
    LoadedScenario loaded;
    std::optional<RecordedState> last = {};  ///< that it has; none if it has no step
    /// In what the program that made it is another one, so that the same states are not promised: "version 0.1.0, commit 3f2a9c1"; empty if
    /// in nothing that counts.
    std::string made_by = {};
};

/// Whether the file is HDF5 by its first bytes, or means to be by its name.
bool is_hdf5(const std::filesystem::path& file);

enum class ResultKind : std::uint8_t { run, study };

/// What the HDF5 file holds. Throws OutputError or AnalysisError, in one line: what the file is not.
ResultKind kind_of_result(const std::filesystem::path& file);

/// Throws OutputError, and AnalysisError if this program refuses its scenario, or if it has none.
OpenedRun read_opened_run(const std::filesystem::path& file);

}  // namespace enclosure::viz
