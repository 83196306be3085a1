// One file from the records of a study: DIR/study.h5 (docs/study.md).
// Invariant: its bytes are a function of the study and of its records' contents. Who made them, in what order, how often or in how many
// processes leaves no trace; so merging in parts or again gives the same file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/study/plan.h"
#include "sim/study/study.h"

namespace enclosure {

/// What there is to merge.
struct MergeState {
    std::size_t planned = 0;
    std::size_t missing = 0;
    std::size_t failed = 0;
    bool settled = true;
    std::vector<PlannedRun> first_missing;  ///< some of them, in the order of the plan
    std::vector<RunKey> conflicts;          ///< runs with records that differ
    std::size_t unplanned = 0;              ///< records of runs that the study does not want, as of an earlier plan
    std::size_t damaged = 0;                ///< places in segments that hold no whole record
    bool complete() const { return missing == 0 && settled && conflicts.empty(); }
};

MergeState merge_state(const Study& study, const Plan& plan, const RecordIndex& index);

/// Writes the runs of the plan that have a record. Throws OutputError.
void write_study_file(const std::filesystem::path& file, const Study& study, const Plan& plan, const RecordIndex& index);

/// "a = 0.5, b = closed_api": what the factors of a run set.
std::string settings_text(const Study& study, const Plan& plan, const PlannedRun& run);

}  // namespace enclosure
