// One world of a session as it goes on: its simulation, its rules, and what is kept of its steps.
// Invariant: the track says how far it has come. The simulation may be behind, when the world was taken back or forked and its state is
// being made again from a kept one; it then has the hashes that the track has, or the run fails.
//
// The thread of the steps alone steps and changes it. `track`, `keyframes` and the reading end of `agents` are for others too.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>

#include "sim/run/simulation.h"
#include "viz/session/keyframes.h"
#include "viz/session/rule_history.h"
#include "viz/session/session.h"
#include "viz/session/track.h"
#include "viz/session/triple_buffer.h"

namespace enclosure::viz {

class WorldRun {
  public:
    /// At step 0.
    WorldRun(RuleHistory rules, const SessionOptions& options);

    /// The world `from` after `step` steps, to go on under `rules`, which have been its rules until then.
    WorldRun(const WorldRun& from, std::size_t step, RuleHistory rules, const SessionOptions& options);

    std::size_t front() const { return track_->size() - 1; }
    std::size_t steps_total() const { return track_->steps_total(); }
    bool ended() const { return front() >= steps_total(); }
    /// Whether the state of the front has to be made again.
    bool behind() const { return simulation_->steps_made() < front(); }

    /// Makes one step of those that the front is ahead; false if it has come to the front.
    bool catch_up();
    /// Makes the next step and records it; nothing if ended. Catches up before.
    void step();

    /// Lays a change on the rules, from the front on or from a later step.
    void change(const RuleChange& change, std::size_t step);

    /// Hands the newest agents over unless they were. Unless `now`, those that are not kept anyway only if that was not done just before.
    void hand_over_agents(bool now);

    const RuleHistory& rules() const { return rules_; }
    const std::shared_ptr<Track>& track() const { return track_; }
    const Keyframes& keyframes() const { return keyframes_; }
    TripleBuffer<std::shared_ptr<const AgentFrame>>& agents() { return agents_; }

    /// Bytes of what is kept; and of the first `step` steps.
    std::size_t bytes() const { return track_->bytes() + keyframes_.bytes(); }
    std::size_t bytes_until(std::size_t step) const;
    /// Time that the last step() took in the model itself.
    std::chrono::nanoseconds model_time() const { return model_time_; }

  private:
    void step_simulation();
    void record();
    void go_on_from(const World& world, std::size_t made);
    bool frame_due(std::size_t step) const { return step % track_->frame_stride() == 0; }

    RunOptions run_options_;
    RuleHistory rules_;
    std::unique_ptr<Simulation> simulation_;
    std::shared_ptr<Track> track_;
    Keyframes keyframes_;
    TripleBuffer<std::shared_ptr<const AgentFrame>> agents_;
    bool in_step_ = false;                ///< also after a step that threw
    std::size_t handed_over_ = SIZE_MAX;  ///< step of the newest agents that were
    std::chrono::steady_clock::time_point handed_over_at_{};
    std::chrono::nanoseconds model_time_{0};
};

/// Agents are kept every so many steps, so that those of a run of so many steps fit.
std::size_t frame_stride_for(std::size_t steps, std::size_t agents, std::size_t memory);

}  // namespace enclosure::viz
