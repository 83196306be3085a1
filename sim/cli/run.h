// `enclosure run` and `enclosure branch`: one scenario from its start, or from a checkpoint, to its end, to a summary and, if asked, a run
// file.
// Invariant: nothing is computed before every input and the place of the output have been checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace enclosure::cli {

struct RunCommand {
    std::optional<std::string> scenario = {};    ///< file or lib:NAME; none: the shipped baseline
    std::vector<std::string> policies = {};      ///< policy files, laid on in this order
    std::optional<std::string> output = {};      ///< run file; none writes no file
    bool force = false;                          ///< overwrite the output
    std::vector<std::string> settings = {};      ///< "path=value"
    std::optional<std::int64_t> seed = {};       ///< instead of the scenario's
    int threads = 0;                             ///< 0: one per processor
    std::optional<std::string> until = {};       ///< earlier end of the run, a date
    bool audit = false;                          ///< check conservation of users and money after each step
    bool quiet = false;                          ///< no progress on standard error
    bool json = false;                           ///< one JSON object instead of the table
    std::optional<std::string> checkpoint = {};  ///< checkpoint to write as the run goes on
    std::optional<std::string> every = {};       ///< length of time between two of them; none: a year
    std::optional<std::string> resume = {};      ///< checkpoint to go on from
    std::optional<std::string> replay = {};      ///< log of a live session to make again
    std::vector<std::string> mistakes = {};      ///< found when the command line was read
};

struct BranchCommand {
    std::string from;  ///< checkpoint
    RunCommand run;    ///< policies and settings are those of the branch
};

/// Runs; returns the exit code: exit_done, exit_interrupted or exit_terminated.
/// Throws UsageError, ScenarioError, FileError, OutputError.
int run(const RunCommand& command);

/// Goes on from a checkpoint under other policies or parameters; the same codes and errors.
int branch(const BranchCommand& command);

}  // namespace enclosure::cli
