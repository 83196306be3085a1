#include "viz/session/lookback.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "sim/run/branch.h"
#include "viz/session/low_priority.h"
#include "viz/session/observe.h"

namespace enclosure::viz {

namespace {

constexpr std::size_t frames_kept = 4;

std::uint32_t reviews_of(const World& world, std::size_t firm) {
    return firm < world.firms.size() ? world.firms.reviews[firm] : 0;
}

}  // namespace

Lookback::Lookback(bool synchronous, std::function<void()> tell) : synchronous_(synchronous), tell_(std::move(tell)) {}

Lookback::~Lookback() {
    {
        const std::lock_guard lock(mutex_);
        stop_ = true;
    }
    asked_.notify_all();
    if (thread_.joinable()) thread_.join();
}

std::shared_ptr<const AgentFrame> Lookback::agents(const std::shared_ptr<WorldRun>& run, std::size_t step) {
    const auto find = [&]() -> std::shared_ptr<const AgentFrame> {
        const std::lock_guard lock(mutex_);
        const auto found = std::find_if(frames_.begin(), frames_.end(),
                                        [&](const Answer& one) { return one.question.run == run && one.question.step == step; });
        return found == frames_.end() ? nullptr : found->agents;
    };
    if (auto frame = find()) return frame;
    ask({Kind::agents, run, run->rules().now(), step, 0});
    return find();
}

std::shared_ptr<const ChoiceExplanation> Lookback::choice(const std::shared_ptr<WorldRun>& run, std::size_t step, std::size_t user) {
    const auto same_user = [&] { return choice_ && choice_->question.run == run && choice_->question.row == user; };
    {
        const std::lock_guard lock(mutex_);
        if (same_user() && choice_->question.step == step) return choice_->choice;
    }
    if (step > 0) ask({Kind::choice, run, run->rules().now(), step, user});
    const std::lock_guard lock(mutex_);
    return same_user() && choice_->question.step <= step ? choice_->choice : nullptr;
}

std::shared_ptr<const StrategyExplanation> Lookback::review(const std::shared_ptr<WorldRun>& run, std::size_t step, std::size_t firm) {
    const auto reviews_at = [&](std::size_t k) {
        const std::vector<FirmRecord>& firms = run->track()->record(k).firms;
        return firm < firms.size() ? firms[firm].reviews : 0;
    };
    if (reviews_at(step) == 0) return nullptr;
    const auto find = [&]() -> const Answer* {  // under the lock
        const bool same = review_ && review_->question.run == run && review_->question.row == firm;
        return same && reviews_at(review_->question.step) == reviews_at(step) ? &*review_ : nullptr;
    };
    {
        const std::lock_guard lock(mutex_);
        if (const Answer* found = find()) return found->review;
    }
    ask({Kind::review, run, run->rules().now(), step, firm});
    const std::lock_guard lock(mutex_);
    const Answer* found = find();
    return found ? found->review : nullptr;
}

void Lookback::forget() {
    const std::lock_guard lock(mutex_);
    for (auto& question : waiting_) question.reset();
    in_work_.reset();
    frames_.clear();
    choice_.reset();
    review_.reset();
    failure_.clear();
    if (!thread_.joinable()) {
        run_.reset();
        simulation_.reset();
    }
}

std::string Lookback::failure() const {
    const std::lock_guard lock(mutex_);
    return failure_;
}

void Lookback::ask(Question question) {
    {
        const std::lock_guard lock(mutex_);
        if (in_work_ == question) return;
        waiting_[static_cast<std::size_t>(question.kind)] = std::move(question);
        if (!synchronous_ && !thread_.joinable()) thread_ = std::thread([this] { live(); });
    }
    if (!synchronous_) return asked_.notify_one();
    while (const auto asked = next()) answer(*asked);
}

std::optional<Lookback::Question> Lookback::next() {
    const std::lock_guard lock(mutex_);
    in_work_.reset();
    for (auto& question : waiting_) {
        if (!question) continue;
        in_work_ = std::exchange(question, {});
        return in_work_;
    }
    return {};
}

void Lookback::live() {
    take_low_priority(Waits::somebody);
    while (true) {
        {
            std::unique_lock lock(mutex_);
            asked_.wait(
                lock, [&] { return stop_ || std::any_of(waiting_.begin(), waiting_.end(), [](const auto& q) { return q.has_value(); }); });
            if (stop_) return;
        }
        while (const auto asked = next()) {
            answer(*asked);
            tell_();
        }
        // Nobody asks: the copy of the world is not worth its memory if the world itself is gone.
        if (run_ && run_.use_count() == 1) {
            run_.reset();
            simulation_.reset();
        }
    }
}

// Nobody waits for the answer: another world or agent is asked about, or nothing at all. Another step is none for agents that are
// explained: the newest step is always another while the world goes on.
bool Lookback::is_dropped(const Question& question) const {
    const std::lock_guard lock(mutex_);
    if (stop_ || in_work_ != question) return true;
    const auto& newer = waiting_[static_cast<std::size_t>(question.kind)];
    if (!newer) return false;
    return newer->run != question.run || newer->row != question.row || (question.kind == Kind::agents && newer->step != question.step);
}

std::optional<Lookback::Answer> Lookback::answer(const Question& question) {
    Answer made{question, nullptr, nullptr, nullptr};
    std::string failure;
    try {
        bool whole = false;
        switch (question.kind) {
            case Kind::agents:
                whole = go_to(question, question.step);
                if (whole) made.agents = agents_of(simulation_->world(), question.step);
                break;
            case Kind::choice:
                whole = explain_choice_of(question, made);
                break;
            case Kind::review:
                whole = explain_review_of(question, made);
                break;
            case Kind::count:
                break;
        }
        if (!whole) return {};
    } catch (const std::exception& error) {
        failure = error.what();
        simulation_.reset();
    }
    const std::lock_guard lock(mutex_);
    if (in_work_ != question) return {};
    failure_ = failure;
    if (!failure.empty()) return {};
    switch (question.kind) {
        case Kind::agents:
            frames_.push_back(made);
            if (frames_.size() > frames_kept) frames_.pop_front();
            break;
        case Kind::choice:
            choice_ = made;
            break;
        case Kind::review:
            review_ = made;
            break;
        case Kind::count:
            break;
    }
    return made;
}

// One step of the copy, unless the question is dropped. The state must be that of the run.
bool Lookback::go_on(const Question& question, const BeforePhase& before) {
    if (is_dropped(question)) return false;
    simulation_->step(before);
    const std::size_t made = simulation_->steps_made();
    if (simulation_->state_hash() != question.run->track()->record(made).hash) {
        throw std::logic_error("the state after step " + std::to_string(made) + ", made again to look back, is not what it was");
    }
    return true;
}

bool Lookback::go_to(const Question& question, std::size_t step) {
    const Keyframes::Kept kept = question.run->keyframes().before(step);
    const bool near = simulation_ && run_ == question.run && simulation_->steps_made() <= step && simulation_->steps_made() >= kept.step;
    if (!near || rules_ != question.rules) {
        World copy = near ? simulation_->world() : *kept.world;
        const std::size_t made = near ? simulation_->steps_made() : kept.step;
        rebase(copy, question.rules->scenario);
        run_ = question.run;
        rules_ = question.rules;
        simulation_ = std::make_unique<Simulation>(std::move(copy), made, RunOptions{.threads = 1});
    }
    while (simulation_->steps_made() < step) {
        if (!go_on(question, {})) return false;
    }
    return true;
}

bool Lookback::explain_choice_of(const Question& question, Answer& answer) {
    if (!go_to(question, question.step - 1)) return false;
    auto choice = std::make_shared<ChoiceExplanation>();
    const bool whole = go_on(question, [&](std::string_view phase, const World& world) {
        if (phase == "choose models") *choice = explain_choice(world, question.row);
    });
    if (!whole) return false;
    if (simulation_->world().users.choice[question.row] != choice->after) {
        throw std::logic_error("the explanation of a choice is not the choice made");
    }
    answer.choice = std::move(choice);
    return true;
}

bool Lookback::explain_review_of(const Question& question, Answer& answer) {
    const std::uint32_t wanted = question.run->track()->record(question.step).firms[question.row].reviews;
    Keyframes::Kept kept = question.run->keyframes().before(question.step);
    while (kept.step > 0 && reviews_of(*kept.world, question.row) >= wanted) kept = question.run->keyframes().before(kept.step - 1);
    if (!go_to(question, kept.step)) return false;
    const auto look = [&](std::string_view phase, const World& world) {
        if (phase != "review strategies" || question.row >= world.firms.size() || !reviews_strategy(world, question.row)) return;
        answer.review = weighs_strategies(world.firms, question.row)
                            ? std::make_shared<const StrategyExplanation>(explain_strategy(world, question.row))
                            : nullptr;
    };
    while (reviews_of(simulation_->world(), question.row) < wanted) {
        if (!go_on(question, look)) return false;
    }
    return true;
}

}  // namespace enclosure::viz
