// A merged tree to a Scenario: one recursion over the described structs. Values are checked for type, unit and legal range here,
// against each other in checks.h. Invariant: every key of the tree is either read or reported.
#pragma once

#include "sim/base/diagnostics.h"
#include "sim/scenario/node.h"
#include "sim/scenario/places.h"
#include "sim/scenario/scenario.h"

namespace enclosure {

/// Reads the tree over the defaults of `scenario`; notes the place of all that the tree gives.
void read_scenario(const Node& root, Scenario& scenario, Places& places, Report& report);

}  // namespace enclosure
