// What can be run again: a run file, by the scenario that it holds, or a scenario or policy file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/output/run_file.h"
#include "sim/scenario/load.h"

namespace enclosure::cli {

struct RunSource {
    LoadedScenario loaded;
    std::optional<RunFile> run = {};  ///< if it is a run file
};

/// Whether the file is HDF5 by its first bytes, or by its name if it has none to tell.
bool is_run_file(const std::string& file);

/// The scenario that a run file holds. Throws FileError if it holds none, or one that this program refuses.
LoadedScenario scenario_of(const RunFile& run, const std::string& file);

/// Says that this program refuses what a run file holds to be repeated from, why, and in what the programs differ. Throws FileError.
[[noreturn]] void refuse_run(const RunFile& run, const std::string& file, const ScenarioError& error);

/// Throws ScenarioError, OutputError or FileError, and UsageError for a checkpoint.
RunSource open_source(const std::string& file);

/// In which version, git state, compiler and flags the program differs from the one that made the file, a line each; empty if in none.
std::string build_differences(const RunFile& run);

/// The build that wrote something.
struct BuildFacts {
    std::string version, git, compiler, flags;
};

/// The same for what another build wrote; `where` says what that is: "log".
std::string build_differences(const BuildFacts& theirs, std::string_view where);

/// The state hashes that the file has, one for each stride; none if it has no such series.
std::vector<std::uint64_t> recorded_hashes(const RunFile& run);

/// Steps of the run as far as the file goes: to --until, or to the last recorded step of a run that was interrupted. It may be gone on
/// with, so this is less than what the scenario has.
std::size_t steps_in(const RunFile& run, const Scenario& scenario);

/// Text of a root attribute; empty if there is none.
std::string text_attribute(const RunFile& run, std::string_view name);

}  // namespace enclosure::cli
