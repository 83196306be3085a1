#include "sim/cli/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <span>
#include <utility>
#include <vector>

#include "analysis/compare/compare_file.h"
#include "analysis/compare/compare_page.h"
#include "analysis/compare/table.h"
#include "sim/base/version.h"
#include "sim/cli/compare_json.h"
#include "sim/cli/compare_plan.h"
#include "sim/cli/exit.h"
#include "sim/cli/inputs.h"
#include "sim/cli/output.h"
#include "sim/cli/progress.h"
#include "sim/cli/say.h"
#include "sim/cli/scenario_file.h"
#include "sim/cli/shell_word.h"
#include "sim/cli/signals.h"
#include "sim/output/run_file.h"
#include "sim/study/execute.h"

namespace enclosure::cli {
namespace {

namespace fs = std::filesystem;

struct Files {
    fs::path data;
    fs::path page;
};

// Says before any work whether the folder can be made or takes the files.
std::optional<Files> files_of(const CompareCommand& command, std::span<const fs::path> inputs) {
    if (!command.output) return {};
    const fs::path folder = *command.output;
    if (folder.empty()) throw UsageError("-o needs the name of a folder");
    std::error_code error;
    const Files files{folder / "compare.h5", folder / "report.html"};
    if (fs::is_directory(folder, error)) {
        check_output(files.data, command.force);
        check_output(files.page, command.force);
        for (const fs::path& file : {files.data, files.page}) check_no_input("-o " + folder.string() + ":", file, inputs);
    } else {
        if (fs::exists(folder, error)) throw FileError(fmt::format("cannot write {}: it is no folder", folder.string()));
        check_output(folder.has_filename() ? folder : folder.parent_path(), false);
    }
    return files;
}

// Without where it is written and how it is shown.
std::string command_line(const CompareCommand& command) {
    std::string out = "enclosure compare";
    if (command.scenario) out += " " + shell_word(*command.scenario);
    for (const std::string& p : command.policies) out += " --policy " + shell_word(p);
    if (command.until) out += " --until " + shell_word(*command.until);
    if (command.replicates) out += fmt::format(" --replicates {}", *command.replicates);
    for (const std::string& s : command.smallest) out += " --smallest " + shell_word(s);
    for (const std::string& s : command.settings) out += " --set " + shell_word(s);
    if (command.seed) out += fmt::format(" --seed {}", *command.seed);
    return out;
}

// Runs what the plan says.
Executed make_runs(ComparePlan& plan, const CompareCommand& command, StopSignals& signals) {
    CompareResults& r = plan.results;
    const std::size_t arms = plan.scenarios.size();
    const std::size_t steps = r.days.size();
    r.paths = PairedPaths(steps, plan.metrics.size(), arms);
    Progress progress(progress_style(command.quiet));
    std::size_t steps_made = 0;
    std::size_t runs_asked = 0;
    Execution execution;
    execution.threads = command.threads;
    execution.planned = [&](std::size_t, std::size_t asked) {
        runs_asked = asked;
        r.asked = asked / arms;
    };
    execution.keep_going = [&] {
        ++steps_made;
        const std::string where = fmt::format("world {} of {}", std::min(r.paths.worlds() + 1, r.asked), r.asked);
        progress.show({.made = steps_made, .total = runs_asked * steps, .date = where});
        return signals.received() == 0;
    };
    Executed done = execute(plan.design, plan.scenarios, plan.metrics, execution, [&](const MeasuredRun& run) { r.paths.add(run); });
    done.records.resize(done.records.size() / arms * arms);
    r.records = done.records;
    return done;
}

// Says which run failed, and what is kept.
void report_failure(const FailedRun& failed, const CompareResults& r) {
    const std::size_t worlds = r.records.size() / r.arms.size();
    say("enclosure: the run of {} in world {} (seed {}) failed; {}\n", r.arms[failed.run.arm].name, failed.run.world, failed.seed,
        worlds < 2 ? "there are too few whole worlds for a result" : fmt::format("the results are those of {} worlds", worlds));
}

void judge(ComparePlan& plan, const CompareCommand& command) {
    CompareResults& r = plan.results;
    std::vector<std::string> names;
    for (const CompareArm& arm : r.arms) names.push_back(arm.name);
    r.comparison = compare_arms(plan.metrics, names, r.records, r.seed, plan.smallest, command.threads);
    if (!plan.rule) return;
    const double reached = widest_half_width(r.records, *plan.rule, r.arms.size());
    r.stopping = {.metric = metric_path(plan.metrics[plan.rule->metric]),
                  .half_width = plan.rule->half_width,
                  .reached = reached,
                  .met = r.comparison.worlds >= plan.rule->first && reached <= plan.rule->half_width,
                  .varied = varied(r.records, *plan.rule, r.arms.size())};
}

// What became of the files. An error waits until the result is printed, so that a full disk does not cost it.
struct Written {
    std::vector<fs::path> files = {};
    std::exception_ptr error = {};  ///< of the first that could not be written
};

Written write_files(const Files& files, const CompareResults& results, const CompareCommand& command) {
    Written written;
    try {
        std::error_code error;
        fs::create_directory(files.data.parent_path(), error);
        if (error) throw FileError(fmt::format("cannot make the folder {}: {}", files.data.parent_path().string(), error.message()));
        write_run_file(files.data, compare_file(results));
        written.files.push_back(files.data);
        write_text(files.page, compare_page(results, command_line(command)));
        written.files.push_back(files.page);
    } catch (...) {
        written.error = std::current_exception();
    }
    return written;
}

std::string result_text(const CompareResults& results, const Written& written, bool json) {
    if (json) return compare_json(results, written.files.empty() ? "" : written.files.front().parent_path().string());
    std::string text = comparison_table(results);
    if (written.files.empty()) return text;
    text += "\nfiles ";
    for (const fs::path& file : written.files) text += " " + file.string();
    return text + "\n";
}

int stopped(int signal, const CompareResults& r) {
    say("enclosure: stopped after {} of {} worlds{}\n", r.records.size() / r.arms.size(), r.asked,
        r.records.size() / r.arms.size() < 2 ? "; too few for an interval, so there is no result" : "");
    return exit_after(signal);
}

}  // namespace

int compare(const CompareCommand& command) {
    StopSignals signals;  // before any thread is started
    ComparePlan plan = plan_of(command);
    CompareResults& r = plan.results;
    const std::optional<Files> files = files_of(command, plan.inputs);
    r.provenance = provenance_now(build_info());
    print_warnings(plan.warnings);
    const Executed done = make_runs(plan, command, signals);
    r.complete = done.whole;
    if (done.failure) report_failure(*done.failure, r);
    if (r.records.size() / r.arms.size() < 2) {
        if (done.failure) std::rethrow_exception(done.failure->error);
        return stopped(signals.received(), r);
    }
    judge(plan, command);
    const Written written = files ? write_files(*files, r, command) : Written{};
    print_result(result_text(r, written, command.json));
    if (written.error) std::rethrow_exception(written.error);
    if (done.failure) std::rethrow_exception(done.failure->error);
    if (r.stopping && !r.stopping->met && r.complete) {
        say("enclosure: --until {}: not reached in {} worlds, the most that are made\n", *command.until, r.comparison.worlds);
    }
    return r.complete ? exit_done : stopped(signals.received(), r);
}

}  // namespace enclosure::cli
