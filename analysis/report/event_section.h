// What happened in a run, as tables for its page. Invariant: every event of the file is counted; only a kind with very many is cut
// short, and says so.
#pragma once

#include <string>
#include <vector>

#include "sim/output/run_file.h"

namespace enclosure {

/// A section with a table for each kind of event, the rare kinds first and open; nothing if the file has no events. `days` are the days
/// of the rows, from which times in years count.
std::string event_section(const RunFile& run, const std::vector<double>& days);

}  // namespace enclosure
