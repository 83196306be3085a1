// `enclosure run --replay SESSION`: the run of a live session, made again from its log (sim/run/session_log.h).
// Invariant: rules change before the same steps as in the session, and every state is held against the log's.
#pragma once

#include "sim/cli/run.h"

namespace enclosure::cli {

/// Returns exit_done if all states are those of the log, exit_no if they part, or as run(). Throws as run().
int replay(const RunCommand& command);

}  // namespace enclosure::cli
