// A scenario as a file. Invariant: load_scenario on the text gives the same scenario, to the last bit.
#pragma once

#include <string>

#include "sim/scenario/scenario.h"

namespace enclosure {

/// The whole scenario as TOML, defaults included, each number with its unit in a comment.
std::string write_toml(const Scenario& scenario);

/// A commented scenario file that extends the baseline, to start from.
std::string scenario_template(const std::string& id);

}  // namespace enclosure
