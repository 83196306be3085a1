// What `enclosure diff` prints.
#pragma once

#include <string>
#include <vector>

#include "sim/run/parting.h"
#include "sim/scenario/scenario.h"

namespace enclosure::cli {

/// The indicators of the table of distances: few enough for a line.
std::vector<std::string> diff_indicators();

/// What the two scenarios say differently, one value a line; empty if nothing.
std::string scenario_differences_text(const Scenario& a, const Scenario& b);

/// Where the runs part and what follows; the comparison has a parting.
std::string parting_text(const RunComparison& comparison, const Scenario& a);

}  // namespace enclosure::cli
