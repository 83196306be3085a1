// What there is to read of a session: tracks, agents, explanations, replicates, how it goes, and its rules and log.
#include <algorithm>

#include "sim/base/version.h"
#include "sim/run/session_log.h"
#include "viz/session/session_inner.h"

namespace enclosure::viz {

std::shared_ptr<const Track> Session::track(WorldId world) const {
    const WorldRun* run = inner_->world(world);
    return run == nullptr ? nullptr : run->track();
}

std::shared_ptr<const AgentFrame> Session::latest_agents(WorldId world) {
    WorldRun* run = inner_->world(world);
    if (run == nullptr) return nullptr;
    run->agents().take();
    return run->agents().front();
}

std::shared_ptr<const AgentFrame> Session::agents_at(std::size_t step, WorldId world) {
    const std::shared_ptr<WorldRun> run = inner_->shared(world);
    if (!run) return nullptr;
    step = std::min(step, run->front());
    const Track& track = *run->track();
    if (const auto& kept = track.record(step).agents) return kept;
    if (auto made_again = inner_->lookback.agents(run, step)) return made_again;
    return track.record(step - step % track.frame_stride()).agents;
}

std::shared_ptr<const ChoiceExplanation> Session::explain_user(std::size_t user, WorldId world) {
    const std::shared_ptr<WorldRun> run = inner_->shared(world);
    return run && user < run->track()->population().users ? inner_->lookback.choice(run, run->front(), user) : nullptr;
}

std::shared_ptr<const StrategyExplanation> Session::explain_firm(std::size_t firm, WorldId world) {
    const std::shared_ptr<WorldRun> run = inner_->shared(world);
    return run ? inner_->lookback.review(run, run->front(), firm) : nullptr;
}

void Session::start_replicates(std::size_t count) {
    const WorldRun* a = inner_->world(WorldId::a);
    const WorldRun* b = inner_->world(WorldId::b);
    if (a != nullptr) inner_->replicates.start(a->rules().now(), b ? b->rules().now() : nullptr, inner_->forked_at, count);
}

void Session::cancel_replicates() {
    inner_->replicates.cancel();
}

ReplicateStatus Session::replicates() const {
    return inner_->replicates.status();
}

std::vector<PairedRow> Session::paired_table() const {
    return inner_->replicates.table();
}

ReplicateBand Session::band(WorldId world, std::size_t indicator) const {
    return inner_->replicates.band(world, indicator);
}

SessionStatus Session::status() const {
    const Stepper& stepper = inner_->stepper;
    SessionStatus status;
    const WorldRun* a = inner_->world(WorldId::a);
    const WorldRun* b = inner_->world(WorldId::b);
    if (a == nullptr) return status;
    status.forked = b != nullptr;
    status.steps_per_second = stepper.steps_per_second();
    status.slow_down = stepper.slow_down();
    status.history_bytes = a->bytes() + (b ? b->bytes() - inner_->shared_bytes : 0);
    status.keyframes = a->keyframes().size();
    status.failure = stepper.failed() ? stepper.failure() : inner_->lookback.failure();
    status.state = stepper.failed()  ? RunState::failed
                   : stepper.going() ? RunState::running
                   : a->ended()      ? RunState::ended
                                     : RunState::paused;
    return status;
}

const std::vector<NotedChange>& Session::changes(WorldId world) const {
    return inner_->noted[Inner::at(world)];
}

std::shared_ptr<const LoadedScenario> Session::rules(WorldId world) const {
    const WorldRun* run = inner_->world(world);
    return run == nullptr ? nullptr : run->rules().now();
}

std::string Session::scenario_toml(WorldId world) const {
    const auto loaded = rules(world);
    return loaded ? loaded->resolved_toml : std::string{};
}

std::string Session::session_log(WorldId world) const {
    const WorldRun* run = inner_->world(world);
    if (run == nullptr) return {};
    const BuildInfo& build = build_info();
    SessionLog log{.version = std::string(build.version),
                   .git = std::string(build.git),
                   .compiler = std::string(build.compiler),
                   .flags = std::string(build.flags),
                   .name = inner_->name,
                   .scenario = run->rules().opened()->resolved_toml};
    log.changes = run->rules().changes();
    const Track& track = *run->track();
    for (std::size_t k = 0, size = track.size(); k < size; ++k) log.hashes.push_back(track.record(k).hash);
    return write_session_log(log);
}

}  // namespace enclosure::viz
