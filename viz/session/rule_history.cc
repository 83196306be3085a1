#include "viz/session/rule_history.h"

#include <algorithm>
#include <utility>

#include "sim/scenario/set.h"
#include "sim/scenario/toml_text.h"
#include "sim/scenario/write.h"

namespace enclosure::viz {

LoadedScenario reseeded(const LoadedScenario& loaded, std::uint64_t seed) {
    LoadedScenario other = loaded;
    other.scenario.seed = static_cast<std::int64_t>(seed);
    other.resolved_toml = write_toml(other.scenario);
    for (Origin& origin : other.origins) {
        if (origin.path == "seed") origin = {"seed", toml_text(other.scenario.seed), enclosure::Place{set_place}};
    }
    return other;
}

Date RuleHistory::date_of(std::size_t step) const {
    const TimeSpan& time = opened_->scenario.time;
    return date_after(time.start, static_cast<double>(step) * time.step);
}

void RuleHistory::lay_on(SessionChange change) {
    auto loaded = std::make_shared<const LoadedScenario>(apply_change(*now(), change));
    stages_.push_back({std::move(change), std::move(loaded)});
}

void RuleHistory::change(const RuleChange& change, std::size_t step) {
    SessionChange made{.step = step, .title = change.title, .settings = change.settings, .policies = change.policy_texts};
    for (const std::filesystem::path& file : change.policy_files) made.policies.push_back(policy_text(file));
    lay_on(std::move(made));
}

RuleHistory RuleHistory::before(std::size_t step) const {
    RuleHistory kept = *this;
    const auto later = std::find_if(kept.stages_.begin(), kept.stages_.end(), [&](const Stage& one) { return one.change.step >= step; });
    kept.stages_.erase(later, kept.stages_.end());
    return kept;
}

RuleHistory RuleHistory::from_start() const {
    RuleHistory early(*opened_);
    for (const Stage& stage : stages_) {
        SessionChange change = stage.change;
        for (std::string& text : change.policies) text = shifted_policy(text, date_of(change.step), date_of(0));
        change.step = 0;
        early.lay_on(std::move(change));
    }
    return early;
}

RuleHistory RuleHistory::with_seed(std::uint64_t seed) const {
    RuleHistory other(reseeded(*opened_, seed));
    for (const Stage& stage : stages_)
        other.stages_.push_back({stage.change, std::make_shared<const LoadedScenario>(reseeded(*stage.loaded, seed))});
    return other;
}

std::vector<SessionChange> RuleHistory::changes() const {
    std::vector<SessionChange> all;
    for (const Stage& stage : stages_) all.push_back(stage.change);
    return all;
}

std::vector<NotedChange> RuleHistory::noted() const {
    std::vector<NotedChange> all;
    for (const Stage& stage : stages_) all.push_back({stage.change.step, date_of(stage.change.step), stage.change.title});
    return all;
}

}  // namespace enclosure::viz
