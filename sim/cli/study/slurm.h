// A study as jobs of Slurm: an array of stripes, and a job after it that merges, or sends out again what is missing.
// Invariant: Slurm is told what to run and never asked what became of it: the study's own records are the only truth.
#pragma once

#include <filesystem>

#include "sim/cli/study/study.h"

namespace enclosure::cli {

/// Writes DIR/slurm/array.sh and merge.sh and submits them with the options given. Within a job of Slurm it is a new round, which is
/// refused if the last one made no progress. Throws UsageError, FileError.
int submit_to_slurm(const StudyCommand& command, const std::filesystem::path& folder);

}  // namespace enclosure::cli
