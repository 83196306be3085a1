// The log of a live session: the scenario that it began with, what the user changed and when, and the hash of every state, as a TOML file.
//
// Invariant: who makes the run again from the scenario, and before the step of each change lays the change on it
// (sim/run/session_repeat.h), has these hashes. The scenario with all changes on it, run from its start, has them too.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sim/run/session_change.h"

namespace enclosure {

struct SessionLog {
    static constexpr std::int64_t format_version = 1;

    std::string version, git, compiler, flags;  ///< of the program (sim/base/version.h)
    std::string name;                           ///< under which the scenario was opened
    std::string scenario;                       ///< as a file that extends nothing
    std::vector<SessionChange> changes = {};    ///< in the order in which they were made
    std::vector<std::uint64_t> hashes = {};     ///< of the state after 0, 1, … steps
};

/// The log as a file.
std::string write_session_log(const SessionLog& log);

/// Reads a log; `name` stands for it in diagnostics. Throws ScenarioError: no such file, a newer format, keys that are missing or unknown.
SessionLog read_session_log(std::string_view text, const std::string& name);
SessionLog read_session_log(const std::filesystem::path& file);

}  // namespace enclosure
