#include "sim/base/parallel.h"

#include <cassert>
#include <exception>
#include <mutex>

#ifdef ENCLOSURE_STD_THREADS
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <stop_token>
#include <thread>
#include <vector>
#else
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include <optional>
#endif

namespace enclosure {

namespace {

/// The exception of the lowest block that threw. Keeping the lowest, and letting all others run, makes what is rethrown independent of
/// timing.
class Failure {
  public:
    void keep(std::size_t block) {
        const std::lock_guard lock(mutex_);
        if (!error_ || block < block_) {
            error_ = std::current_exception();
            block_ = block;
        }
    }
    void rethrow() const {
        if (error_) std::rethrow_exception(error_);
    }

  private:
    std::mutex mutex_;
    std::size_t block_ = 0;
    std::exception_ptr error_;
};

/// What one call of run() has to do.
struct Job {
    std::size_t blocks = 0;
    void (*task)(void*, std::size_t) = nullptr;
    void* context = nullptr;
    Failure* failure = nullptr;

    void run_block(std::size_t block) const {
        try {
            task(context, block);
        } catch (...) {
            failure->keep(block);
        }
    }
    void run_all() const {
        for (std::size_t block = 0; block < blocks; ++block) run_block(block);
    }
};

}  // namespace

#ifdef ENCLOSURE_STD_THREADS

struct Threads::Pool {
    explicit Pool(int requested) : count(requested > 0 ? requested : std::max(1, static_cast<int>(std::thread::hardware_concurrency()))) {
        for (int i = 1; i < count; ++i) {
            workers.emplace_back([this](std::stop_token stop) { work(stop); });
        }
    }

    void run(const Job& next) {
        // A call from inside a body, or from a second thread, runs where it is: waiting for the workers could be for ever.
        bool idle = false;
        if (!busy.compare_exchange_strong(idle, true)) return next.run_all();
        {
            const std::lock_guard lock(mutex);
            job = &next;
            next_block = 0;
            still_working = workers.size();
            ++generation;
        }
        wake.notify_all();
        take_blocks(next);
        {
            std::unique_lock lock(mutex);
            finished.wait(lock, [this] { return still_working == 0; });
        }
        busy = false;
    }

    void take_blocks(const Job& mine) {
        for (std::size_t block = next_block++; block < mine.blocks; block = next_block++) mine.run_block(block);
    }

    void work(const std::stop_token& stop) {
        std::uint64_t seen = 0;
        while (true) {
            const Job* mine = nullptr;
            {
                std::unique_lock lock(mutex);
                if (!wake.wait(lock, stop, [this, seen] { return generation != seen; })) return;
                seen = generation;
                mine = job;
            }
            take_blocks(*mine);
            const std::lock_guard lock(mutex);
            if (--still_working == 0) finished.notify_one();
        }
    }

    int count = 1;
    std::atomic<bool> busy = false;
    std::atomic<std::size_t> next_block = 0;
    std::mutex mutex;
    std::condition_variable_any wake;
    std::condition_variable finished;
    const Job* job = nullptr;
    std::size_t still_working = 0;
    std::uint64_t generation = 0;
    std::vector<std::jthread> workers;  // last, so that it ends first
};

#else

struct Threads::Pool {
    explicit Pool(int requested) : count(requested > 0 ? requested : tbb::info::default_concurrency()), arena(count) {
        if (count > tbb::info::default_concurrency())
            raised.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(count));
    }

    void run(const Job& job) {
        // The simple partitioner with a grain of one block: whoever is free takes the next; the default one would merge blocks.
        arena.execute([&job] {
            tbb::parallel_for(
                tbb::blocked_range<std::size_t>(0, job.blocks, 1),
                [&job](const tbb::blocked_range<std::size_t>& range) {
                    for (std::size_t block = range.begin(); block != range.end(); ++block) job.run_block(block);
                },
                tbb::simple_partitioner());
        });
    }

    int count = 1;
    std::optional<tbb::global_control> raised;  // oneTBB starts no more threads than processors unless told
    tbb::task_arena arena;
};

#endif

Threads::Threads(int count) : pool_((assert(count >= 0), std::make_unique<Pool>(count))) {}
Threads::~Threads() = default;
Threads::Threads(Threads&&) noexcept = default;
Threads& Threads::operator=(Threads&&) noexcept = default;

int Threads::count() const {
    return pool_->count;
}

void Threads::run(std::size_t blocks, Task task, void* context) const {
    Failure failure;
    const Job job{blocks, task, context, &failure};
    if (blocks <= 1 || pool_->count == 1) {
        job.run_all();
    } else {
        pool_->run(job);
    }
    failure.rethrow();
}

}  // namespace enclosure
