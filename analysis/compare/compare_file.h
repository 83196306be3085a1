// A comparison as an HDF5 file that opens as run files do. docs/formats.md describes it.
#pragma once

#include <string_view>

#include "analysis/compare/results.h"
#include "sim/output/run_file.h"

namespace enclosure {

/// Contents of its root attribute `filetype`, and the version of its layout.
inline constexpr std::string_view compare_filetype = "enclosure comparison";
inline constexpr std::int64_t compare_file_format_version = 1;

/// Every value of every world, every statistic, and the courses over time with their bands. Memory: about 8 bytes × steps × metrics × arms
/// × 4.
RunFile compare_file(const CompareResults& results);

}  // namespace enclosure
