// A comparison as one object for a program. docs/formats.md names the keys.
#pragma once

#include <string>

#include "analysis/compare/results.h"

namespace enclosure::cli {

/// `folder` holds the files; empty if none were written.
std::string compare_json(const CompareResults& results, const std::string& folder);

}  // namespace enclosure::cli
