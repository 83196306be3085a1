#include "sim/cli/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/base/diagnostics.h"
#include "sim/cli/diff_text.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/progress.h"
#include "sim/cli/run_source.h"
#include "sim/cli/say.h"
#include "sim/cli/signals.h"
#include "sim/run/parting.h"
#include "sim/run/simulation.h"

namespace enclosure::cli {
namespace {

// One side of the comparison: a run to be made again.
struct Side {
    std::string file;
    Scenario scenario;
    std::size_t steps = 0;              ///< that it has
    std::vector<std::uint64_t> hashes;  ///< as the file has them, one for each stride; empty without a file
    std::string program;                ///< that wrote the file
};

Side side_of(const std::string& file) {
    RunSource source = open_source(file);
    Side side{.file = file, .scenario = std::move(source.loaded.scenario), .steps = 0, .hashes = {}, .program = {}};
    side.steps = step_count(side.scenario.time);
    if (!source.run) return side;
    const RunFile& run = *source.run;
    side.hashes = recorded_hashes(run);
    side.program = text_attribute(run, "version") + " (" + text_attribute(run, "git") + ")";
    side.steps = steps_in(run, side.scenario);
    return side;
}

void end_at(Side& side, const std::optional<std::string>& until) {
    if (!until) return;
    const std::optional<Date> date = parse_date(*until);
    if (!date) throw UsageError(fmt::format("--until {}: not a date such as 2030-01-01", *until));
    side.steps = std::min(side.steps, step_count(side.scenario.time, date));
    if (side.steps == 0)
        throw UsageError(fmt::format("--until {}: {} begins on {}", *until, side.file, to_string(side.scenario.time.start)));
}

std::string side_line(const Side& side, std::size_t width) {
    const TimeSpan& time = side.scenario.time;
    return fmt::format("{:<{}}  {}, seed {}, {} users, {} step{} from {}\n", side.file, width, side.scenario.id, side.scenario.seed,
                       side.scenario.population.users, side.steps, side.steps == 1 ? "" : "s", to_string(time.start));
}

// The first step whose hash in the file is another than what this program computes; nothing if there is none.
std::optional<std::size_t> first_unlike(const Side& side, const std::vector<std::uint64_t>& computed) {
    const auto stride = static_cast<std::size_t>(side.scenario.output.stride);
    for (std::size_t i = 0; i < side.hashes.size() && i * stride < computed.size(); ++i) {
        if (side.hashes[i] != computed[i * stride]) return i * stride;
    }
    return {};
}

std::string unlike_text(const Side& side, std::size_t step) {
    return fmt::format("\n{} was written by enclosure {}; from step {} on its state hash is not what this program computes.\n", side.file,
                       side.program, step + 1);
}

std::string equal_text(const Side& a, const Side& b, std::uint64_t last_hash) {
    const std::size_t steps = std::min(a.steps, b.steps);
    std::string out =
        fmt::format("The runs are equal: the same state after each of {} steps; the last state hash is {:016x}.\n", steps, last_hash);
    if (a.steps != b.steps) {
        const Side& longer = a.steps > b.steps ? a : b;
        out += fmt::format("{} goes on for {} more.\n", longer.file, longer.steps - steps);
    }
    return out;
}

// Steps of different length, or from different days, cannot be set side by side.
bool can_be_compared(const Scenario& a, const Scenario& b) {
    return a.time.start == b.time.start && a.time.step == b.time.step;
}

RunComparison compared(const Side& a, const Side& b, const DiffCommand& command, StopSignals& signals) {
    Progress progress(progress_style(command.quiet));
    const std::size_t total = std::min(a.steps, b.steps);
    return compare_runs(a.scenario, b.scenario,
                        {.threads = command.threads,
                         .steps_a = a.steps,
                         .steps_b = b.steps,
                         .indicators = diff_indicators(),
                         .after_step = [&](std::size_t k) {
                             const std::string date =
                                 to_string(date_after(a.scenario.time.start, static_cast<double>(k + 1) * a.scenario.time.step));
                             progress.show({.made = k + 1, .total = total, .date = date});
                             return signals.received() == 0;
                         }});
}

int stopped(StopSignals& signals, const RunComparison& comparison) {
    say("enclosure: stopped after step {}: the runs were not compared to their end\n", comparison.hashes_a.size());
    return exit_after(signals.received());
}

}  // namespace

int diff(const DiffCommand& command) {
    StopSignals signals;  // before any thread is started
    Side a = side_of(command.a);
    Side b = side_of(command.b);
    end_at(a, command.until);
    end_at(b, command.until);
    const std::size_t width = std::max(a.file.size(), b.file.size());
    std::string out = side_line(a, width) + side_line(b, width) + "\n";
    if (const std::string text = scenario_differences_text(a.scenario, b.scenario); !text.empty()) out += text + "\n";
    if (!can_be_compared(a.scenario, b.scenario)) {
        print_result(out + "The runs begin on different days or have steps of different length: no step of one is a step of the other.\n");
        return exit_no;
    }
    const bool all_recorded = a.scenario.output.stride == 1 && b.scenario.output.stride == 1 && !a.hashes.empty() && a.hashes == b.hashes;
    if (all_recorded && !command.until) {
        print_result(out + equal_text(a, b, a.hashes.back()));
        return exit_done;
    }
    const RunComparison comparison = compared(a, b, command, signals);
    if (comparison.hashes_a.size() < std::min(a.steps, b.steps) && signals.received() != 0) return stopped(signals, comparison);
    std::string notes;
    const auto unlike_a = first_unlike(a, comparison.hashes_a);
    const auto unlike_b = first_unlike(b, comparison.hashes_b);
    if (unlike_a) notes += unlike_text(a, *unlike_a);
    if (unlike_b) notes += unlike_text(b, *unlike_b);
    if (comparison.parting) {
        print_result(out + parting_text(comparison, a.scenario) + notes);
        return exit_no;
    }
    const std::uint64_t last = comparison.hashes_a.empty() ? 0 : comparison.hashes_a.back();
    print_result(out + equal_text(a, b, last) + notes);
    return unlike_a || unlike_b ? exit_no : exit_done;
}

}  // namespace enclosure::cli
