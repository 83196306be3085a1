// A study as jobs of Slurm: an array of stripes, and a job after it that merges, or sends out again what is missing.
// Invariant: Slurm is told what to run and never asked what became of it: the study's own records are the only truth.
#pragma once

#include <filesystem>
#include <string>

#include "sim/cli/study/study.h"

namespace enclosure::cli {

/// Throws UsageError if they ask for an array that no study could use.
void check_slurm_options(std::string options);

/// Writes DIR/slurm/array.sh and merge.sh and submits them with the options given. What the merge job sends out is a new round, which is
/// refused if the last three made nothing, if too many runs failed, or if none is missing. Throws UsageError, FileError.
int submit_to_slurm(const StudyCommand& command, const std::filesystem::path& folder);

}  // namespace enclosure::cli
