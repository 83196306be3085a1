#include "sim/study/merge.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/say.h"
#include "sim/cli/study/open.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/study_folder.h"

namespace enclosure::cli {

namespace {

namespace fs = std::filesystem;

std::string run_text(const Study& study, const Plan& plan, const PlannedRun& run) {
    const std::string settings = settings_text(study, plan, run);
    return fmt::format("point {}, arm {}, world {}{}", run.point, study.arms[run.arm].id, run.replicate,
                       settings.empty() ? "" : ": " + settings);
}

void say_what_is_missing(const Study& study, const Plan& plan, const MergeState& state, const fs::path& folder) {
    for (const RunKey& key : state.conflicts) {
        say("enclosure: run {} has records that differ: two programs, or a machine that is not to be trusted\n", to_string(key));
    }
    if (state.missing > 0) {
        say("enclosure: {} of {} runs are missing{}:\n", count_text(state.missing), count_text(state.planned),
            state.damaged > 0 ? fmt::format("; records are damaged in {} places", state.damaged) : "");
        for (const PlannedRun& run : state.first_missing) say("  {}\n", run_text(study, plan, run));
        if (state.missing > state.first_missing.size()) say("  and {} more\n", count_text(state.missing - state.first_missing.size()));
    } else if (!state.settled) {
        say("enclosure: the results so far ask for more runs\n");
    }
    if (state.missing > 0 || !state.settled) say("enclosure: enclosure study run {} makes them\n", folder.string());
}

}  // namespace

int study_merge(const StudyCommand& command) {
    const fs::path folder = folder_of(command);
    const Study study = open(folder, Model::any);
    std::vector<fs::path> folders{folder / records_folder};
    for (const std::string& other : command.others) {
        const Study same = open(other, Model::any);
        for (const StudyArm& arm : study.arms) {
            const bool known = std::any_of(same.arms.begin(), same.arms.end(), [&](const StudyArm& a) { return a.key == arm.key; });
            if (!known)
                throw UsageError(
                    fmt::format("{} is the folder of another study: it has no arm {} like that of {}", other, arm.id, folder.string()));
        }
        folders.push_back(fs::path(other) / records_folder);
    }
    const RecordIndex index(folders);
    const Plan plan = plan_of(study, index);
    const MergeState state = merge_state(study, plan, index);
    say_what_is_missing(study, plan, state, folder);
    if (!state.conflicts.empty() || (!state.complete() && !command.partial)) return exit_no;
    if (state.missing == state.planned) {
        say("enclosure: there is nothing to merge\n");
        return exit_no;
    }
    const fs::path file = command.output ? fs::path(*command.output) : folder / "study.h5";
    if (command.output) check_output(file, command.force);
    write_study_file(file, study, plan, index);
    print_result(fmt::format("{}: {} runs, {} of them failed{}\n", file.string(), count_text(state.planned - state.missing),
                             count_text(state.failed), state.complete() ? "" : fmt::format(", {} missing", count_text(state.missing))));
    return state.complete() ? exit_done : exit_no;
}

int study_extend(const StudyCommand& command) {
    const fs::path folder = folder_of(command);
    const bool by_folder = folder == command.what;
    if (by_folder && !command.replicates) {
        throw UsageError("extend needs --replicates N, or the changed study file: enclosure study extend STUDY.toml --dir DIR");
    }
    Study study = by_folder ? open(folder, Model::this_one) : load(command);
    if (command.replicates) study = with_replicates(study, *command.replicates);
    open(folder, Model::this_one);
    try {
        extend_study(folder, study, command.force);
    } catch (const StudyFolderError& error) {
        throw UsageError(error.what());
    }
    const RecordIndex index(folder / records_folder);
    const Plan plan = plan_of(study, index);
    const MergeState state = merge_state(study, plan, index);
    print_result(fmt::format("{}: {}; {} runs, {} of them there already, {} missing\n", folder.string(), size_text(study),
                             count_text(state.planned), count_text(state.planned - state.missing), count_text(state.missing)));
    return exit_done;
}

}  // namespace enclosure::cli
