// A comparison as text for a terminal: headline indicators of each policy, then who wins and who loses.
#pragma once

#include <string>

#include "analysis/compare/results.h"

namespace enclosure {

/// All policies; averages of the last twelve months. Ends with how to read it.
std::string comparison_table(const CompareResults& results);

}  // namespace enclosure
