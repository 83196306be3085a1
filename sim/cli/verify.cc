#include "sim/cli/verify.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/diagnostics.h"
#include "sim/base/json.h"
#include "sim/base/version.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/progress.h"
#include "sim/cli/run_source.h"
#include "sim/cli/say.h"
#include "sim/cli/signals.h"
#include "sim/output/provenance.h"
#include "sim/output/recorder.h"
#include "sim/output/verify.h"
#include "sim/run/simulation.h"

namespace enclosure::cli {
namespace {

// How far the run of a file went: the steps that it may have made, from the last that it recorded to the last before it would have
// recorded another.
struct Extent {
    std::size_t least = 0;
    std::size_t most = 0;
};

Extent extent_of(const RunFile& run, const LoadedScenario& loaded, const std::string& file) {
    const std::size_t rows = recorded_hashes(run).size();
    if (rows == 0) throw FileError(fmt::format("{}: holds no step that could be compared", file));
    return {last_recorded_step(rows, loaded.scenario), last_recorded_step(rows + 1, loaded.scenario) - 1};
}

std::string hex(std::uint64_t hash) {
    return fmt::format("{:016x}", hash);
}

struct Repetition {
    RunFile run;
    std::size_t steps = 0;
    int signal = 0;
};

// Asks for what the scenario of the file asks for; that may no longer be known.
RunRecorder recorder_of(const RunFile& run, const LoadedScenario& loaded, const std::string& file) {
    try {
        return RunRecorder(loaded, provenance_now(build_info()));
    } catch (const ScenarioError& error) {
        refuse_run(run, file, error);
    }
}

// Steps as far as the file went. A file that was not completed, and does not record every step, ends where the state is the file's.
Repetition repeat(const VerifyCommand& command, const RunFile& run, const LoadedScenario& loaded, StopSignals& signals) {
    const Extent extent = extent_of(run, loaded, command.file);
    const std::string last_hash = text_attribute(run, "state_hash");
    Simulation simulation(loaded.scenario, {.threads = command.threads, .until = parse_date(text_attribute(run, "until"))});
    RunRecorder recorder = recorder_of(run, loaded, command.file);
    recorder.begin(simulation);
    Progress progress(progress_style(command.quiet));
    const bool complete = text_attribute(run, "state") == "complete";
    const std::size_t total = complete ? simulation.steps_total() : std::min(extent.most, simulation.steps_total());
    while (!simulation.done() && simulation.steps_made() < total && signals.received() == 0) {
        simulation.step();
        recorder.observe(simulation);
        const std::string date = to_string(simulation.date());
        progress.show({.made = simulation.steps_made(), .total = total, .date = date});
        if (!complete && simulation.steps_made() >= extent.least && hex(simulation.state_hash()) == last_hash) break;
    }
    return {.run = recorder.image(text_attribute(run, "state")), .steps = simulation.steps_made(), .signal = signals.received()};
}

// "2026-05-01 (recorded step 41)", by the file's own days.
std::string step_name(const RunFile& run, std::size_t row) {
    const Dataset* time = find_dataset(run, "", "time");
    const auto* days = time == nullptr ? nullptr : std::get_if<std::vector<double>>(&time->values);
    if (days == nullptr || row >= days->size()) return fmt::format("recorded step {}", row + 1);
    return fmt::format("{} (recorded step {})", to_string(time_epoch + std::chrono::days{static_cast<int>((*days)[row])}), row + 1);
}

std::string place(const RunFile& run, const RunDifference& d) {
    return d.in_time && d.count > 0 ? fmt::format("from {}", step_name(run, d.first)) : "";
}

std::string differences_text(const RunFile& run, const Verification& v) {
    constexpr std::size_t most = 20;
    const RunDifference& first = v.differences.front();
    std::string out =
        first.in_time && first.count > 0 ? fmt::format("First difference at {}:\n", step_name(run, first.first)) : "Differences:\n";
    for (std::size_t k = 0; k < std::min(most, v.differences.size()); ++k) {
        const RunDifference& d = v.differences[k];
        const std::string where = place(run, d);
        out += fmt::format("  {:<32} {} in the file, {} here{}{}{}\n", d.object, d.in_file, d.here, where.empty() ? "" : ", ", where,
                           d.count > 1 ? fmt::format("; {} values differ", d.count) : "");
    }
    if (v.differences.size() > most) out += fmt::format("  and {} more\n", v.differences.size() - most);
    return out;
}

std::string text(const VerifyCommand& command, const RunFile& run, const Repetition& again, const Verification& v) {
    const std::string state = text_attribute(run, "state");
    const std::string builds = build_differences(run);
    std::string out;
    if (v.reproduced()) {
        out = fmt::format("{}: reproduced: {} steps, {} values of {} series and parameters, state hash {}\n", command.file, again.steps,
                          v.values, v.objects, text_attribute(again.run, "state_hash"));
    } else {
        out = fmt::format("{}: NOT reproduced: {} of {} series, parameters and attributes differ\n{}", command.file, v.differences.size(),
                          v.objects, differences_text(run, v));
    }
    if (state != "complete") out += fmt::format("The file is of a run that is {}: it was compared up to its last step.\n", state);
    if (!v.new_here.empty())
        out += fmt::format("This program records {} series or parameters more than the file has.\n", v.new_here.size());
    if (!builds.empty()) out += fmt::format("The file was made by another build:\n{}\n", builds);
    return out;
}

std::string json(const VerifyCommand& command, const RunFile& run, const Repetition& again, const Verification& v) {
    std::string differences;
    for (const RunDifference& d : v.differences) {
        differences += fmt::format("{}{{\"object\": {}, \"step\": {}, \"count\": {}, \"in_file\": {}, \"here\": {}}}",
                                   differences.empty() ? "\n    " : ",\n    ", json_string(d.object),
                                   d.in_time && d.count > 0 ? fmt::format("{}", d.first) : "null", d.count, json_string(d.in_file),
                                   json_string(d.here));
    }
    std::string extra;
    for (const std::string& name : v.new_here) extra += (extra.empty() ? "" : ", ") + json_string(name);
    return fmt::format(
        "{{\n  \"file\": {},\n  \"reproduced\": {},\n  \"state\": {},\n  \"steps\": {},\n  \"objects\": {},\n  \"values\": {},\n"
        "  \"state_hash\": {},\n  \"state_hash_here\": {},\n  \"same_build\": {},\n  \"build_differences\": {},\n  \"new_here\": [{}],\n"
        "  \"differences\": [{}]\n}}\n",
        json_string(command.file), v.reproduced(), json_string(text_attribute(run, "state")), again.steps, v.objects, v.values,
        json_string(text_attribute(run, "state_hash")), json_string(text_attribute(again.run, "state_hash")),
        build_differences(run).empty(), json_string(build_differences(run)), extra, differences);
}

}  // namespace

int verify(const VerifyCommand& command) {
    StopSignals signals;  // before any thread is started
    const RunFile run = read_run_file(command.file);
    const LoadedScenario loaded = scenario_of(run, command.file);
    const Repetition again = repeat(command, run, loaded, signals);
    if (again.signal != 0) {
        say("enclosure: stopped after step {}: nothing was verified\n", again.steps);
        return exit_after(again.signal);
    }
    const Verification v = enclosure::verify(run, again.run);
    print_result(command.json ? json(command, run, again, v) : text(command, run, again, v));
    return v.reproduced() ? exit_done : exit_no;
}

}  // namespace enclosure::cli
