// Reading a run file for tables and pages: columns of numbers, dates, names. Invariant: nothing here assumes that a series is in the
// file; what is missing comes back empty, and a value that is missing is NaN.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/output/run_file.h"

namespace enclosure {

/// One or more columns over time.
struct Columns {
    std::vector<std::string> members = {};         ///< labels of segments, firms, …; one empty label for a series of the world
    std::vector<std::vector<double>> values = {};  ///< by member, then by time
    std::string units = {};
    std::string long_name = {};
};

/// Days since 1970-01-01 of every row of the scale `time`. Empty if the file has no such scale or its units are not "days since DATE".
std::vector<double> row_days(const RunFile& run);

/// Dataset `name` of `group` over time, or over time and one more scale; no members if it is missing or of another shape.
Columns read_columns(const RunFile& run, std::string_view group, std::string_view name);

/// Dataset as numbers, whatever its type; empty if it holds text.
std::vector<double> numbers_of(const Dataset& dataset);

/// Dataset as texts; empty if it holds numbers.
std::vector<std::string> texts_of(const Dataset& dataset);

/// An attribute of the file as text; empty if it is missing.
std::string attribute_text(const RunFile& run, std::string_view name);

/// The one text of a scalar dataset; empty if it is missing.
std::string scalar_text(const RunFile& run, std::string_view group, std::string_view name);

/// A value of the resolved scenario that stands above its first table, such as `title` or `question`, without its quotes; empty if there
/// is none.
std::string scenario_value(const RunFile& run, std::string_view key);

/// Days since 1970-01-01 of a value in `units`: "days since DATE", or a time unit counted from `start` (days since 1970-01-01).
/// NaN if the units are neither.
double days_of(double value, std::string_view units, double start);

/// "closed_lab_a" as "Closed lab a".
std::string readable(std::string_view id);

}  // namespace enclosure
