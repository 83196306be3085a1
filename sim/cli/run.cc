#include "sim/cli/run.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <utility>
#include <vector>

#include "analysis/patterns/patterns.h"
#include "sim/base/calendar.h"
#include "sim/base/diagnostics.h"
#include "sim/base/units.h"
#include "sim/base/version.h"
#include "sim/cli/exit.h"
#include "sim/cli/inputs.h"
#include "sim/cli/mistakes.h"
#include "sim/cli/output.h"
#include "sim/cli/policy_file.h"
#include "sim/cli/progress.h"
#include "sim/cli/run_replay.h"
#include "sim/cli/run_result.h"
#include "sim/cli/say.h"
#include "sim/cli/scenario_file.h"
#include "sim/cli/signals.h"
#include "sim/output/checkpoint_file.h"
#include "sim/output/file_output.h"
#include "sim/output/provenance.h"
#include "sim/output/recorder.h"
#include "sim/output/run_file.h"
#include "sim/run/branch.h"
#include "sim/run/simulation.h"
#include "sim/scenario/load.h"

namespace enclosure::cli {
namespace {

std::filesystem::path scenario_of(const RunCommand& command) {
    return command.scenario ? std::filesystem::path(*command.scenario) : std::filesystem::path("lib:baseline");
}

std::vector<std::filesystem::path> policies_of(const RunCommand& command, Mistakes& mistakes) {
    std::vector<std::filesystem::path> files;
    for (const std::string& word : command.policies) mistakes.attempt([&] { files.push_back(policy_file(word)); });
    return files;
}

// What a run begins with: a scenario, and a world that has gone some way already if it goes on from a checkpoint.
struct Start {
    LoadedScenario loaded;
    std::optional<Checkpoint> from = {};
    std::string file = {};  ///< of the checkpoint
    std::vector<std::filesystem::path> inputs = {};
};

// A run that goes on stays what it was.
void check_resumes_as_it_was(const RunCommand& command) {
    std::vector<std::string> changed;
    if (command.scenario) changed.emplace_back("scenario");
    if (!command.settings.empty()) changed.emplace_back("--set");
    if (!command.policies.empty()) changed.emplace_back("--policy");
    if (command.seed) changed.emplace_back("--seed");
    if (changed.empty()) return;
    throw UsageError(
        fmt::format("--resume goes on with the run as it was and takes no {}; to go on under other policies or parameters: "
                    "enclosure branch {}",
                    fmt::join(changed, ", no "), *command.resume));
}

Start start_of(const RunCommand& command, Mistakes& mistakes) {
    if (!command.resume) {
        const std::vector<Override> overrides = overrides_of(command.settings, command.seed, mistakes);
        const std::vector<std::filesystem::path> policies = policies_of(command, mistakes);
        Start start{load_scenario(scenario_of(command), overrides, policies)};
        start.inputs = input_files(scenario_of(command), policies, start.loaded.scenario);
        return start;
    }
    check_resumes_as_it_was(command);
    Checkpoint from = read_checkpoint(*command.resume, build_info());
    Start start{from.loaded, std::move(from), *command.resume};
    start.inputs = input_files({}, start.loaded.scenario);
    start.inputs.emplace_back(start.file);
    return start;
}

Start start_of(const BranchCommand& command, Mistakes& mistakes) {
    Checkpoint from = read_checkpoint(command.from, build_info());
    const TimeSpan& time = from.loaded.scenario.time;
    const Date date = date_after(time.start, static_cast<double>(from.steps) * time.step);
    const std::vector<Override> overrides = overrides_of(command.run.settings, command.run.seed, mistakes);
    const std::vector<std::filesystem::path> policies = policies_of(command.run, mistakes);
    LoadedScenario branched = branch_scenario(from.loaded, date, overrides, policies);
    const Date end = branched.scenario.time.end;
    if (from.steps >= step_count(branched.scenario.time) && end != time.end) {
        throw UsageError(fmt::format("time.end = {}: {} has come to {} already{}", to_string(end), command.from, to_string(date),
                                     end < date ? "" : ", and until then no whole step is left"));
    }
    if (from.steps >= step_count(branched.scenario.time)) {
        throw UsageError(fmt::format("{} is at the end of its run, {}: nothing is left to branch; --set time.end=DATE makes the run longer",
                                     command.from, to_string(date)));
    }
    rebase(from.world, branched.scenario);
    Start start{std::move(branched), std::move(from), command.from};
    start.inputs = input_files(policies, start.loaded.scenario);
    start.inputs.emplace_back(start.file);
    return start;
}

double years_between_checkpoints(const RunCommand& command) {
    if (!command.every) return 1;
    if (!command.checkpoint) throw UsageError("--every says how often --checkpoint writes; give it with --checkpoint FILE");
    double years = 0;
    try {
        years = convert(*command.every, "yr");
    } catch (const UnitError& error) {
        throw UsageError(fmt::format("--every {}: {}; a length of time such as 1yr or \"6 month\"", *command.every, error.what()));
    }
    if (!(years > 0 && years <= 1000))
        throw UsageError(fmt::format("--every {}: not a length of time above 0, such as 1yr", *command.every));
    return years;
}

std::optional<Date> until_of(const RunCommand& command) {
    if (!command.until) return {};
    const std::optional<Date> until = parse_date(*command.until);
    if (until) return until;
    throw UsageError(fmt::format("--until {}: not a date such as 2030-01-01{}", *command.until,
                                 length_of_time(*command.until) ? " but a length of time; say on which day the run ends" : ""));
}

// --until stops the run early and leaves the scenario as it is: what is planned for later stays planned.
std::optional<Date> end_of(const RunCommand& command, const Start& start) {
    const TimeSpan& time = start.loaded.scenario.time;
    const std::optional<Date> until = until_of(command);
    if (!until) return {};
    if (*until <= time.start || *until > time.end) {
        throw UsageError(fmt::format("--until {}: the scenario runs from {} to {}; the date must be after the one and not after the other",
                                     *command.until, to_string(time.start), to_string(time.end)));
    }
    const Date reached = date_after(time.start, start.from ? static_cast<double>(start.from->steps) * time.step : 0.0);
    if (start.from && *until < reached) {
        throw UsageError(fmt::format("--until {}: {} has come to {} already", *command.until, start.file, to_string(reached)));
    }
    return until;
}

// Also with --force no input is overwritten. Only a run that is resumed goes on writing the checkpoint that it comes from.
void check_inputs_stay(const RunCommand& command, const Start& start) {
    if (command.output) check_no_input("-o", *command.output, start.inputs);
    const bool own = command.checkpoint && command.resume && is_same_file(*command.checkpoint, *command.resume);
    if (command.checkpoint && !own) check_no_input("--checkpoint", *command.checkpoint, start.inputs);
    if (command.output && command.checkpoint && is_same_file(*command.output, *command.checkpoint)) {
        throw UsageError(fmt::format("-o and --checkpoint name the same file, {}", *command.output));
    }
}

// The files that a run writes.
struct Outputs {
    std::optional<FileOutput> file = {};
    std::optional<CheckpointOutput> checkpoint = {};
};

// Finds out before any work whether all can be written.
Outputs outputs_of(const RunCommand& command, const Start& start) {
    Outputs outputs;
    const double years = years_between_checkpoints(command);
    if (command.output) check_output(*command.output, command.force);
    const bool own = command.checkpoint && command.resume && is_same_file(*command.checkpoint, *command.resume);
    if (command.checkpoint) check_output(*command.checkpoint, command.force || own);
    check_inputs_stay(command, start);
    if (command.output) outputs.file.emplace(*command.output, command.force);
    if (command.checkpoint) outputs.checkpoint.emplace(*command.checkpoint, years, command.force || own);
    return outputs;
}

// Steps until the end or a signal. The file is written after the first step, so that a full disk is known before the work is done, and
// then now and then, so that a kill costs little.
void step_through(Simulation& simulation, RunRecorder& recorder, Outputs& outputs, StopSignals& signals, bool quiet) {
    Progress progress(progress_style(quiet));
    const std::size_t first = simulation.steps_made();
    std::optional<FileOutput>& file = outputs.file;
    if (first == 0) recorder.begin(simulation);
    while (!simulation.done() && signals.received() == 0) {
        try {
            simulation.step();
        } catch (...) {  // an audit that fails: what was computed is kept, does not look alive, and is spoken of
            const std::size_t made = simulation.steps_made();
            if (file && made > 0) file->write(recorder.image("interrupted"));
            say("enclosure: step {} of {} ({}) failed{}\n", made + 1, simulation.steps_total(), to_string(simulation.date()),
                file && made > 0 ? fmt::format("; {} holds the results before it", file->name().string()) : "");
            throw;
        }
        recorder.observe(simulation);
        if (file && simulation.steps_made() == first + 1) file->write(recorder.image("running"));
        if (file) file->refresh([&] { return recorder.image("running"); });
        if (outputs.checkpoint) outputs.checkpoint->after_step(simulation, recorder);
        const std::string date = to_string(simulation.date());
        progress.show({.made = simulation.steps_made(), .total = simulation.steps_total(), .date = date, .first = first});
    }
    if (outputs.checkpoint && simulation.steps_made() > 0) outputs.checkpoint->write(simulation, recorder);
}

int stopped(int signal, const Simulation& simulation, const RunCommand& command) {
    const bool any = simulation.steps_made() > 0;
    std::string kept = command.output && any ? fmt::format("; {} holds the results so far", *command.output) : "";
    if (command.checkpoint && any) kept += fmt::format("; enclosure run --resume {} goes on", *command.checkpoint);
    say("enclosure: stopped after step {} of {}{}\n", simulation.steps_made(), simulation.steps_total(), kept);
    return exit_after(signal);
}

int carry_out(const RunCommand& command, Start start, RunRecorder& recorder, StopSignals& signals) {
    print_warnings(start.loaded.warnings);
    const std::optional<Date> until = end_of(command, start);
    const std::vector<PatternBand> evidence = evidence_bands();
    if (start.from) restore_results(start.file, *start.from, recorder);
    Outputs outputs = outputs_of(command, start);
    const auto begun = std::chrono::steady_clock::now();
    RunOptions options{.threads = command.threads, .audit = command.audit, .until = until};
    Simulation simulation = start.from ? Simulation(std::move(start.from->world), start.from->steps, std::move(options))
                                       : Simulation(start.loaded.scenario, std::move(options));
    step_through(simulation, recorder, outputs, signals, command.quiet);
    const bool complete = simulation.done();
    if (!complete && simulation.steps_made() == 0) return stopped(signals.received(), simulation, command);

    const RunFile results = recorder.image(complete ? "complete" : "interrupted");
    if (outputs.file) outputs.file->write(results);
    RunResult result = result_of(start.loaded.scenario, results, simulation, recorder, complete);
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    result.file = command.output;
    result.patterns = compare_patterns(results, evidence);
    print_result(command.json ? result_json(result) : result_text(result));
    return complete ? exit_done : stopped(signals.received(), simulation, command);
}

// Makes the run that `source` describes, unless there are mistakes in it: these are reported all at once.
template <class Command>
int carry_out(const RunCommand& command, const Command& source, StopSignals& signals) {
    Mistakes mistakes;
    std::optional<Start> start;
    std::optional<RunRecorder> recorder;
    mistakes.add(command.mistakes);
    mistakes.attempt([&] { until_of(command); });
    mistakes.attempt([&] { years_between_checkpoints(command); });
    if (mistakes.attempt([&] { start = start_of(source, mistakes); })) {
        mistakes.attempt([&] { end_of(command, *start); });
        mistakes.attempt([&] { recorder.emplace(start->loaded, provenance_now(build_info())); });
    }
    mistakes.throw_if_any();
    return carry_out(command, std::move(*start), *recorder, signals);
}

}  // namespace

int run(const RunCommand& command) {
    if (command.replay) return replay(command);
    StopSignals signals;  // before any thread is started
    return carry_out(command, command, signals);
}

int branch(const BranchCommand& command) {
    StopSignals signals;
    return carry_out(command.run, command, signals);
}

}  // namespace enclosure::cli
