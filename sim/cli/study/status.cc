#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/base/json.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/progress.h"
#include "sim/cli/study/open.h"
#include "sim/study/merge.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/study_folder.h"
#include "sim/study/study_log.h"

namespace enclosure::cli {

namespace {

namespace fs = std::filesystem;

/// A failure that some runs have in common, and one of them.
struct SharedFailure {
    std::string what;
    std::size_t runs = 0;
    std::string key;
    std::string settings;
};

// The most frequent ones; the others are in the merged file.
std::vector<SharedFailure> failures_of(const Study& study, const Plan& plan, const RecordIndex& index) {
    constexpr std::size_t most = 20;
    std::map<std::string, SharedFailure> found;
    if (index.failed() == 0) return {};
    for (const PlannedRun& run : plan.runs) {
        const StoredRecord* stored = index.find(key_of(study, plan, run));
        if (!stored || stored->outcome != Outcome::failed) continue;
        const auto record = index.read(*stored, layout_of(study, run.arm));
        if (!record || !record->failure) continue;
        const std::string what = record->failure->stage + ": " + record->failure->message;
        SharedFailure& shared = found[what];
        if (shared.runs++ == 0) {
            shared.what = what;
            shared.key = to_string(stored->key);
            shared.settings = settings_text(study, plan, run);
        }
    }
    std::vector<SharedFailure> all;
    for (auto& [what, failure] : found) all.push_back(std::move(failure));
    std::stable_sort(all.begin(), all.end(), [](const SharedFailure& a, const SharedFailure& b) { return a.runs > b.runs; });
    if (all.size() > most) all.resize(most);
    return all;
}

std::string text_of(const Study& study, const MergeState& state, const RecordIndex& index, const StudyPace& pace,
                    const std::vector<SharedFailure>& failures) {
    const std::size_t done = state.planned - state.missing;
    std::string text = fmt::format("{}\n{}\n\n", study.title, size_text(study));
    text += fmt::format("done        {} of {}{}\n", count_text(done), count_text(state.planned),
                        state.settled ? "" : ", and more if the results ask for them");
    text += fmt::format("failed      {}\n", count_text(state.failed));
    text += fmt::format("missing     {}\n", count_text(state.missing));
    if (pace.runs_per_second > 0) {
        text +=
            fmt::format("pace        {:.3g} runs/s, {:.3g} s a run, {} starts\n", pace.runs_per_second, pace.seconds_per_run, pace.starts);
        if (state.missing > 0)
            text += fmt::format("left        {}\n", duration_text(static_cast<double>(state.missing) / pace.runs_per_second));
    }
    text += fmt::format("records     {} segments, {}", index.segments(), bytes_text(static_cast<double>(index.bytes())));
    if (index.duplicates() > 0) text += fmt::format(", {} made twice", count_text(index.duplicates()));
    if (index.damaged() > 0) text += fmt::format(", damaged in {} places", count_text(index.damaged()));
    if (state.unplanned > 0) text += fmt::format(", {} of no run that is planned", count_text(state.unplanned));
    text += '\n';
    for (const RunKey& key : state.conflicts) text += fmt::format("conflict    run {} has records that differ\n", to_string(key));
    for (const SharedFailure& f : failures) {
        text += fmt::format("failure     {} run{}: {}\n            such as --run {}{}\n", count_text(f.runs), f.runs == 1 ? "" : "s",
                            f.what, f.key, f.settings.empty() ? "" : ": " + f.settings);
    }
    return text;
}

std::string json_of(const Study& study, const MergeState& state, const RecordIndex& index, const StudyPace& pace) {
    const double left = pace.runs_per_second > 0 ? static_cast<double>(state.missing) / pace.runs_per_second : std::nan("");
    return fmt::format(
        "{{\"study\": {}, \"planned\": {}, \"done\": {}, \"failed\": {}, \"missing\": {}, \"settled\": {}, \"conflicts\": {}, "
        "\"duplicates\": {}, "
        "\"damaged\": {}, \"unplanned\": {}, \"runs_per_second\": {}, \"seconds_per_run\": {}, \"seconds_left\": {}}}\n",
        json_string(study.id), state.planned, state.planned - state.missing, state.failed, state.missing, state.settled,
        state.conflicts.size(), index.duplicates(), index.damaged(), state.unplanned, json_number(pace.runs_per_second),
        json_number(pace.seconds_per_run), json_number(left));
}

}  // namespace

int study_status(const StudyCommand& command) {
    const fs::path folder = folder_of(command);
    const Study study = open(folder, Model::any);
    const RecordIndex index(folder / records_folder);
    const Plan plan = plan_of(study, index);
    const MergeState state = merge_state(study, plan, index);
    const StudyPace pace = pace_of(folder);
    print_result(command.json ? json_of(study, state, index, pace) : text_of(study, state, index, pace, failures_of(study, plan, index)));
    return exit_done;
}

}  // namespace enclosure::cli
