#include <fmt/format.h>

#include <charconv>

#include "sim/base/version.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/progress.h"
#include "sim/cli/say.h"
#include "sim/cli/signals.h"
#include "sim/cli/study/open.h"
#include "sim/output/file_output.h"
#include "sim/output/provenance.h"
#include "sim/output/recorder.h"
#include "sim/run/simulation.h"
#include "sim/scenario/write.h"
#include "sim/study/make_run.h"
#include "sim/study/merge.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/study_folder.h"

namespace enclosure::cli {

namespace {

namespace fs = std::filesystem;

// The planned run that a number, as study.h5 has it, or a key means.
PlannedRun find_run(const Study& study, const Plan& plan, const std::string& text) {
    if (const auto key = parse_key(text)) {
        for (const PlannedRun& run : plan.runs) {
            if (key_of(study, plan, run) == *key) return run;
        }
        throw UsageError(fmt::format("--run {}: the study plans no run of that key", text));
    }
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number >= plan.runs.size()) {
        throw UsageError(
            fmt::format("--run {}: neither a number from 0 to {} nor a key of 32 hexadecimal digits", text, plan.runs.size() - 1));
    }
    return plan.runs[number];
}

/// The run as `enclosure run` would make it, to its end or to where it fails.
struct Repeated {
    std::uint64_t state_hash = 0;
    std::string failure;
    bool whole = false;
};

Repeated repeat(const LoadedScenario& loaded, const StudyCommand& command, StopSignals& signals, std::optional<FileOutput>& file) {
    Repeated out;
    RunRecorder recorder(loaded, provenance_now(build_info()));
    try {
        Simulation simulation(loaded.scenario, {.threads = command.threads});
        Progress progress(progress_style(command.quiet));
        recorder.begin(simulation);
        while (!simulation.done() && signals.received() == 0) {
            simulation.step();
            recorder.observe(simulation);
            const std::string date = to_string(simulation.date());
            progress.show({.made = simulation.steps_made(), .total = simulation.steps_total(), .date = date});
        }
        out.whole = simulation.done();
        out.state_hash = simulation.state_hash();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        out.failure = error.what();
        out.whole = true;
    }
    if (file) file->write(recorder.image(out.failure.empty() && out.whole ? "complete" : "interrupted"));
    return out;
}

}  // namespace

int study_replay(const StudyCommand& command) {
    StopSignals signals;
    const fs::path folder = folder_of(command);
    const Study study = open(folder, Model::this_one);
    const RecordIndex index(folder / records_folder);
    const Plan plan = plan_of(study, index);
    const PlannedRun run = find_run(study, plan, *command.run);
    if (command.output && study.function) throw UsageError("-o: a function leaves no run file");
    if (command.output) check_output(*command.output, command.force);
    std::optional<FileOutput> file;
    if (command.output) file.emplace(*command.output, command.force);

    RunMaker maker(study);
    const std::string text = write_toml(maker.scenario_of(plan, run));
    const std::string settings = settings_text(study, plan, run);
    const RunKey key = key_of(study, plan, run);
    std::string said = fmt::format("run {}\npoint {}, arm {}, world {}, seed {}\n{}", to_string(key), run.point, study.arms[run.arm].id,
                                   run.replicate, seed_of(study, plan, run), settings.empty() ? "" : settings + "\n");
    const Repeated again = [&] {
        if (study.function)
            return Repeated{.state_hash = maker.make(plan, run, [] { return true; })->head.state_hash, .failure = {}, .whole = true};
        try {
            return repeat(load_scenario_text(text, folder / "replay.toml"), command, signals, file);
        } catch (const ScenarioError& error) {
            return Repeated{.state_hash = 0, .failure = error.diagnostics.front().what, .whole = true};
        }
    }();
    if (!again.whole) {
        say("enclosure: stopped\n");
        return exit_after(signals.received());
    }
    const StoredRecord* stored = index.find(key);
    const auto record = stored ? index.read(*stored, layout_of(study, run.arm)) : std::nullopt;
    if (!again.failure.empty()) said += fmt::format("failed: {}\n", again.failure);
    if (again.failure.empty()) said += fmt::format("state hash {:016x}\n", again.state_hash);
    bool same = true;
    if (!record) {
        said += "the study has no record of it yet\n";
    } else {
        same = record->failure ? record->failure->message == again.failure
                               : again.failure.empty() && record->head.state_hash == again.state_hash;
        said += same ? "the same as its record\n"
                     : fmt::format("its record has {}\n",
                                   record->failure ? record->failure->message : fmt::format("{:016x}", record->head.state_hash));
    }
    if (file) said += fmt::format("file {}\n", command.output.value());
    print_result(said);
    return same ? exit_done : exit_no;
}

}  // namespace enclosure::cli
