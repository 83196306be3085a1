// What was, worked out again: agents of a step of which none were kept, and why an agent did what it did. From the last kept state before
// it, on a copy, in a thread of its own with low priority; each state made again must have the hash of the run. Of each kind of question
// the newest counts; what comes of it is there when it is asked again.
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "viz/session/world_run.h"

namespace enclosure::viz {

class Lookback {
  public:
    /// Answers at once if `synchronous`. `tell` is called when an answer is there.
    Lookback(bool synchronous, std::function<void()> tell);
    ~Lookback();
    Lookback(const Lookback&) = delete;
    Lookback& operator=(const Lookback&) = delete;

    /// Agents after `step` steps; null until they are there.
    std::shared_ptr<const AgentFrame> agents(const std::shared_ptr<WorldRun>& run, std::size_t step);

    /// Why a user has what he has after `step` steps. Until that is there, what was worked out of him for an earlier step; else null.
    std::shared_ptr<const ChoiceExplanation> choice(const std::shared_ptr<WorldRun>& run, std::size_t step, std::size_t user);

    /// The last review that a firm has made of its strategy within `step` steps; null too if it had nothing to weigh.
    std::shared_ptr<const StrategyExplanation> review(const std::shared_ptr<WorldRun>& run, std::size_t step, std::size_t firm);

    /// Drops all questions and answers.
    void forget();

    /// What the last attempt threw; empty if it threw nothing.
    std::string failure() const;

  private:
    enum class Kind : std::uint8_t { agents, choice, review, count };
    static constexpr std::size_t kinds = static_cast<std::size_t>(Kind::count);

    struct Question {
        Kind kind = Kind::agents;
        std::shared_ptr<WorldRun> run;
        std::shared_ptr<const LoadedScenario> rules;
        std::size_t step = 0;
        std::size_t row = 0;
        bool operator==(const Question&) const = default;
    };
    struct Answer {
        Question question;
        std::shared_ptr<const AgentFrame> agents;
        std::shared_ptr<const ChoiceExplanation> choice;
        std::shared_ptr<const StrategyExplanation> review;
    };

    void ask(Question question);
    void live();
    std::optional<Question> next();
    bool is_dropped(const Question& question) const;
    std::optional<Answer> answer(const Question& question);
    bool go_to(const Question& question, std::size_t step);
    bool go_on(const Question& question, const BeforePhase& before);
    bool explain_choice_of(const Question& question, Answer& answer);
    bool explain_review_of(const Question& question, Answer& answer);

    const bool synchronous_;
    const std::function<void()> tell_;

    mutable std::mutex mutex_;  ///< of what follows, up to the thread
    std::condition_variable asked_;
    std::array<std::optional<Question>, kinds> waiting_;
    std::optional<Question> in_work_;
    std::deque<Answer> frames_;
    std::optional<Answer> choice_, review_;
    std::string failure_;
    bool stop_ = false;
    std::thread thread_;

    // Where the worker stands.
    std::shared_ptr<WorldRun> run_;
    std::shared_ptr<const LoadedScenario> rules_;
    std::unique_ptr<Simulation> simulation_;
};

}  // namespace enclosure::viz
