#include "viz/panels/scenario_watch.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace enclosure::viz {

namespace fs = std::filesystem;

namespace {

fs::file_time_type time_of(const fs::path& file) {
    std::error_code unreadable;
    const fs::file_time_type time = fs::last_write_time(file, unreadable);
    return unreadable ? fs::file_time_type::min() : time;
}

}  // namespace

void ScenarioWatch::begin(OpenedAs opened, const LoadedScenario& loaded) {
    opened_ = std::move(opened);
    mistakes_.clear();
    std::vector<fs::path> files;
    for (const Origin& origin : loaded.origins) files.emplace_back(origin.place.file);
    watch(std::move(files));
}

void ScenarioWatch::begin_unopened(OpenedAs wanted, const ScenarioError& error) {
    opened_ = std::move(wanted);
    mistakes_ = lines_of(error);
    std::vector<fs::path> files;
    for (const Diagnostic& diagnostic : error.diagnostics) files.emplace_back(diagnostic.place.file);
    watch(std::move(files));
}

void ScenarioWatch::watch(std::vector<fs::path> files) {
    files_.clear();
    changed_ = false;
    news_ = false;
    if (opened_.scenario.empty()) return;  // what was made of a run file or of a study has no files of its own
    files.push_back(opened_.scenario);
    files.insert(files.end(), opened_.policies.begin(), opened_.policies.end());
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    for (const fs::path& file : files) {
        std::error_code missing;
        if (fs::is_regular_file(file, missing)) files_.push_back({file, time_of(file)});
    }
}

bool ScenarioWatch::look(double seconds) {
    if (off || files_.empty() || seconds < looked_ + 1) return false;
    looked_ = seconds;
    bool news = false;
    for (Watched& watched : files_) {
        const fs::file_time_type time = time_of(watched.file);
        news = news || time != watched.time;
        watched.time = time;
    }
    if (!news) return false;
    changed_ = true;
    news_ = true;
    try {
        load_scenario(opened_.scenario, opened_.settings, opened_.policies);
        mistakes_.clear();
    } catch (const ScenarioError& error) {
        mistakes_ = lines_of(error);
    }
    return true;
}

bool ScenarioWatch::take_news() {
    return std::exchange(news_, false);
}

std::vector<std::string> lines_of(const ScenarioError& error) {
    std::vector<std::string> lines;
    for (const Diagnostic& diagnostic : error.diagnostics) lines.push_back(to_string(diagnostic));
    return lines;
}

}  // namespace enclosure::viz
