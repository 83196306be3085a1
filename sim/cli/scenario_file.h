// A file given to a command, loaded as what it is: a scenario, or a policy laid on the baseline.
#pragma once

#include <string>

#include "sim/scenario/load.h"

namespace enclosure::cli {

struct ScenarioFile {
    LoadedScenario loaded;
    bool policy = false;  ///< the file is a policy; it is the last of the scenario's
};

/// Throws ScenarioError with every mistake.
ScenarioFile load_scenario_file(const std::string& file);

}  // namespace enclosure::cli
