// `enclosure compare`: what policies would change, for whom, and how sure that is, by runs of the same worlds with and without each.
// Invariant: nothing is computed before every input and the place of the output have been checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace enclosure::cli {

struct CompareCommand {
    std::optional<std::string> scenario = {};     ///< file or lib:NAME; none: the shipped baseline
    std::vector<std::string> policies = {};       ///< an arm each; files of one arm are joined by commas
    std::optional<std::int64_t> replicates = {};  ///< worlds; none: 20
    std::optional<std::string> until = {};        ///< "METRIC=HALFWIDTH", instead of a number of worlds
    std::vector<std::string> smallest = {};       ///< "METRIC=VALUE", smallest effects of interest
    std::optional<std::string> output = {};       ///< folder for compare.h5 and report.html; none writes no file
    bool force = false;                           ///< overwrite these
    std::vector<std::string> settings = {};       ///< "path=value", for all arms
    std::optional<std::int64_t> seed = {};        ///< instead of the scenario's
    int threads = 0;                              ///< runs at a time; 0: one per processor
    bool quiet = false;                           ///< no progress on standard error
    bool json = false;                            ///< one JSON object instead of the table
    std::vector<std::string> mistakes = {};       ///< found when the command line was read
};

/// Worlds if neither a number nor a rule is given.
inline constexpr std::int64_t usual_replicates = 20;

/// Compares; returns exit_done, exit_interrupted or exit_terminated. Throws UsageError, ScenarioError, FileError, OutputError.
int compare(const CompareCommand& command);

}  // namespace enclosure::cli
