// Something that takes long, done beside the window's thread.
// Invariant: one job is done at a time; of what is asked for meanwhile the newest alone follows, and what came before it is dropped. All
// members are for one thread, that of the window; who lets go waits until the job in hand is done.
#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <future>
#include <optional>
#include <thread>
#include <utility>

namespace enclosure::viz {

template <class Made>
class Background {
  public:
    using Job = std::function<Made()>;

    /// Has the job done in a thread of its own, which calls `wake` when it is. Without `wake` it is done before this returns.
    void ask(Job job, void (*wake)()) {
        if (made_.valid() && wake != nullptr) {
            next_ = std::move(job);
            wake_ = wake;
        } else {
            begin(std::move(job), wake);
        }
    }

    /// Whether there is something that was asked for and neither taken nor forgotten.
    bool busy() const { return next_ || (made_.valid() && !forgotten_); }

    /// Drops all that was asked for. The job in hand goes on to its end, without which the next does not begin, but nobody gets what it
    /// comes to.
    void forget() {
        next_.reset();
        forgotten_ = made_.valid();
    }

    /// What the newest job came to, once; nothing while it is not done. Throws what the job threw.
    std::optional<Made> take() {
        if (!made_.valid() || made_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return std::nullopt;
        std::future<Made> made = std::move(made_);
        const bool forgotten = std::exchange(forgotten_, false);
        if (next_) {
            begin(*std::exchange(next_, std::nullopt), wake_);
            return std::nullopt;
        }
        if (forgotten) return std::nullopt;
        return made.get();
    }

  private:
    static void do_job(std::promise<Made>& promise, const Job& job) {
        try {
            promise.set_value(job());
        } catch (...) {
            promise.set_exception(std::current_exception());
        }
    }

    void begin(Job job, void (*wake)()) {
        std::promise<Made> promise;
        made_ = promise.get_future();
        forgotten_ = false;
        if (wake == nullptr) return do_job(promise, job);
        thread_ = std::jthread([promise = std::move(promise), job = std::move(job), wake]() mutable {
            do_job(promise, job);
            wake();
        });
    }

    std::future<Made> made_;
    std::optional<Job> next_;
    bool forgotten_ = false;  // the job in hand
    void (*wake_)() = nullptr;
    std::jthread thread_;  // last: what it works for is there until it has ended
};

}  // namespace enclosure::viz
