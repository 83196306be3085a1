// `enclosure run`: one scenario from its start to its end, to a summary and, if asked, a run file.
// Invariant: nothing is computed before every input and the place of the output have been checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace enclosure::cli {

struct RunCommand {
    std::optional<std::string> scenario = {};  ///< file or lib:NAME; none: the shipped baseline
    std::vector<std::string> policies = {};    ///< policy files, laid on in this order
    std::optional<std::string> output = {};    ///< run file; none writes no file
    bool force = false;                        ///< overwrite the output
    std::vector<std::string> settings = {};    ///< "path=value"
    std::optional<std::int64_t> seed = {};     ///< instead of the scenario's
    int threads = 0;                           ///< 0: one per processor
    std::optional<std::string> until = {};     ///< earlier end of the run, a date
    bool audit = false;                        ///< check conservation of users and money after each step
    bool quiet = false;                        ///< no progress on standard error
    bool json = false;                         ///< one JSON object instead of the table
};

/// Runs; returns the exit code: exit_done, exit_interrupted or exit_terminated.
/// Throws UsageError, ScenarioError, FileError, OutputError.
int run(const RunCommand& command);

}  // namespace enclosure::cli
