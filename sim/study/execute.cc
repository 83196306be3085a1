#include "sim/study/execute.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <limits>
#include <map>
#include <mutex>
#include <utility>

#include "sim/base/parallel.h"

namespace enclosure {

namespace {

// One round of runs that a design asked for. Workers take the next run, make it, and put it where the others wait for their turn.
class Round {
  public:
    Round(const std::vector<StudyRun>& runs, const std::vector<Scenario>& arms, const std::vector<Metric>& metrics,
          const Execution& execution, const std::function<void(const MeasuredRun&)>& fold, std::vector<RunRecord>& records,
          std::size_t ahead)
        : runs_(runs), arms_(arms), metrics_(metrics), execution_(execution), fold_(fold), records_(records), ahead_(ahead) {}

    // Returns when nothing is left to begin. A worker waits only for runs that another one has in hand, so that the earliest never waits.
    void work() {
        for (;;) {
            std::size_t mine = 0;
            {
                std::unique_lock lock(mutex_);
                moved_.wait(lock, [&] { return over() || next_ < folded_ + ahead_; });
                if (over()) return;
                mine = next_++;
            }
            make(mine);
        }
    }

    bool whole() const { return !stopped_ && !failure_; }
    void rethrow_from_fold() const {
        if (fold_error_) std::rethrow_exception(fold_error_);
    }
    const std::optional<FailedRun>& failure() const { return failure_; }

  private:
    // Nothing is left to begin; called with the mutex.
    bool over() const { return stopped_ || failure_ || next_ >= runs_.size(); }

    void make(std::size_t mine) {
        const StudyRun run = runs_[mine];
        const Scenario& arm = arms_[run.arm];
        const std::int64_t seed = world_seed(arm.seed, run.world);
        std::optional<MeasuredRun> made;
        std::exception_ptr error;
        try {
            made = measure_run(arm, seed, run, metrics_, [this, mine] { return keep_going(mine); });
        } catch (...) {
            error = std::current_exception();
        }
        const std::scoped_lock lock(mutex_);
        if (error && mine < failed_) {
            failure_ = FailedRun{run, seed, error};
            failed_ = mine;
        }
        if (made && made->whole) waiting_.emplace(mine, std::move(*made));
        try {
            fold_what_is_due();
        } catch (...) {
            fold_error_ = std::current_exception();
            stopped_ = true;
        }
        moved_.notify_all();
    }

    // Runs before one that failed go on, so that what is kept does not depend on threads.
    bool keep_going(std::size_t mine) {
        const std::scoped_lock lock(mutex_);
        if (!stopped_ && execution_.keep_going && !execution_.keep_going()) stopped_ = true;
        return !stopped_ && mine < failed_;
    }

    void fold_what_is_due() {
        for (auto due = waiting_.find(folded_); due != waiting_.end(); due = waiting_.find(folded_)) {
            fold_(due->second);
            records_.push_back(std::move(due->second.record));
            waiting_.erase(due);
            ++folded_;
        }
    }

    const std::vector<StudyRun>& runs_;
    const std::vector<Scenario>& arms_;
    const std::vector<Metric>& metrics_;
    const Execution& execution_;
    const std::function<void(const MeasuredRun&)>& fold_;
    std::vector<RunRecord>& records_;
    std::size_t ahead_;
    std::mutex mutex_;
    std::condition_variable moved_;
    std::size_t next_ = 0;                                          // to begin
    std::size_t folded_ = 0;                                        // handed on
    std::map<std::size_t, MeasuredRun> waiting_;                    // ended before their turn
    std::size_t failed_ = std::numeric_limits<std::size_t>::max();  // the earliest
    std::optional<FailedRun> failure_;
    std::exception_ptr fold_error_;
    bool stopped_ = false;
};

}  // namespace

Executed execute(const Design& design, const std::vector<Scenario>& arms, const std::vector<Metric>& metrics, const Execution& execution,
                 const std::function<void(const MeasuredRun&)>& fold) {
    const Threads threads(execution.threads);
    const auto workers = static_cast<std::size_t>(threads.count());
    Executed out;
    while (out.whole) {
        const std::vector<StudyRun> runs = design(out.records);
        if (runs.empty()) break;
        if (execution.planned) execution.planned(out.records.size(), out.records.size() + runs.size());
        Round round(runs, arms, metrics, execution, fold, out.records, 2 * workers);
        threads.for_each(workers, [&round](std::size_t) { round.work(); });
        round.rethrow_from_fold();
        out.failure = round.failure();
        out.whole = round.whole();
    }
    return out;
}

}  // namespace enclosure
