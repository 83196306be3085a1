#include "sim/cli/run_replay.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <optional>
#include <utility>

#include "sim/base/version.h"
#include "sim/cli/exit.h"
#include "sim/cli/inputs.h"
#include "sim/cli/mistakes.h"
#include "sim/cli/output.h"
#include "sim/cli/progress.h"
#include "sim/cli/run_result.h"
#include "sim/cli/run_source.h"
#include "sim/cli/say.h"
#include "sim/cli/scenario_file.h"
#include "sim/cli/signals.h"
#include "sim/output/file_output.h"
#include "sim/output/provenance.h"
#include "sim/output/recorder.h"
#include "sim/run/session_repeat.h"

namespace enclosure::cli {
namespace {

// A session is repeated as it was.
void check_nothing_else(const RunCommand& command) {
    std::vector<std::string> others;
    if (command.scenario) others.emplace_back("scenario");
    if (!command.settings.empty()) others.emplace_back("--set");
    if (!command.policies.empty()) others.emplace_back("--policy");
    if (command.seed) others.emplace_back("--seed");
    if (command.until) others.emplace_back("--until");
    if (command.resume) others.emplace_back("--resume");
    if (command.checkpoint) others.emplace_back("--checkpoint");
    if (command.every) others.emplace_back("--every");
    if (others.empty()) return;
    throw UsageError(fmt::format("--replay makes the run of a session again as it was and takes no {}", fmt::join(others, ", no ")));
}

ReplayOutcome outcome_of(const RunCommand& command, const SessionLog& log, const SessionRepeat& repeat) {
    ReplayOutcome outcome{.session = *command.replay, .changes = log.changes.size(), .steps = log.hashes.size() - 1};
    if (const auto& parted = repeat.parted()) {
        outcome.parted = *parted;
        outcome.date = to_string(repeat.simulation().step_date(*parted));
        const std::string build = build_differences({log.version, log.git, log.compiler, log.flags}, "log");
        outcome.build = build.empty() ? "" : "The log was written by another build:\n" + build;
    }
    return outcome;
}

void step_through(SessionRepeat& repeat, RunRecorder& recorder, std::optional<FileOutput>& file, StopSignals& signals, bool quiet) {
    Progress progress(progress_style(quiet));
    recorder.begin(repeat.simulation());
    while (!repeat.done() && signals.received() == 0) {
        repeat.step();
        const Simulation& simulation = repeat.simulation();
        recorder.observe(simulation);
        if (file && simulation.steps_made() == 1) file->write(recorder.image("running"));
        if (file) file->refresh([&] { return recorder.image("running"); });
        const std::string date = to_string(simulation.date());
        progress.show({.made = simulation.steps_made(), .total = simulation.steps_total(), .date = date});
    }
}

}  // namespace

int replay(const RunCommand& command) {
    StopSignals signals;  // before any thread is started
    Mistakes mistakes;
    mistakes.add(command.mistakes);
    std::optional<SessionLog> log;
    std::optional<SessionRepeat> repeat;
    std::optional<RunRecorder> recorder;
    mistakes.attempt([&] { check_nothing_else(command); });
    mistakes.attempt([&] {
        log = read_session_log(std::filesystem::path(*command.replay));
        repeat.emplace(*log, *command.replay);
        recorder.emplace(repeat->rules(), provenance_now(build_info()));
    });
    mistakes.throw_if_any();
    print_warnings(repeat->rules().warnings);
    const bool any = log->hashes.size() > 1;
    if (command.output && !any)
        throw UsageError(fmt::format("{}: the session has made no step, so that there is nothing to write", *command.replay));
    std::optional<FileOutput> file;
    if (command.output) {
        check_output(*command.output, command.force);
        const std::array<std::filesystem::path, 1> inputs{*command.replay};
        check_no_input("-o", *command.output, inputs);
        file.emplace(*command.output, command.force);
    }
    const auto begun = std::chrono::steady_clock::now();
    repeat->begin({.threads = command.threads, .audit = command.audit});
    step_through(*repeat, *recorder, file, signals, command.quiet);
    const Simulation& simulation = repeat->simulation();
    const bool complete = repeat->done();
    const ReplayOutcome outcome = outcome_of(command, *log, *repeat);
    if (any && simulation.steps_made() > 0) {
        const RunFile results = recorder->image(complete ? "complete" : "interrupted");
        if (file) file->write(results);
        RunResult result = result_of(repeat->rules().scenario, results, simulation, *recorder, complete);
        result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        result.file = command.output;
        result.patterns = compare_patterns(results, evidence_bands());
        result.replay = outcome;
        print_result(command.json ? result_json(result) : result_text(result));
    } else if (complete) {
        print_result(command.json ? fmt::format("{{{}\n}}\n", replay_member(outcome)) : replay_text(outcome));
    }
    if (!complete) {
        say("enclosure: stopped after step {} of {}\n", simulation.steps_made(), log->hashes.size() - 1);
        return exit_after(signals.received());
    }
    return outcome.parted ? exit_no : exit_done;
}

}  // namespace enclosure::cli
