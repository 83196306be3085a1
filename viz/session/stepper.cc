#include "viz/session/stepper.h"

#include <algorithm>
#include <exception>
#include <limits>
#include <optional>
#include <utility>

namespace enclosure::viz {

namespace {

constexpr double as_fast_as_can_be = std::numeric_limits<double>::infinity();
constexpr double smoothing = 0.2;  // of measured times, weight of the newest

double seconds(std::chrono::nanoseconds time) {
    return std::chrono::duration<double>(time).count();
}

void smooth(double& mean, double value) {
    mean = mean == 0 ? value : mean + smoothing * (value - mean);
}

}  // namespace

Stepper::Stepper(bool synchronous, std::function<void(std::size_t)> before_step)
    : synchronous_(synchronous), before_step_(std::move(before_step)) {
    if (!synchronous_) thread_ = std::thread([this] { live(); });
}

Stepper::~Stepper() {
    stop_ = true;
    wake_up();
    if (thread_.joinable()) thread_.join();
}

void Stepper::command(const std::function<void(Worlds&)>& change, bool anew) {
    std::exception_ptr error;
    const auto run = [&] {
        try {
            change(worlds_);
            if (anew) failed_ = false;
            steps_per_second_ = seconds_per_step_ = 0;
        } catch (...) {
            error = std::current_exception();
        }
    };
    if (synchronous_) {
        run();
    } else {
        const int before = commands_done_.load(std::memory_order_relaxed);
        commands_.push([&] {  // there is room: each is waited for
            run();
            commands_done_.fetch_add(1, std::memory_order_release);
            commands_done_.notify_one();
        });
        wake_up();
        commands_done_.wait(before, std::memory_order_acquire);
    }
    if (error) std::rethrow_exception(error);
    tell();
}

void Stepper::go_to(std::size_t step, bool paced) {
    paced_ = paced;
    target_ = step;
    wake_up();
}

void Stepper::set_speed(Speed speed) {
    speed_ = speed.max ? as_fast_as_can_be : std::max(speed.steps_per_second, 0.01);
    draw_every_step_ = speed.draw_every_step;
    wake_up();
}

void Stepper::taken(std::size_t step) {
    if (taken_.exchange(step) != step && draw_every_step_) wake_up();
}

bool Stepper::going() const {
    if (busy_) return true;  // asked before the target: a step that begins after this has seen a target that is not newer
    return !failed() && worlds_.a && worlds_.a->front() < std::min<std::size_t>(target_, worlds_.a->steps_total());
}

void Stepper::tell() {
    news_.fetch_add(1, std::memory_order_acq_rel);
    if (const auto wake = wake_.load(std::memory_order_acquire)) wake();
}

// The state of a front has to be made again, or B has steps to make that A has made.
bool Stepper::catching_up() const {
    const Worlds& w = worlds_;
    return w.a && (w.a->behind() || (w.b && (w.b->behind() || w.b->front() < w.a->front())));
}

bool Stepper::step_wanted() const {
    return worlds_.a && !worlds_.a->ended() && worlds_.a->front() < target_;
}

bool Stepper::must_wait_for_reader() const {
    return !synchronous_ && paced_ && draw_every_step_ && taken_ < worlds_.a->front();
}

Stepper::Clock::time_point Stepper::next_due() const {
    const double speed = speed_;
    if (!paced_ || speed == as_fast_as_can_be) return {};
    return last_round_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / speed));
}

// A piece of what is to do: some tens of milliseconds at most, so that commands need not wait.
void Stepper::work() {
    const Worlds& w = worlds_;
    try {
        if (w.a->behind()) {
            w.a->catch_up();
        } else if (w.b && w.b->behind()) {
            w.b->catch_up();
        } else if (w.b && w.b->front() < w.a->front()) {
            w.b->step();
            w.b->hand_over_agents(w.b->front() == w.a->front());
            tell();
        } else if (step_wanted()) {
            round();
        }
        if (!catching_up() && !step_wanted()) {
            w.a->hand_over_agents(true);
            if (w.b) w.b->hand_over_agents(true);
            tell();
        }
    } catch (const std::exception& error) {
        fail(error.what());
    }
}

void Stepper::round() {
    const Worlds& w = worlds_;
    const auto begun = Clock::now();
    const auto wanted_since = std::exchange(waits_for_reader_since_, {}).value_or(begun);
    // A run that is late does not hurry after the time that it has lost, but for a small part of a period.
    const auto due = next_due();
    last_round_ = begun - due < std::chrono::milliseconds(20) && due < begun ? due : begun;
    if (before_step_) before_step_(w.a->front());
    w.a->step();
    auto in_model = w.a->model_time();
    w.a->hand_over_agents(synchronous_);
    if (w.b) {
        w.b->step();
        in_model += w.b->model_time();
        w.b->hand_over_agents(synchronous_);
    }
    measure(wanted_since, in_model);
    tell();
}

void Stepper::fail(const std::string& why) {
    failure_ = why;
    failed_.store(true, std::memory_order_release);
    tell();
}

void Stepper::measure(Clock::time_point wanted_since, std::chrono::nanoseconds in_model) {
    const auto now = Clock::now();
    if (last_end_ != Clock::time_point{}) {
        smooth(seconds_per_step_, seconds(now - last_end_));
        steps_per_second_ = seconds_per_step_ > 0 ? 1 / seconds_per_step_ : 0;
    }
    smooth(busy_seconds_, seconds(now - wanted_since));
    smooth(model_seconds_, seconds(in_model));
    slow_down_ = model_seconds_ > 0 ? busy_seconds_ / model_seconds_ : 1;
    last_end_ = now;
}

void Stepper::make_due_steps() {
    while (!failed() && catching_up()) work();
    const bool one = paced_ && (draw_every_step_ || speed_ != as_fast_as_can_be);
    while (!failed() && step_wanted()) {
        work();
        if (one) break;
    }
}

void Stepper::drain() {
    std::function<void()> command;
    while (commands_.pop(command)) command();
}

void Stepper::live() {
    while (!stop_) {
        drain();
        busy_ = true;
        const bool wanted = !failed() && step_wanted();
        if (!failed() && catching_up()) {
            busy_ = wanted;  // the state of a world that stands is made again unseen
            work();
        } else if (wanted && must_wait_for_reader()) {
            if (!waits_for_reader_since_) waits_for_reader_since_ = Clock::now();
            sleep({});
        } else if (wanted) {
            const auto due = next_due();
            if (due > Clock::now()) {
                sleep(due);
            } else {
                work();
            }
        } else {
            busy_ = false;
            last_end_ = {};
            sleep({});
        }
    }
    busy_ = false;
}

void Stepper::sleep(std::optional<Clock::time_point> until) {
    std::unique_lock lock(sleeping_);
    const auto woken = [this] { return woken_; };
    if (until) {
        woken_up_.wait_until(lock, *until, woken);
    } else {
        woken_up_.wait(lock, woken);
    }
    woken_ = false;
}

void Stepper::wake_up() {
    {
        const std::lock_guard lock(sleeping_);
        woken_ = true;
    }
    woken_up_.notify_one();
}

}  // namespace enclosure::viz
