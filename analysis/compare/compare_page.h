// A comparison as one self-contained page: for each policy a table, the indicators that it moves most, how its differences grow over time,
// and who wins and who loses.
#pragma once

#include <string>

#include "analysis/compare/results.h"

namespace enclosure {

/// The page; `command` is the command line that makes it again.
std::string compare_page(const CompareResults& results, const std::string& command);

}  // namespace enclosure
