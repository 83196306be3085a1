#include "sim/cli/run.h"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "analysis/patterns/patterns.h"
#include "sim/base/calendar.h"
#include "sim/base/diagnostics.h"
#include "sim/base/version.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/progress.h"
#include "sim/cli/run_result.h"
#include "sim/cli/signals.h"
#include "sim/output/file_output.h"
#include "sim/output/provenance.h"
#include "sim/output/recorder.h"
#include "sim/output/run_file.h"
#include "sim/run/simulation.h"
#include "sim/scenario/load.h"

namespace enclosure::cli {
namespace {

std::filesystem::path scenario_of(const RunCommand& command) {
    return command.scenario ? std::filesystem::path(*command.scenario) : std::filesystem::path("lib:baseline");
}

// --seed is a setting like any other, so that the file of results says where it came from.
LoadedScenario load(const RunCommand& command) {
    std::vector<Override> overrides;
    for (const std::string& setting : command.settings) overrides.push_back(parse_override(setting));
    if (command.seed) overrides.push_back({"seed", fmt::format("{}", *command.seed)});
    const std::vector<std::filesystem::path> policies(command.policies.begin(), command.policies.end());
    return load_scenario(scenario_of(command), overrides, policies);
}

// --until stops the run early and leaves the scenario as it is: what is planned for later stays planned.
std::optional<Date> end_of(const RunCommand& command, const TimeSpan& time) {
    if (!command.until) return {};
    const std::optional<Date> until = parse_date(*command.until);
    if (!until) throw UsageError(fmt::format("--until {}: not a date such as 2030-01-01", *command.until));
    if (*until <= time.start || *until > time.end) {
        throw UsageError(fmt::format("--until {}: the scenario runs from {} to {}; the date must be after the one and not after the other",
                                     *command.until, to_string(time.start), to_string(time.end)));
    }
    return until;
}

// An input that --force would overwrite.
void check_inputs_stay(const RunCommand& command) {
    std::vector<std::string> inputs = command.policies;
    if (command.scenario) inputs.push_back(*command.scenario);
    for (const std::string& input : inputs) {
        std::error_code error;
        if (std::filesystem::equivalent(input, *command.output, error)) {
            throw UsageError(fmt::format("-o {} is an input of the run", *command.output));
        }
    }
}

// Steps until the end or a signal. The file is written after the first step, so that a full disk is known before the work is done, and
// then now and then, so that a kill costs little.
void step_through(Simulation& simulation, RunRecorder& recorder, std::optional<FileOutput>& file, StopSignals& signals, bool quiet) {
    Progress progress(progress_style(quiet));
    while (!simulation.done() && signals.received() == 0) {
        try {
            simulation.step();
        } catch (...) {  // events that contradict each other, an audit that fails: what was computed is kept and does not look alive
            if (file && simulation.steps_made() > 0) file->write(recorder.image("interrupted"));
            throw;
        }
        recorder.observe(simulation);
        if (file && simulation.steps_made() == 1) file->write(recorder.image("running"));
        if (file) file->refresh([&] { return recorder.image("running"); });
        const std::string date = to_string(simulation.date());
        progress.show({.made = simulation.steps_made(), .total = simulation.steps_total(), .date = date});
    }
}

// Bands of the evidence to hold the run against; none if the data folder has no such table.
std::vector<PatternBand> bands() {
    const std::filesystem::path file = data_root() / "data" / "patterns.csv";
    return std::filesystem::exists(file) ? read_pattern_bands(file) : std::vector<PatternBand>{};
}

int stopped(int signal, const Simulation& simulation, const RunCommand& command) {
    const std::string kept = command.output ? fmt::format("; {} holds the results so far", *command.output) : "";
    fmt::print(stderr, "enclosure: stopped after step {} of {}{}\n", simulation.steps_made(), simulation.steps_total(),
               simulation.steps_made() > 0 ? kept : "");
    return signal == SIGTERM ? exit_terminated : exit_interrupted;
}

}  // namespace

int run(const RunCommand& command) {
    StopSignals signals;  // before any thread is started
    const LoadedScenario loaded = load(command);
    const std::optional<Date> until = end_of(command, loaded.scenario.time);
    const std::vector<PatternBand> evidence = bands();
    RunRecorder recorder(loaded, provenance_now(build_info()));
    std::optional<FileOutput> file;
    if (command.output) {
        check_output(*command.output, command.force);
        check_inputs_stay(command);
        file.emplace(*command.output, command.force);
    }
    const auto begun = std::chrono::steady_clock::now();
    Simulation simulation(loaded.scenario, {.threads = command.threads, .audit = command.audit, .until = until});
    step_through(simulation, recorder, file, signals, command.quiet);
    const bool complete = simulation.done();
    if (!complete && simulation.steps_made() == 0) return stopped(signals.received(), simulation, command);

    const RunFile results = recorder.image(complete ? "complete" : "interrupted");
    if (file) file->write(results);
    const RunResult result{.scenario = loaded.scenario,
                           .results = results,
                           .complete = complete,
                           .steps = simulation.steps_made(),
                           .steps_total = simulation.steps_total(),
                           .state_hash = simulation.state_hash(),
                           .seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count(),
                           .file = command.output,
                           .patterns = compare_patterns(results, evidence)};
    print_result(command.json ? result_json(result) : result_text(result));
    return complete ? exit_done : stopped(signals.received(), simulation, command);
}

}  // namespace enclosure::cli
