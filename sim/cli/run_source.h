// What can be run again: a run file, by the scenario that it holds, or a scenario or policy file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/output/recorded_run.h"
#include "sim/output/run_file.h"
#include "sim/scenario/load.h"

namespace enclosure::cli {

struct RunSource {
    LoadedScenario loaded;
    std::optional<RunFile> run = {};  ///< if it is a run file
};

/// The scenario that a run file holds. Throws OutputError if it holds none, FileError if this program refuses it.
LoadedScenario scenario_of(const RunFile& run, const std::string& file);

/// Says that this program refuses what a run file holds to be repeated from, why, and in what the programs differ. Throws FileError.
[[noreturn]] void refuse_run(const RunFile& run, const std::string& file, const ScenarioError& error);

/// Throws ScenarioError, OutputError or FileError, and UsageError for a checkpoint.
RunSource open_source(const std::string& file);

/// In which version, git state, compiler and flags the program differs from the one that made the file, a line each; empty if in none.
std::string build_differences(const RunFile& run);

/// The same for what another build wrote; `where` says what that is: "log".
std::string build_differences(const BuildFacts& theirs, std::string_view where);

}  // namespace enclosure::cli
