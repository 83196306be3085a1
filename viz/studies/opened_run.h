// A run file that was opened: the scenario that the run was made of, to be made again, and what the file has of how it went.
// Invariant: none of its series is read but the hashes of the states, so that a file of any size opens at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "sim/output/recorded_run.h"
#include "sim/scenario/load.h"

namespace enclosure::viz {

struct OpenedRun {
    LoadedScenario loaded;
    std::optional<RecordedState> last = {};  ///< that it has; none if it has no step
    // Why the same states are not promised; at most one is not empty.
    std::string made_by = {};      ///< in what the program that made it is another one: other_build_words()
    std::string untold_from = {};  ///< a commit that both programs have and that does not tell what was built: untold_commit()
};

enum class ResultKind : std::uint8_t { run, study };

/// What the HDF5 file holds. Throws OutputError or AnalysisError, in one line: what the file is not.
ResultKind kind_of_result(const std::filesystem::path& file);

/// Throws OutputError, also if it holds no scenario, and AnalysisError if this program refuses its scenario.
OpenedRun read_opened_run(const std::filesystem::path& file);

/// In what another build than `mine` made something: "version 0.1.0, commit 3f2a9c1b04+, other flags"; empty if in nothing.
std::string other_build_words(const BuildFacts& theirs, const BuildFacts& mine);

/// The commit, where it does not tell what was built: "commit 3f2a9c1b04+", "an unknown commit"; empty where it does.
std::string untold_commit(std::string_view git);

}  // namespace enclosure::viz
