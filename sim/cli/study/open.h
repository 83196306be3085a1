// A study as the command line names it: by its file, or by its folder.
#pragma once

#include <filesystem>
#include <string>

#include "sim/cli/study/study.h"
#include "sim/study/plan.h"
#include "sim/study/study.h"

namespace enclosure::cli {

/// The folder that the command means: what it names, if that is a folder, else --dir, else FILE.study in the working folder.
std::filesystem::path folder_of(const StudyCommand& command);

/// The study of the file, or of the folder. Throws UsageError, ScenarioError.
Study load(const StudyCommand& command);

enum class Model { any, this_one };

/// The study of a folder; to make runs of it, by the model that began it. Throws UsageError.
Study open(const std::filesystem::path& folder, Model model);

/// "12,480": whole numbers of a table.
std::string count_text(std::size_t count);

/// "20 kB", "1.4 GB".
std::string bytes_text(double bytes);

/// "512 points × 2 arms × 20 worlds".
std::string size_text(const Study& study);

}  // namespace enclosure::cli
