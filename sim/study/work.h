// Makes the runs of a study that have no record yet, in this process, whoever hands them out.
// Invariant: a run is begun only if its record was not there when the process last looked; its record is on the disk before the next one is
// begun by the same thread. What stops a process costs at most the runs in flight.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/study/plan.h"
#include "sim/study/study.h"

namespace enclosure {

/// How a process that works on a study is asked to stop.
enum class Stop : std::uint8_t {
    no,
    after_runs,  ///< begin no more runs
    at_once,     ///< drop those in flight too
};

struct WorkOptions {
    int jobs = 1;                     ///< runs at a time
    int threads = 1;                  ///< of each run
    std::size_t stripe = 0;           ///< this process makes the runs whose rank by key leaves this rest …
    std::size_t stripes = 1;          ///< … when divided by that; by point, where rules look at results
    std::function<Stop()> stop = {};  ///< asked between steps and between runs, by one thread at a time
    std::function<void(std::size_t made, std::size_t asked)> told = {};  ///< after each run, by one thread at a time
    std::optional<std::chrono::steady_clock::time_point> end = {};       ///< begin no run after it; none: see with_time_limit()
    std::function<void(const Record&)> made = {};                        ///< each record that is on the disk, by one thread at a time
};

enum class WorkEnd : std::uint8_t {
    finished,           ///< nothing is left to do for this process
    waiting,            ///< nothing is left for it now, and results that others have to make may ask for more
    stopped,            ///< as asked
    out_of_time,        ///< limits.time is over
    too_many_failures,  ///< more runs failed than limits.failed_share allows
};

struct WorkDone {
    WorkEnd end = WorkEnd::finished;
    std::size_t made = 0;
    std::size_t failed = 0;  ///< of those
};

/// The options with an end by limits.time from now on, where they have none.
WorkOptions with_time_limit(const Study& study, WorkOptions options);

/// Runs of the plan whose record says that they failed.
std::size_t failed_runs(const Study& study, const Plan& plan, const RecordIndex& index);

/// Hands out numbers in plan.runs, one at a time; nothing if there are no more. Called by one thread at a time.
using NextRun = std::function<std::optional<std::size_t>()>;

/// How many of that many runs may fail: limits.failed_share of them, one at the least.
std::size_t allowed_failures(const Study& study, std::size_t planned);

/// Runs of the plan that have no record, each once, in the order of the plan.
std::vector<std::size_t> missing_runs(const Study& study, const Plan& plan, const RecordIndex& index);

/// The same of a stripe: what two of them share, both make if they meet.
std::vector<std::size_t> missing_runs(const Study& study, const Plan& plan, const RecordIndex& index, const WorkOptions& options);

/// Makes the runs that `next` hands out. `failed_before` counts towards the limit of failures.
/// Throws OutputError if a record cannot be written.
WorkDone make_runs(const Study& study, const std::filesystem::path& folder, const Plan& plan, const NextRun& next, std::size_t asked,
                   std::size_t failed_before, const WorkOptions& options);

/// Makes all runs of the stripe that are missing; looks again as long as results ask for more.
WorkDone work_on(const Study& study, const std::filesystem::path& folder, const WorkOptions& options);

}  // namespace enclosure
