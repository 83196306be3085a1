#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

#include "sim/cli/exit.h"
#include "sim/cli/progress.h"
#include "sim/cli/say.h"
#include "sim/cli/signals.h"
#include "sim/cli/study/open.h"
#include "sim/cli/study/slurm.h"
#include "sim/study/claims.h"
#include "sim/study/mpi_work.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/study_folder.h"
#include "sim/study/work.h"

namespace enclosure::cli {

namespace {

namespace fs = std::filesystem;

// "3/16": the third of sixteen.
std::pair<std::size_t, std::size_t> stripe_of(const std::string& text) {
    std::size_t k = 0;
    std::size_t m = 0;
    const char* const end = text.data() + text.size();
    const std::from_chars_result first = std::from_chars(text.data(), end, k);
    bool good = first.ec == std::errc{} && first.ptr != end && *first.ptr == '/';
    if (good) {
        const std::from_chars_result second = std::from_chars(first.ptr + 1, end, m);
        good = second.ec == std::errc{} && second.ptr == end;
    }
    if (!good || k < 1 || k > m) throw UsageError(fmt::format("--stripe {}: write it as K/M, the K-th of M parts, such as 3/16", text));
    return {k, m};
}

// Starts the study if that has not been done.
Study started(const StudyCommand& command, const fs::path& folder) {
    Study study = load(command);
    if (folder == command.what) return study;
    try {
        start_study(folder, study);
    } catch (const StudyFolderError& error) {
        throw UsageError(error.what());
    }
    return open(folder, Model::this_one);  // what it is now, if it was extended
}

void check_one_way(const StudyCommand& command) {
    const int ways = (command.stripe ? 1 : 0) + (command.claim ? 1 : 0) + (command.mpi ? 1 : 0) + (command.slurm ? 1 : 0);
    if (ways > 1)
        throw UsageError("--stripe, --claim, --mpi and --slurm exclude each other: each says in its own way who makes which runs");
}

// What became of the study, for who waits for it to end.
void say_what_is_left(const Study& study, const fs::path& folder) {
    const RecordIndex index(folder / records_folder, Scan::heads);
    const Plan plan = plan_of(study, index);
    const std::size_t missing = missing_runs(study, plan, index).size();
    const std::size_t failed = failed_runs(study, plan, index);
    const std::string next = missing > 0 || !plan.settled ? fmt::format("{} are missing", count_text(missing))
                                                          : fmt::format("none is missing: enclosure study merge {}", folder.string());
    say("enclosure: {} of {} runs are there, {} of them failed; {}\n", count_text(plan.runs.size() - missing), count_text(plan.runs.size()),
        count_text(failed), next);
}

int exit_of(const WorkDone& done, int signal, const Study& study, const fs::path& folder, bool quiet) {
    const std::string again = "enclosure study run " + folder.string() + " goes on";
    switch (done.end) {
        case WorkEnd::finished:
            if (!quiet) say_what_is_left(study, folder);
            return exit_done;
        case WorkEnd::waiting:
            say("enclosure: runs that other processes have, or had, are missing; once none is at work, run it again\n");
            return exit_terminated;
        case WorkEnd::stopped:
            say("enclosure: stopped after {} runs; {}\n", count_text(done.made), again);
            return exit_after(signal);
        case WorkEnd::out_of_time:
            say("enclosure: limits.time is over after {} runs; {}\n", count_text(done.made), again);
            return exit_terminated;
        case WorkEnd::too_many_failures:
            say("enclosure: more runs failed than limits.failed_share allows; enclosure study status {} lists why\n", folder.string());
            return exit_no;
    }
    return exit_defect;
}

}  // namespace

namespace {

// Runs at a time: of one process on this machine all its processors; of a rank one, since there is a rank for each.
int jobs_of(const StudyCommand& command) {
    if (command.jobs > 0) return command.jobs;
    if (command.mpi) return 1;
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / command.threads);
}

// An error of one rank ends all: the others would wait for it for ever.
int work_by_mpi(const StudyCommand& command, const fs::path& folder, WorkOptions& options, StopSignals& signals) {
    if (!has_mpi()) throw UsageError("--mpi: this program was built without MPI");
    const MpiJob job;
    if (job.rank() != 0) {
        if (!job.agree(false)) return exit_done;  // rank 0 has said why
        options.told = {};
        try {
            job.work(open(folder, Model::this_one), folder, options);
            return exit_done;
        } catch (const std::exception& error) {
            say("enclosure: rank {}: {}\n", job.rank(), error.what());
            job.abort(exit_system);
            throw;
        }
    }
    // Mistakes are found by one rank, before the others begin.
    std::optional<Study> study;
    try {
        study = started(command, folder);
    } catch (...) {
        job.agree(false);
        throw;
    }
    job.agree(true);
    try {
        return exit_of(job.work(*study, folder, options), signals.received(), *study, folder, command.quiet);
    } catch (const std::exception& error) {
        say("enclosure: rank 0: {}\n", error.what());
        job.abort(exit_system);
        throw;
    }
}

}  // namespace

int study_run(const StudyCommand& command) {
    StopSignals signals;  // before any thread is started
    check_one_way(command);
    const fs::path folder = folder_of(command);
    if (command.slurm) {
        check_slurm_options(*command.slurm);
        started(command, folder);
        return submit_to_slurm(command, folder);
    }
    WorkOptions options;
    if (command.stripe) {
        const auto [k, m] = stripe_of(*command.stripe);
        options.stripe = k - 1;
        options.stripes = m;
    }
    options.jobs = jobs_of(command);
    options.threads = command.threads;
    options.stop = [&signals] {
        const int signal = signals.received();
        return signal == 0 ? Stop::no : signal == SIGTERM ? Stop::after_runs : Stop::at_once;
    };
    Progress progress(progress_style(command.quiet));
    options.told = [&progress](std::size_t made, std::size_t asked) { progress.show({.made = made, .total = asked, .what = "run"}); };
    if (command.mpi) return work_by_mpi(command, folder, options, signals);
    const std::string round = command.claim ? round_name(*command.claim) : "";
    if (command.claim && round.empty()) {
        throw UsageError("--claim needs the name of a round outside Slurm: all processes that share the work give the same");
    }
    const Study study = started(command, folder);
    const WorkDone done = command.claim ? work_on_claims(study, folder, round, options) : work_on(study, folder, options);
    return exit_of(done, signals.received(), study, folder, command.quiet);
}

}  // namespace enclosure::cli
