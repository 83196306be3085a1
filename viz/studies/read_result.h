// What was opened by its name, whichever of the results of runs it turned out to be. Free of the window: it may be read beside it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/studies/opened_run.h"
#include "viz/studies/opened_study.h"

namespace enclosure::viz {

/// A study, a run file, or a run of a study again; or what is wrong with it.
struct ReadResult {
    std::string path = {};  ///< as it was named
    std::shared_ptr<const OpenedStudy> study = {};
    std::optional<OpenedRun> run = {};
    std::optional<RunAgain> again = {};
    std::size_t steps = 0;  ///< to be made at once, of a run
    std::vector<std::string> mistakes = {};
};

/// Reads a study's folder or file, or a run file.
ReadResult read_result(const std::string& path);

/// Reads what a run of a study was made of.
ReadResult read_run_again(const OpenedStudy& study, std::size_t run);

}  // namespace enclosure::viz
