// What a run was a function of, as groups of its run file: /parameters/<section> and /scenario.
#pragma once

#include <vector>

#include "sim/output/run_file.h"
#include "sim/scenario/load.h"

namespace enclosure {

/// One group for each parameter group. Each parameter is a scalar with its unit, its doc as long_name, and the attributes source,
/// legal_min, legal_max, default and effect ("live" or "restart"); a bool is the integer 0 or 1. A text or a choice is text, without a
/// legal range.
std::vector<Group> parameter_groups(const Parameters& parameters);

/// `/scenario/resolved`, the TOML text from which the run can be repeated, and `/scenario/origins`, a CSV table with the columns
/// path, value, file, line, column and a row for each value.
Group scenario_group(const LoadedScenario& loaded);

}  // namespace enclosure
