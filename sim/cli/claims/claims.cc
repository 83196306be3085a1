#include "sim/cli/claims/claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>

#include "analysis/claims/claim_work.h"
#include "analysis/claims/ledger_page.h"
#include "analysis/claims/make_ledger.h"
#include "sim/base/json.h"
#include "sim/cli/claims/claims_asked.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/params_page.h"
#include "sim/cli/progress.h"
#include "sim/cli/say.h"
#include "sim/cli/signals.h"
#include "sim/cli/study/open.h"
#include "sim/output/output_error.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/study_rules.h"

namespace enclosure::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view summary_begin = "<!-- claims -->";
constexpr std::string_view summary_end = "<!-- /claims -->";

int list_claims(const ClaimsCommand& command) {
    std::string text;
    for (const Claim& claim : load_claims(claim_files(command.claims))) {
        const ClaimKeys& keys = claim.keys;
        text += fmt::format("{:<4}  {:<5}  {}\n", keys.id, names_of(keys.kind)[static_cast<std::size_t>(keys.kind)], keys.statement);
    }
    print_result(text);
    return exit_done;
}

int check_claims(const ClaimsCommand& command) {
    std::string text;
    for (const Claim& claim : load_claims(claim_files(command.claims))) {
        text += fmt::format("{}: claim {}, kind {}, {} arms at {} combinations of conditions, {} measures, no mistakes\n",
                            claim.file.string(), claim.keys.id, names_of(claim.keys.kind)[static_cast<std::size_t>(claim.keys.kind)],
                            claim.arms.size(), claim.combinations(), claim.measures.size());
    }
    print_result(text);
    return exit_done;
}

std::string file_text(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (!stream) throw FileError("cannot read " + file.string());
    return text;
}

// Everything between the two marks is the table.
void put_summary(const fs::path& file, const ClaimLedger& ledger) {
    std::string text = file_text(file);
    const std::size_t begin = text.find(summary_begin);
    const std::size_t end = text.find(summary_end);
    if (begin == std::string::npos || end == std::string::npos || end < begin) {
        throw FileError(
            fmt::format("{} has no marks {} and {} between which the table could stand", file.string(), summary_begin, summary_end));
    }
    const std::size_t from = begin + summary_begin.size();
    text.replace(from, end - from, "\n" + ledger_summary(ledger));
    write_text(file, text);
}

void check_outputs(const ClaimsCommand& command) {
    for (const auto* file : {&command.ledger, &command.markdown, &command.html, &command.output}) {
        if (*file) check_output(**file, command.force);
    }
    if (command.summary && file_text(*command.summary).find(summary_begin) == std::string::npos) {
        throw FileError(fmt::format("{} has no mark {}", *command.summary, summary_begin));
    }
}

void write_ledger(const ClaimsCommand& command, const ClaimLedger& ledger) {
    if (command.ledger) write_text(*command.ledger, ledger_toml(ledger));
    if (command.markdown) write_text(*command.markdown, ledger_markdown(ledger));
    if (command.summary) put_summary(*command.summary, ledger);
    print_result(command.json ? ledger_json(ledger) : ledger_text(ledger));
}

int read_claims(const ClaimsCommand& command) {
    if (command.html || command.output) throw UsageError("--read: a ledger has no runs, and --html and -o show them");
    check_outputs(command);
    write_ledger(command, read_ledger(*command.read));
    return exit_done;
}

// The folder is one of claims, or can become one.
fs::path claims_folder_of(const ClaimsCommand& command) {
    const fs::path folder = command.folder.value_or("claims.runs");
    std::error_code error;
    if (!fs::exists(folder, error)) return folder;
    if (!fs::is_directory(folder, error)) throw UsageError(folder.string() + " is no folder");
    const bool empty = fs::directory_iterator(folder, error) == fs::directory_iterator();
    if (empty || (fs::exists(folder / records_folder, error) && !fs::exists(folder / "plans", error))) return folder;
    throw UsageError(folder.string() + " is not empty and no folder of claims; name another with --dir");
}

double budget_of(const ClaimsCommand& command) {
    constexpr double two_hours = 7200;
    if (!command.budget) return two_hours;
    const std::optional<double> seconds = seconds_of(*command.budget);
    if (!seconds) throw UsageError(fmt::format("--budget {} is no length of time such as 30 min or 6 h", *command.budget));
    return *seconds;
}

/// What is missing of the claims' own runs and of those in other worlds.
struct MissingRuns {
    std::vector<ClaimRun> own, worlds;
    ClaimsCost own_cost, worlds_cost;
    double seconds(int jobs) const { return (own_cost.seconds + worlds_cost.seconds) / jobs; }
};

MissingRuns missing_runs_of(const AskedClaims& all, const fs::path& folder) {
    const RecordIndex index(folder / records_folder, Scan::heads);
    MissingRuns missing;
    missing.own = missing_claim_runs(all.runs, index);
    missing.worlds = missing_claim_runs(all.world_runs, index);
    missing.own_cost = claims_cost(all.runs, missing.own);
    missing.worlds_cost = claims_cost(all.world_runs, missing.worlds);
    return missing;
}

