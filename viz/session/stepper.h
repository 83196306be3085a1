// The thread of the steps. It owns the worlds; between steps it takes commands, in a step it does nothing but the step.
// Invariant: worlds A and B, if there are two, end each round after the same number of steps, once B has made those that A was ahead.
//
// How far to go and how fast are single numbers that the window sets at any time; whatever else touches a world is a command that the
// window waits for: it runs between two steps. No lock is taken in a step. The mutex here is for sleeping.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "viz/session/command_ring.h"
#include "viz/session/world_run.h"

namespace enclosure::viz {

class Stepper {
  public:
    /// Without a thread if `synchronous`: then commands run at once and steps are made in make_due_steps().
    Stepper(bool synchronous, std::function<void(std::size_t)> before_step);
    ~Stepper();
    Stepper(const Stepper&) = delete;
    Stepper& operator=(const Stepper&) = delete;

    struct Worlds {
        std::shared_ptr<WorldRun> a, b;
    };

    /// Runs it between two steps and waits for it. What it throws is thrown here. A failure that was is forgotten if `anew`.
    void command(const std::function<void(Worlds&)>& change, bool anew);

    /// The worlds; for the thread of the window, which alone changes them, by commands.
    const Worlds& worlds() const { return worlds_; }

    /// Make steps until there are so many. `paced`: at the speed that is set; else as fast as can be.
    void go_to(std::size_t step, bool paced);
    void set_speed(Speed speed);
    /// The reader has seen all up to this step.
    void taken(std::size_t step);

    /// All steps that were asked for; of a paced run that is not at full speed, one. For a session without a thread.
    void make_due_steps();

    bool going() const;
    bool failed() const { return failed_.load(std::memory_order_acquire); }
    std::string failure() const { return failed() ? failure_ : std::string{}; }
    double steps_per_second() const { return steps_per_second_.load(std::memory_order_relaxed); }
    double slow_down() const { return slow_down_.load(std::memory_order_relaxed); }
    /// Grows with everything that there is to see.
    std::size_t news() const { return news_.load(std::memory_order_acquire); }
    void on_news(void (*wake)()) { wake_.store(wake, std::memory_order_release); }
    /// Something is to be seen, by whichever thread.
    void tell();

  private:
    using Clock = std::chrono::steady_clock;

    void live();
    void drain();
    bool catching_up() const;
    bool step_wanted() const;
    bool must_wait_for_reader() const;
    Clock::time_point next_due() const;
    void work();
    void round();
    void fail(const std::string& why);
    void measure(Clock::time_point wanted_since, std::chrono::nanoseconds in_model);
    void sleep(std::optional<Clock::time_point> until);
    void wake_up();

    const bool synchronous_;
    const std::function<void(std::size_t)> before_step_;
    Worlds worlds_;

    CommandRing<std::function<void()>> commands_;
    std::atomic<int> commands_done_{0};
    std::atomic<bool> stop_{false};
    std::atomic<std::size_t> target_{0};
    std::atomic<bool> paced_{false};
    std::atomic<double> speed_{4};  ///< steps per second; infinite: as fast as can be
    std::atomic<bool> draw_every_step_{false};
    std::atomic<std::size_t> taken_{0};
    std::atomic<bool> busy_{false};
    std::atomic<bool> failed_{false};
    std::string failure_;  ///< written before failed_ is set
    std::atomic<double> steps_per_second_{0};
    std::atomic<double> slow_down_{1};
    std::atomic<std::size_t> news_{0};
    std::atomic<void (*)()> wake_{nullptr};

    Clock::time_point last_round_{};
    Clock::time_point last_end_{};  ///< of a round; none after a pause
    std::optional<Clock::time_point> waits_for_reader_since_;
    double seconds_per_step_ = 0;  ///< smoothed, as are the next two
    double busy_seconds_ = 0, model_seconds_ = 0;

    std::mutex sleeping_;
    std::condition_variable woken_up_;
    bool woken_ = false;
    std::thread thread_;
};

}  // namespace enclosure::viz
