#include "viz/studies/opened_study.h"

#include <unistd.h>

#include <atomic>
#include <exception>
#include <string_view>
#include <system_error>
#include <utility>

#include "analysis/data/analysis_error.h"
#include "sim/base/version.h"
#include "sim/output/recorded_run.h"
#include "sim/scenario/write.h"
#include "sim/study/make_run.h"
#include "sim/study/merge.h"
#include "sim/study/model_identity.h"
#include "sim/study/study_folder.h"

namespace enclosure::viz {

namespace fs = std::filesystem;

namespace {

constexpr const char* merged_name = "study.h5";
constexpr const char* records_name = "records";

// Where a merge can be put that belongs to nobody else.
fs::path free_file() {
    static std::atomic<int> made = 0;
    return fs::temp_directory_path() / ("enclosure-view-" + std::to_string(getpid()) + "-" + std::to_string(++made) + ".h5");
}

bool has_plan(const fs::path& folder) {
    std::error_code none;
    return fs::is_directory(folder, none) && is_study_folder(folder);
}

// A study's identity without the hash of the program: the viewer is another program than the one that made the runs. Of the same model, if
// the commit tells what was built.
std::string_view build_of(std::string_view identity) {
    const std::size_t last = identity.rfind(' ');
    constexpr std::size_t hash_digits = 16;
    return last != std::string_view::npos && identity.size() - last - 1 == hash_digits ? identity.substr(0, last) : identity;
}

}  // namespace

OpenedStudy::~OpenedStudy() {
    std::error_code gone;
    if (!made_file.empty()) fs::remove(made_file, gone);
}

std::shared_ptr<const OpenedStudy> read_opened_study(const fs::path& file_or_folder) {
    auto opened = std::make_shared<OpenedStudy>();
    const fs::path file = fs::path(file_or_folder).lexically_normal();
    if (!has_plan(file)) {
        opened->data = read_study(file);
        const fs::path beside = file.has_parent_path() ? file.parent_path() : fs::path(".");
        if (has_plan(beside)) opened->folder = beside;
        opened->running = opened->data.missing > 0;
        opened->planned = opened->data.runs() + opened->data.missing;
        return opened;
    }
    opened->folder = file;
    const Study study = open_study(file);
    const RecordIndex index(file / records_name);
    const Plan plan = plan_of(study, index);
    const MergeState state = merge_state(study, plan, index);
    opened->planned = state.planned;
    opened->running = state.missing > 0 || !state.settled;
    std::error_code none;
    if (!opened->running && fs::exists(file / merged_name, none)) {
        opened->data = read_study(file / merged_name);
        return opened;
    }
    if (index.records().empty())
        throw AnalysisError(file.string() + ": none of its " + std::to_string(state.planned) + " runs has been made yet");
    opened->made_file = free_file();
    write_study_file(opened->made_file, study, plan, index);
    opened->data = read_study(opened->made_file);
    return opened;
}

RunAgain run_again(const OpenedStudy& opened, std::size_t run) {
    if (opened.folder.empty()) {
        throw AnalysisError(opened.data.source +
                            ": a merged file does not hold the scenarios of its runs; open the study's folder to see a run again");
    }
    const Study study = open_study(opened.folder);
    if (study.function) throw AnalysisError("the runs of this study are a function, not the model: there is nothing to watch");
    const RecordIndex index(opened.folder / records_name);
    const Plan plan = plan_of(study, index);
    const PlannedRun planned{opened.data.point.at(run), opened.data.arm.at(run), opened.data.replicate.at(run)};
    RunAgain again;
    RunMaker maker(study);
    // With the name of the file that `enclosure study replay` gives it.
    again.loaded = load_scenario_text(write_toml(maker.scenario_of(plan, planned)), opened.folder / "replay.toml");
    again.title = "point " + std::to_string(planned.point) + ", " + study.arms.at(planned.arm).id + ", replicate " +
                  std::to_string(planned.replicate) + ", seed " + std::to_string(seed_of(study, plan, planned));
    if (const std::string settings = settings_text(study, plan, planned); !settings.empty()) again.title += ": " + settings;
    if (build_of(study.model) != build_of(model_identity())) {
        again.doubt = "made by another build of the model: it may differ";
    } else if (!commit_tells(build_info().git)) {
        again.doubt = "the commit does not tell what was built: it may differ";
    }
    if (const StoredRecord* stored = index.find(key_of(study, plan, planned))) {
        const auto record = index.read(*stored, layout_of(study, planned.arm));
        if (record && !record->failure) again.state_hash = record->head.state_hash;
    }
    return again;
}

std::vector<std::string> lines_of_failure() {
    try {
        throw;
    } catch (const ScenarioError& error) {
        std::vector<std::string> lines;
        for (const Diagnostic& diagnostic : error.diagnostics) lines.push_back(to_string(diagnostic));
        return lines;
    } catch (const AnalysisError& error) {
        return error.reasons();
    } catch (const std::exception& error) {
        return {error.what()};
    }
}

}  // namespace enclosure::viz
