// A run file as the run that it records: the scenario that it was made of, by which build, and how far it came.
// Invariant: what tells a run file from other files reads its first bytes alone; all else is asked of a file that has been read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/output/run_file.h"
#include "sim/scenario/load.h"

namespace enclosure {

/// Whether that is what the file begins with. False of what is no regular file: a pipe can be read once.
bool begins_with_mark(const std::filesystem::path& file, std::string_view mark);

/// Whether the file is HDF5 by its first bytes, or means to be by its name.
bool is_hdf5_file(const std::filesystem::path& file);

/// Text of a root attribute; empty if there is none.
std::string text_attribute(const RunFile& run, std::string_view name);

/// The scenario that the run was made of. Throws OutputError if the file holds none, ScenarioError if this program refuses it.
LoadedScenario recorded_scenario(const RunFile& run, const std::filesystem::path& file);

/// The state hashes that the file has, one for each stride; none if it has no such series.
std::vector<std::uint64_t> recorded_hashes(const RunFile& run);

/// The step of the last of so many records; 0 of none.
std::size_t last_recorded_step(std::size_t records, const Scenario& scenario);

/// Steps of the run as far as the file goes: to --until, or to the last recorded step of a run that was interrupted. It may be gone on
/// with, so this is less than what the scenario has.
std::size_t steps_in(const RunFile& run, const Scenario& scenario);

/// A state that a file says a run had after so many steps.
struct RecordedState {
    std::size_t step = 0;
    std::uint64_t hash = 0;
};

/// The last that the file has; none if it has no step.
std::optional<RecordedState> last_state(const RunFile& run, const Scenario& scenario);

/// The build that wrote something.
struct BuildFacts {
    std::string version, git, compiler, flags;
};

BuildFacts recorded_build(const RunFile& run);
BuildFacts this_build();

/// Whether the commit says what was built: not that of a checkout with changes, nor one that is unknown.
bool commit_tells(std::string_view git);

/// A fact in which two builds differ.
struct BuildDifference {
    std::string name;  ///< "version", "git", "compiler", "flags"
    std::string theirs, mine;
};

/// In this order: version, git, compiler, flags.
std::vector<BuildDifference> differences_between(const BuildFacts& theirs, const BuildFacts& mine);

}  // namespace enclosure
