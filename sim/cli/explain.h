// `enclosure explain`: why a firm chose its strategy, or a user his model, at a date. The run is repeated to that date.
#pragma once

#include <optional>
#include <string>

namespace enclosure::cli {

struct ExplainCommand {
    std::string file = {};                 ///< run file, scenario or policy file
    std::optional<std::string> firm = {};  ///< id of the scenario, or label
    std::optional<std::string> user = {};  ///< row of users, or CELL:INDEX
    std::optional<std::string> date = {};  ///< none: the last step of the run
    int threads = 0;                       ///< 0: one per processor
    bool quiet = false;
    bool json = false;
};

/// Prints the explanation. Throws UsageError for a firm, user or date that there is not, or a firm that made no review by then;
/// ScenarioError, OutputError and FileError for the file.
int explain(const ExplainCommand& command);

}  // namespace enclosure::cli
