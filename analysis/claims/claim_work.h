// Makes the runs of claims that have no record yet: those of all sets one after the other, several at a time.
// Invariant: as in sim/study/work.h: a record is on the disk before its thread begins the next run, so that what stops a process costs at
// most the runs in flight.
#pragma once

#include <filesystem>
#include <span>

#include "analysis/claims/claim_runs.h"
#include "sim/study/work.h"

namespace enclosure {

/// Makes these runs; records go to folder/records. Of the options `jobs`, `threads`, `stop` and `told` count. Throws OutputError if a
/// record cannot be written.
WorkDone make_claim_runs(const ClaimRuns& runs, std::span<const ClaimRun> missing, const std::filesystem::path& folder,
                         const WorkOptions& options);

}  // namespace enclosure
