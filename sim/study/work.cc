#include "sim/study/work.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>

#include "sim/base/parallel.h"
#include "sim/study/make_run.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/study_log.h"
#include "sim/study/study_rules.h"

namespace enclosure {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// The threads of one process at the runs of one plan.
class Crew {
  public:
    Crew(const Study& study, const std::filesystem::path& folder, const Plan& plan, const NextRun& next, std::size_t asked,
         std::size_t failed_before, const WorkOptions& options)
        : study_(study),
          plan_(plan),
          next_(next),
          asked_(asked),
          failed_before_(failed_before),
          options_(options),
          writer_(folder / records_folder, study.measures.doubles, std::chrono::milliseconds(study.function ? 100 : 0)),
          log_(folder, fmt::format("{} jobs, {} runs to make", options.jobs, asked)) {}

    WorkDone work() {
        const Threads threads(options_.jobs);
        threads.for_each(static_cast<std::size_t>(threads.count()), [this](std::size_t) { work_alone(); });
        if (error_) std::rethrow_exception(error_);
        log_.say(fmt::format("end after {} runs, {} of them failed", done_.made, done_.failed));
        return done_;
    }

  private:
    void work_alone() {
        RunMaker maker(study_, options_.threads);
        while (const std::optional<std::size_t> run = take()) {
            const Clock::time_point begin = Clock::now();
            try {
                std::optional<Record> record = maker.make(plan_, plan_.runs[*run], [this] { return keep_going(); });
                if (!record) return;
                writer_.append(*record);
                count(*record, seconds_since(begin));
            } catch (...) {
                const std::scoped_lock lock(mutex_);
                if (!error_) error_ = std::current_exception();
            }
        }
    }

    std::optional<std::size_t> take() {
        const std::scoped_lock lock(mutex_);
        if (error_ || done_.end != WorkEnd::finished) return std::nullopt;
        if (options_.stop && options_.stop() != Stop::no) {
            done_.end = WorkEnd::stopped;
        } else if (options_.end && Clock::now() > *options_.end) {
            done_.end = WorkEnd::out_of_time;
        } else {
            return next_();
        }
        return std::nullopt;
    }

    bool keep_going() {
        if (!options_.stop) return true;
        const std::scoped_lock lock(mutex_);
        if (options_.stop() != Stop::at_once) return true;
        done_.end = WorkEnd::stopped;
        return false;
    }

    void count(const Record& record, double seconds) {
        log_.run(record.head.key, seconds, record.failure.has_value());
        const std::scoped_lock lock(mutex_);
        ++done_.made;
        if (record.failure && failed_before_ + ++done_.failed > allowed_failures(study_, plan_.runs.size())) {
            done_.end = WorkEnd::too_many_failures;
        }
        if (options_.made) options_.made(record);
        if (options_.told) options_.told(done_.made, asked_);
    }

    const Study& study_;
    const Plan& plan_;
    const NextRun& next_;
    std::size_t asked_;
    std::size_t failed_before_;
    const WorkOptions& options_;
    SegmentWriter writer_;
    StudyLog log_;
    std::mutex mutex_;
    WorkDone done_;
    std::exception_ptr error_;
};

// Runs of the plan that are the stripe's, each once, with their keys and in their order: every stripes-th. That mixes cheap points with
// dear ones and makes stripes of one length, give or take a run. Where rules look at the results of a point, by the point, so that a stripe
// can follow them alone.
std::vector<std::pair<RunKey, std::size_t>> runs_of_stripe(const Study& study, const Plan& plan, const WorkOptions& options) {
    const bool by_point = study.keys.replicates.half_width || study.keys.refine.levels > 0;
    std::vector<std::pair<RunKey, std::size_t>> runs;
    for (std::size_t k = 0; k < plan.runs.size(); ++k) {
        if (by_point && plan.runs[k].point % options.stripes != options.stripe) continue;
        runs.emplace_back(key_of(study, plan, plan.runs[k]), k);
    }
    std::sort(runs.begin(), runs.end());
    const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
    runs.erase(std::unique(runs.begin(), runs.end(), same), runs.end());
    std::size_t rank = 0;
    if (!by_point) std::erase_if(runs, [&](const auto&) { return rank++ % options.stripes != options.stripe; });
    return runs;
}

}  // namespace

std::size_t allowed_failures(const Study& study, std::size_t planned) {
    return std::max<std::size_t>(1, static_cast<std::size_t>(study.keys.limits.failed_share * static_cast<double>(planned)));
}

WorkOptions with_time_limit(const Study& study, WorkOptions options) {
    const std::optional<double> seconds = seconds_of(study.keys.limits.time);
    if (!options.end && seconds) {
        options.end = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(*seconds));
    }
    return options;
}

std::size_t failed_runs(const Study& study, const Plan& plan, const RecordIndex& index) {
    if (index.failed() == 0) return 0;
    std::vector<RunKey> failed;
    for (const PlannedRun& run : plan.runs) {
        const StoredRecord* stored = index.find(key_of(study, plan, run));
        if (stored && stored->outcome == Outcome::failed) failed.push_back(stored->key);
    }
    std::sort(failed.begin(), failed.end());
    return static_cast<std::size_t>(std::unique(failed.begin(), failed.end()) - failed.begin());
}

std::vector<std::size_t> missing_runs(const Study& study, const Plan& plan, const RecordIndex& index) {
    return missing_runs(study, plan, index, {});
}

std::vector<std::size_t> missing_runs(const Study& study, const Plan& plan, const RecordIndex& index, const WorkOptions& options) {
    std::vector<std::size_t> missing;
    for (const auto& [key, k] : runs_of_stripe(study, plan, options)) {
        if (!index.has(key)) missing.push_back(k);
    }
    std::sort(missing.begin(), missing.end());
    return missing;
}

WorkDone make_runs(const Study& study, const std::filesystem::path& folder, const Plan& plan, const NextRun& next, std::size_t asked,
                   std::size_t failed_before, const WorkOptions& options) {
    return Crew(study, folder, plan, next, asked, failed_before, options).work();
}

WorkDone work_on(const Study& study, const std::filesystem::path& folder, const WorkOptions& asked) {
    const WorkOptions options = with_time_limit(study, asked);
    WorkDone all;
    for (;;) {
        const RecordIndex index(folder / records_folder);
        const Plan plan = plan_of(study, index);
        const std::vector<std::size_t> runs = missing_runs(study, plan, index, options);
        if (runs.empty()) {
            if (!plan.settled) all.end = WorkEnd::waiting;
            return all;
        }
        std::size_t at = 0;
        const NextRun next = [&]() -> std::optional<std::size_t> { return at < runs.size() ? std::optional(runs[at++]) : std::nullopt; };
        const WorkDone done = make_runs(study, folder, plan, next, runs.size(), failed_runs(study, plan, index), options);
        all.made += done.made;
        all.failed += done.failed;
        all.end = done.end;
        if (done.end != WorkEnd::finished || plan.settled) return all;
    }
}

}  // namespace enclosure
