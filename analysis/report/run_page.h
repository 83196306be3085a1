// A run as one page that needs nothing else: no network, no script to be read. Invariant: the same run file gives the same bytes, on
// every machine; every text of the file is escaped.
#pragma once

#include <string>

#include "sim/output/run_file.h"

namespace enclosure {

/// A self-contained HTML page: question and title, summary, charts with their numbers, events, provenance with the command that
/// makes the run again, and at its foot what the file lacks.
std::string run_page(const RunFile& run);

}  // namespace enclosure
