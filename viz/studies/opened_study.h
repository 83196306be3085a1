// A study that was opened: what its runs came to so far, and any of its runs as the scenario that it was.
// Invariant: a study that is still running is read as if it were merged now; nothing is written into its folder.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/data/study_data.h"
#include "sim/scenario/load.h"

namespace enclosure::viz {

struct OpenedStudy {
    StudyData data;
    std::filesystem::path folder;          ///< where its plan and its records are; empty if only a merged file is there
    std::size_t planned = 0;               ///< runs; 0 if no plan is there to say
    bool running = false;                  ///< there are runs still to make
    std::filesystem::path made_file = {};  ///< merged for looking at, outside of the folder; removed with this

    OpenedStudy() = default;
    OpenedStudy(const OpenedStudy&) = delete;
    OpenedStudy& operator=(const OpenedStudy&) = delete;
    ~OpenedStudy();
};

/// Opens a merged study file, or a study's folder, finished or running. Throws OutputError, AnalysisError, ScenarioError or
/// StudyFolderError: a file that is none of a study, of a newer version, damaged, without a run.
std::shared_ptr<const OpenedStudy> read_opened_study(const std::filesystem::path& file_or_folder);

/// A run of the study again.
struct RunAgain {
    LoadedScenario loaded;
    std::string title;                             ///< "point 3, baseline, replicate 0, seed 7"
    std::optional<std::uint64_t> state_hash = {};  ///< that its record has, of the state after the last step
    std::string doubt = {};                        ///< why it may come to another state; empty if it may not
};

/// The scenario of that run, with its seed, as the study made it. Throws as above; AnalysisError if the study's folder is not there.
RunAgain run_again(const OpenedStudy& study, std::size_t run);

/// What went wrong, one line each, whatever was thrown; to be called within a catch.
std::vector<std::string> lines_of_failure();

}  // namespace enclosure::viz