std::string plan_text(const AskedClaims& all, const MissingRuns& missing, const fs::path& folder, int jobs) {
    std::string text = fmt::format("{:<8}  {:>6}  {:>12}  {:>6}  {:>6}\n", "claim", "arms", "combinations", "worlds", "runs");
    for (std::size_t i = 0; i < all.asked.size(); ++i) {
        const Claim& claim = all.known[all.asked[i]];
        text += fmt::format("{:<8}  {:>6}  {:>12}  {:>6}  {:>6}\n", claim.keys.id, claim.arms.size(), claim.combinations(),
                            all.runs.samples[i], claim.cells.size() * all.runs.samples[i]);
    }
    const auto line = [&](const char* what, const ClaimsCost& cost) {
        text += fmt::format("{:<8}  {} runs ({} without sharing), {} missing, {} of one processor\n", what, count_text(cost.runs),
                            count_text(cost.unshared), count_text(cost.missing), duration_text(cost.seconds));
    };
    text += '\n';
    line("runs", missing.own_cost);
    if (all.worlds && !all.tried.empty()) line("worlds", missing.worlds_cost);
    text += fmt::format("cost      {} with {} jobs\nfolder    {}\n", duration_text(missing.seconds(jobs)), jobs, folder.string());
    return text;
}

std::string plan_json(const MissingRuns& missing, int jobs) {
    const auto part = [](const ClaimsCost& cost) {
        return fmt::format(R"({{"runs": {}, "unshared": {}, "missing": {}, "processor_seconds": {}}})", cost.runs, cost.unshared,
                           cost.missing, json_number(cost.seconds));
    };
    return fmt::format("{{\"own\": {}, \"worlds\": {}, \"jobs\": {}, \"seconds\": {}}}\n", part(missing.own_cost),
                       part(missing.worlds_cost), jobs, json_number(missing.seconds(jobs)));
}

int code_of(WorkEnd end, int signal, const fs::path& folder) {
    if (end == WorkEnd::finished) return exit_done;
    say("enclosure: stopped; the same command goes on with what is in {}\n", folder.string());
    return exit_after(signal);
}

}  // namespace

int claims(const ClaimsCommand& command) {
    if (command.read) return read_claims(command);
    if (command.schema) {
        print_result(claim_schema());
        return exit_done;
    }
    if (command.list) return list_claims(command);
    if (command.check) return check_claims(command);
    StopSignals signals;  // before any thread is started
    const int jobs = command.jobs > 0 ? command.jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / command.threads);
    const double budget = budget_of(command);
    check_outputs(command);
    const fs::path folder = claims_folder_of(command);
    const AskedClaims all = ask_claims(command);
    const MissingRuns missing = missing_runs_of(all, folder);
    if (command.plan) {
        print_result(command.json ? plan_json(missing, jobs) : plan_text(all, missing, folder, jobs));
        return exit_done;
    }
    if (missing.seconds(jobs) > budget) {
        throw UsageError(
            fmt::format("{} runs are missing, which take {} with {} jobs, more than {}; --plan says which, --budget allows more",
                        count_text(missing.own.size() + missing.worlds.size()), duration_text(missing.seconds(jobs)), jobs,
                        command.budget ? "--budget " + *command.budget : std::string("2 h")));
    }
    fs::create_directories(folder / records_folder);
    const std::size_t total = missing.own.size() + missing.worlds.size();
    std::size_t before = 0;
    Progress progress(progress_style(command.quiet));
    WorkOptions options;
    options.jobs = jobs;
    options.threads = command.threads;
    options.stop = [&signals] {
        const int signal = signals.received();
        return signal == 0 ? Stop::no : signal == SIGTERM ? Stop::after_runs : Stop::at_once;
    };
    options.told = [&](std::size_t made, std::size_t) { progress.show({.made = before + made, .total = total, .what = "run"}); };
    WorkDone done = make_claim_runs(all.runs, missing.own, folder, options);
    before = missing.own.size();
    if (done.end == WorkEnd::finished) done = make_claim_runs(all.world_runs, missing.worlds, folder, options);
    if (done.end != WorkEnd::finished) return code_of(done.end, signals.received(), folder);
    const RecordIndex index(folder / records_folder);
    MadeLedger made = make_ledger(all.known, all.asked, all.runs, index);
    made.ledger.settings = fmt::format("{}", fmt::join(command.settings, ", "));
    if (command.under) add_worlds(made, all.tried, *all.worlds, all.world_runs, index, Threads(jobs));
    if (command.html) write_text(*command.html, ledger_page(made, all.runs, index));
    if (command.output) write_run_file(*command.output, ledger_hdf5(made));
    write_ledger(command, made.ledger);
    return exit_done;
}

}  // namespace enclosure::cli
