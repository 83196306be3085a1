// A file given to a command, loaded as what it is: a scenario, or a policy laid on the baseline.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/cli/mistakes.h"
#include "sim/scenario/load.h"

namespace enclosure::cli {

struct ScenarioFile {
    LoadedScenario loaded;
    bool policy = false;  ///< the file is a policy; it is the last of the scenario's
};

/// What --set and --seed set. A seed is a setting like any other, so that the file of results says where it came from.
/// Those that set nothing are left out and taken down.
std::vector<Override> overrides_of(const std::vector<std::string>& settings, const std::optional<std::int64_t>& seed, Mistakes& mistakes);

/// Says on standard error what is doubtful in a scenario that loads, each thing once: "file:line:column: warning: text".
void print_warnings(const std::vector<Diagnostic>& warnings);

/// Throws ScenarioError with every mistake.
ScenarioFile load_scenario_file(const std::string& file);

}  // namespace enclosure::cli
