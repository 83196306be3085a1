// The folder of a study:
//
//   plans/0001/…   what the study is: study.toml, model.txt, arms/*.toml, files/*; plans/0002 if it was extended, the last one counts
//   records/*.seg  its runs, see store/
//   claims/        who does what, where processes share the work without talking to each other
//   log/           hosts, times, restarts: nothing that a result depends on
//   study.h5       what merging makes of it
//
// Invariant: a plan appears whole, by a rename, and is never changed; other files in the folder are left alone.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/study/study.h"

namespace enclosure {

/// A folder that is none of a study, or of another study than the one asked for. what() says which, and how they differ.
struct StudyFolderError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Whether a study was ever started there.
bool is_study_folder(const std::filesystem::path& folder);

/// The study that the folder is of. Throws StudyFolderError if it is of none, ScenarioError if this program does not understand it.
Study open_study(const std::filesystem::path& folder);

/// Makes the folder one of this study, if it is not there, or empty; leaves it if it is, or was before it was extended. Throws
/// StudyFolderError if it is of another study or holds other things, OutputError if it cannot be written. Two processes may start one study
/// at once.
void start_study(const std::filesystem::path& folder, const Study& study);

/// Makes `study` what the folder is of from now on. Throws StudyFolderError, with the difference, if runs that are there would not be runs
/// of it: another model, another scenario under the name of an arm, other measures; unless `force`, also fewer replicates, other levels, an
/// arm less.
void extend_study(const std::filesystem::path& folder, const Study& study, bool force = false);

/// Throws StudyFolderError if the program is not the model that made the study's plan.
void check_model(const Study& study);

/// How two studies differ, a line each: "study.toml:12: number = 20" is "number = 30". At most `most` lines.
std::vector<std::string> differences(const StudyTexts& old_texts, const StudyTexts& new_texts, std::size_t most = 20);

}  // namespace enclosure
