// `enclosure study`: many runs that cannot be lost. One source for each of its commands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/export/export.h"

namespace enclosure::cli {

struct StudyCommand {
    std::string what;                        ///< study file, or folder of a study
    std::optional<std::string> folder = {};  ///< --dir; none: the study file's name with .study
    int jobs = 0;                            ///< runs at a time; 0: one per processor
    int threads = 1;                         ///< of each run
    std::optional<std::string> stripe = {};  ///< "K/M"
    std::optional<std::string> claim = {};   ///< name of the round; empty: that of the Slurm job
    std::optional<std::string> slurm = {};   ///< options of sbatch
    std::optional<std::string> run = {};     ///< number or key, of replay
    std::vector<std::string> others = {};    ///< folders to merge besides
    std::optional<std::string> output = {};  ///< file that merge or replay writes
    std::optional<std::int64_t> replicates = {};
    ExportLayout layout = ExportLayout::runs;
    bool mpi = false;
    bool partial = false;  ///< merge what is there
    bool force = false;
    bool quiet = false;
    bool json = false;
};

/// What there is to do and what it costs, by a measured pilot; writes nothing.
int study_plan(const StudyCommand& command);

/// Makes the runs that are missing.
int study_run(const StudyCommand& command);

/// Done, failed, missing, pace, time left.
int study_status(const StudyCommand& command);

/// Writes study.h5.
int study_merge(const StudyCommand& command);

/// Adds to a study: replicates, points, arms.
int study_extend(const StudyCommand& command);

/// Writes results as a table.
int study_export(const StudyCommand& command);

/// Makes one run again, with its full output.
int study_replay(const StudyCommand& command);

}  // namespace enclosure::cli
