// Lays one scenario tree over another: tables merge key by key, arrays of tables with `id` merge row by row, everything else is
// replaced. An entry `remove = ["id"]` of such an array takes rows away.
// Invariant: rows keep the order in which their ids first appear; a value keeps the place of the file that gave it.
#pragma once

#include <string>

#include "sim/base/diagnostics.h"
#include "sim/scenario/node.h"

namespace enclosure {

/// Key, in a table that is laid over a number, of the number for ids that are not named (sim/scenario/per_id.h).
inline constexpr std::string_view others_key = "others";

/// Lays `over` on `base`. `path` names the pair in diagnostics: an id that `remove` names and that is not there.
void merge(Node& base, Node over, const std::string& path, Report& report);

/// Mistakes that merging would hide: one id twice in an array of one file, a malformed `remove`. Call it before a file is merged.
void check_rows(const Node& file, const std::string& path, Report& report);

}  // namespace enclosure
