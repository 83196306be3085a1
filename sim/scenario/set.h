// Values of the command line, put into the tree before it is read, so that they pass the same checks as values of a file.
#pragma once

#include "sim/base/diagnostics.h"
#include "sim/scenario/load.h"
#include "sim/scenario/node.h"

namespace enclosure {

/// The place that an override of the command line has in diagnostics and origins.
inline constexpr const char* set_place = "--set";

/// Puts the value at the override's path. A row that is not there is reported here, an unknown key when the tree is read.
void set_value(Node& root, const Override& override, Report& report);

}  // namespace enclosure
