#include "analysis/claims/claim_work.h"

#include <fmt/format.h>

#include <chrono>
#include <exception>
#include <mutex>
#include <optional>

#include "sim/base/parallel.h"
#include "sim/study/make_run.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/study_log.h"

namespace enclosure {

namespace {

/// The threads of one process at the runs of claims.
class ClaimCrew {
  public:
    ClaimCrew(const ClaimRuns& runs, std::span<const ClaimRun> missing, const std::filesystem::path& folder, const WorkOptions& options)
        : runs_(runs),
          missing_(missing),
          options_(options),
          writer_(folder / records_folder, false),
          log_(folder, fmt::format("{} jobs, {} runs to make", options.jobs, missing.size())) {}

    WorkDone work() {
        const Threads threads(options_.jobs);
        threads.for_each(static_cast<std::size_t>(threads.count()), [this](std::size_t) { work_alone(); });
        if (error_) std::rethrow_exception(error_);
        return done_;
    }

  private:
    void work_alone() {
        std::optional<RunMaker> maker;
        std::size_t of_set = 0;
        while (const std::optional<ClaimRun> run = take()) {
            const ClaimRunSet& set = *runs_.sets[run->set];
            if (!maker || of_set != run->set) maker.emplace(set.study, options_.threads);
            of_set = run->set;
            try {
                const auto begin = std::chrono::steady_clock::now();
                std::optional<Record> record = maker->make(set.plan, set.plan.runs[run->run], [this] { return keep_going(); });
                if (!record) return;
                writer_.append(*record);
                count(*record, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
            } catch (...) {
                const std::scoped_lock lock(mutex_);
                if (!error_) error_ = std::current_exception();
            }
        }
    }

    std::optional<ClaimRun> take() {
        const std::scoped_lock lock(mutex_);
        if (error_ || done_.end != WorkEnd::finished || next_ == missing_.size()) return std::nullopt;
        if (options_.stop && options_.stop() != Stop::no) {
            done_.end = WorkEnd::stopped;
            return std::nullopt;
        }
        return missing_[next_++];
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
        done_.failed += record.failure ? 1 : 0;
        if (options_.told) options_.told(done_.made, missing_.size());
    }

    const ClaimRuns& runs_;
    std::span<const ClaimRun> missing_;
    const WorkOptions& options_;
    SegmentWriter writer_;
    StudyLog log_;
    std::mutex mutex_;
    std::size_t next_ = 0;
    WorkDone done_;
    std::exception_ptr error_;
};

}  // namespace

WorkDone make_claim_runs(const ClaimRuns& runs, std::span<const ClaimRun> missing, const std::filesystem::path& folder,
                         const WorkOptions& options) {
    return ClaimCrew(runs, missing, folder, options).work();
}

}  // namespace enclosure
