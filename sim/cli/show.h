// `enclosure show`: a scenario or policy in its resolved form, with all that it extends filled in.
#pragma once

#include <string>
#include <vector>

namespace enclosure::cli {

struct ShowCommand {
    std::vector<std::string> files = {};
    bool origin = false;  ///< one line for each value, with the place it came from
};

/// Prints the resolved form of each file; a policy file is shown laid on the baseline. Throws ScenarioError.
int show(const ShowCommand& command);

}  // namespace enclosure::cli
