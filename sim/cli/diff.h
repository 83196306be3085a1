// `enclosure diff`: the first step, phase and agents at which two runs part, and what follows from it.
#pragma once

#include <optional>
#include <string>

namespace enclosure::cli {

struct DiffCommand {
    std::string a, b;                       ///< run files, scenario or policy files, or lib:NAME
    int threads = 0;                        ///< 0: one per processor
    std::optional<std::string> until = {};  ///< date at which the comparison ends
    bool quiet = false;                     ///< no progress on standard error
};

/// Makes both runs again, side by side, and prints where they part. Returns exit_done if they are equal, else exit_no;
/// exit_interrupted or exit_terminated after a signal.
/// Throws UsageError, ScenarioError, OutputError.
int diff(const DiffCommand& command);

}  // namespace enclosure::cli
