// Processes that share the work of a study without talking to each other: a round is a list of runs, cut into blocks, and a block belongs
// to whoever makes its file first. Needs nothing but a file system on which one of two makers of one file fails.
//
//   claims/ROUND/1/todo      keys of the runs that were missing when the round began
//   claims/ROUND/1/block-7   of the process that makes the 8th block
//   claims/ROUND/2/todo      where results asked for more runs meanwhile
//
// Invariant: within a round no run is handed to two processes. A block whose process dies stays undone; a new round takes it up. So there
// are no leases and no time limits that a slow process could miss.
#pragma once

#include <filesystem>
#include <string>

#include "sim/study/work.h"

namespace enclosure {

inline constexpr const char* claims_folder = "claims";

/// The round that `given` names, or where it is empty the Slurm job, its step and how often it was restarted (SLURM_ARRAY_JOB_ID or
/// SLURM_JOB_ID, SLURM_STEP_ID, SLURM_RESTART_COUNT); empty outside Slurm. Processes of one round share its runs.
std::string round_name(const std::string& given);

/// Makes blocks of the round until none is left; waiting, if runs of the round are then missing: another process has them, or had.
WorkDone work_on_claims(const Study& study, const std::filesystem::path& folder, const std::string& round, const WorkOptions& options);

}  // namespace enclosure
