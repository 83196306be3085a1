// A table of points in a file of its own: comma-separated, RFC 4180, the ids of factors in its first line.
#pragma once

#include <map>
#include <string>

#include "sim/base/diagnostics.h"
#include "sim/scenario/literal.h"
#include "sim/study/keys/design_row.h"

namespace enclosure {

struct DesignTable {
    Literals columns;  ///< texts
    LiteralRows rows;
};

/// The table that the design names, from `files` by its name. Cells are read as values of --set are: 3, "3 month", 2024-01-01, closed_api.
/// Reports, with the line, what cannot be read, and rows of another length than the first.
DesignTable read_design_table(const DesignRow& row, const std::map<std::string, std::string>& files, const Place& place,
                              const std::string& path, Report& report);

}  // namespace enclosure
