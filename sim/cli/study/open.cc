#include "sim/cli/study/open.h"

#include <fmt/format.h>

#include <cmath>
#include <system_error>

#include "sim/cli/exit.h"
#include "sim/cli/scenario_file.h"
#include "sim/scenario/load.h"
#include "sim/study/study_folder.h"

namespace enclosure::cli {

namespace fs = std::filesystem;

namespace {

bool names_folder(const StudyCommand& command) {
    std::error_code error;
    return fs::is_directory(command.what, error);
}

}  // namespace

fs::path folder_of(const StudyCommand& command) {
    if (names_folder(command)) {
        if (command.folder) throw UsageError(fmt::format("{} is a folder already; --dir says where a study file runs", command.what));
        return command.what;
    }
    if (command.folder) return *command.folder;
    const std::string name = fs::path(command.what).filename().string();
    const fs::path file = name.starts_with("lib:") ? name.substr(4) : name;
    return file.stem().string() + ".study";
}

Study load(const StudyCommand& command) {
    if (names_folder(command)) return open(command.what, Model::this_one);
    std::error_code error;
    const bool shipped =
        !fs::exists(command.what, error) && fs::exists(data_root() / "scenarios/studies" / (command.what + ".toml"), error);
    if (shipped) throw UsageError(fmt::format("there is no file {}; did you mean lib:studies/{}?", command.what, command.what));
    Study study = load_study(command.what);
    print_warnings(study.warnings);
    return study;
}

Study open(const fs::path& folder, Model model) {
    try {
        Study study = open_study(folder);
        if (model == Model::this_one) check_model(study);
        return study;
    } catch (const StudyFolderError& error) {
        throw UsageError(error.what());
    }
}

std::string count_text(std::size_t count) {
    std::string digits = fmt::format("{}", count);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

std::string bytes_text(double bytes) {
    if (bytes < 1e6) return fmt::format("{:.0f} kB", std::ceil(bytes / 1e3));
    return bytes < 1e9 ? fmt::format("{:.1f} MB", bytes / 1e6) : fmt::format("{:.1f} GB", bytes / 1e9);
}

std::string size_text(const Study& study) {
    const ReplicateRule& rule = study.keys.replicates;
    const auto counted = [](std::size_t n, const char* one) { return fmt::format("{} {}{}", count_text(n), one, n == 1 ? "" : "s"); };
    std::string worlds = counted(static_cast<std::size_t>(rule.number), "world");
    if (rule.half_width) worlds = fmt::format("{} to {}", rule.number, counted(static_cast<std::size_t>(rule.most), "world"));
    return fmt::format("{} × {} × {}", counted(study.points(), "point"), counted(study.arms.size(), "arm"), worlds);
}

}  // namespace enclosure::cli
