#include "viz/session/world_run.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "sim/run/branch.h"
#include "viz/session/observe.h"

namespace enclosure::viz {

namespace {

// Agents that are not kept are copied for the picture alone: no oftener than pictures are drawn.
constexpr std::chrono::milliseconds between_pictures{16};

}  // namespace

std::size_t frame_stride_for(std::size_t steps, std::size_t agents, std::size_t memory) {
    const std::size_t affordable = memory / (agents + sizeof(AgentFrame));
    if (affordable <= 1) return steps + 1;  // that of the start alone
    return steps / affordable + 1;
}

WorldRun::WorldRun(RuleHistory rules, const SessionOptions& options)
    : run_options_{.threads = options.threads},
      rules_(std::move(rules)),
      simulation_(std::make_unique<Simulation>(rules_.now()->scenario, run_options_)),
      keyframes_(simulation_->steps_total(), bytes_of(simulation_->world()), options.keyframe_memory / 2) {
    const World& world = simulation_->world();
    const std::size_t steps = simulation_->steps_total();
    const std::size_t stride = frame_stride_for(steps, world.users.size() + world.developers.size(), options.frame_memory);
    track_ = std::make_shared<Track>(*rules_.now(), population_of(world), steps, stride);
    record();
    hand_over_agents(true);
}

WorldRun::WorldRun(const WorldRun& from, std::size_t step, RuleHistory rules, const SessionOptions& options)
    : run_options_{.threads = options.threads}, rules_(std::move(rules)), keyframes_(from.keyframes_, step) {
    const Track& track = *from.track_;
    track_ = std::make_shared<Track>(*rules_.now(), track.population(), track.steps_total(), track.frame_stride());
    for (std::size_t k = 0; k <= step; ++k) track_->append(track.shared(k));
    if (from.simulation_->steps_made() == step && !from.in_step_) {
        go_on_from(from.simulation_->world(), step);
    } else {
        const Keyframes::Kept kept = keyframes_.before(step);
        go_on_from(*kept.world, kept.step);
    }
    hand_over_agents(true);
}

void WorldRun::go_on_from(const World& world, std::size_t made) {
    World copy = world;
    rebase(copy, rules_.now()->scenario);
    simulation_ = std::make_unique<Simulation>(std::move(copy), made, run_options_);
}

// A step that throws leaves a state that is neither the old one nor the new one.
void WorldRun::step_simulation() {
    in_step_ = true;
    simulation_->step();
    in_step_ = false;
}

std::size_t WorldRun::bytes_until(std::size_t step) const {
    std::size_t bytes = keyframes_.bytes_until(step);
    for (std::size_t k = 0; k <= std::min(step, front()); ++k) bytes += bytes_of(track_->record(k));
    return bytes;
}

bool WorldRun::catch_up() {
    if (!behind()) return false;
    step_simulation();
    const std::size_t made = simulation_->steps_made();
    if (simulation_->state_hash() != track_->record(made).hash) {
        throw std::logic_error("the state after step " + std::to_string(made) + ", made again, is not what it was");
    }
    return behind();
}

void WorldRun::step() {
    while (catch_up()) {
    }
    if (ended()) return;
    const auto begun = std::chrono::steady_clock::now();
    step_simulation();
    model_time_ = std::chrono::steady_clock::now() - begun;
    record();
}

void WorldRun::record() {
    const std::size_t step = simulation_->steps_made();
    const World& world = simulation_->world();
    auto record = std::make_shared<StepRecord>(record_of(world, step, simulation_->date(), simulation_->state_hash()));
    if (frame_due(step)) record->agents = agents_of(world, step);
    keyframes_.offer(world, step);
    track_->append(std::move(record));
}

void WorldRun::change(const RuleChange& change, std::size_t step) {
    if (in_step_) throw std::logic_error("a run that has failed takes no changes; take it back or begin anew");
    rules_.change(change, step);
    go_on_from(simulation_->world(), simulation_->steps_made());
}

void WorldRun::hand_over_agents(bool now) {
    const std::size_t step = front();
    if (handed_over_ == step) return;
    std::shared_ptr<const AgentFrame> frame = track_->last().agents;
    const auto time = std::chrono::steady_clock::now();
    if (!frame) {
        if (behind() || (!now && time - handed_over_at_ < between_pictures)) return;
        frame = agents_of(simulation_->world(), step);
    }
    agents_.back() = std::move(frame);
    agents_.publish();
    handed_over_ = step;
    handed_over_at_ = time;
}

}  // namespace enclosure::viz
