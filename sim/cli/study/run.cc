#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <csignal>
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
    const auto [slash, first] = std::from_chars(text.data(), end, k);
    const bool good = first == std::errc{} && slash != end && *slash == '/' && [&] {
        const auto [rest, second] = std::from_chars(slash + 1, end, m);
        return second == std::errc{} && rest == end;
    }();
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
    return study;
}

void check_one_way(const StudyCommand& command) {
    const int ways = (command.stripe ? 1 : 0) + (command.claim ? 1 : 0) + (command.mpi ? 1 : 0) + (command.slurm ? 1 : 0);
    if (ways > 1)
        throw UsageError("--stripe, --claim, --mpi and --slurm exclude each other: each says in its own way who makes which runs");
}

int exit_of(const WorkDone& done, int signal, const fs::path& folder) {
    const std::string again = "enclosure study run " + folder.string() + " goes on";
    switch (done.end) {
        case WorkEnd::finished:
            return exit_done;
        case WorkEnd::stopped:
            say("enclosure: stopped after {} runs; {}\n", count_text(done.made), again);
            return signal == SIGTERM ? exit_terminated : exit_interrupted;
        case WorkEnd::out_of_time:
            say("enclosure: limits.time is over after {} runs; {}\n", count_text(done.made), again);
            return exit_terminated;
        case WorkEnd::too_many_failures:
            say("enclosure: {} runs failed, more than limits.failed_share allows; enclosure study status {} lists why\n",
                count_text(done.failed), folder.string());
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
    if (job.size() == 1) return exit_of(job.work(started(command, folder), folder, options), signals.received(), folder);
    try {
        if (job.rank() != 0) options.told = {};
        const Study study = started(command, folder);
        const WorkDone done = job.work(study, folder, options);
        return job.rank() == 0 || done.end == WorkEnd::stopped ? exit_of(done, signals.received(), folder) : exit_done;
    } catch (const std::exception& error) {
        if (job.rank() == 0) say("enclosure: {}\n", error.what());
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
    const Study study = started(command, folder);
    const WorkDone done =
        command.claim ? work_on_claims(study, folder, round_name(*command.claim), options) : work_on(study, folder, options);
    return exit_of(done, signals.received(), folder);
}

}  // namespace enclosure::cli
