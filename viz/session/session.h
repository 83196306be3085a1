// A live session: one world, or two from one state, that run while somebody watches and changes rules. Free of windows and of GL.
//
// The thread of the steps owns the simulations. It takes commands between steps, makes steps, appends to the tracks, and hands its newest
// agents over; it never waits for the reader, and nothing that the reader does can change what a step computes, but by a command. Every
// command that changes a world is noted with the step at which it took effect: the log of the session repeats it (sim/run/session_log.h,
// `enclosure run --replay`). All member functions are for one thread, that of the window.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/diagnostics.h"
#include "sim/base/paired.h"
#include "sim/run/explain_choice.h"
#include "sim/run/explain_strategy.h"
#include "sim/scenario/load.h"
#include "viz/session/track.h"

namespace enclosure::viz {

enum class WorldId : std::uint8_t { a, b };

enum class RunState : std::uint8_t { empty, paused, running, ended, failed };

/// Steps per second that the session aims at; max: as fast as it can.
struct Speed {
    double steps_per_second = 4;
    bool max = false;
    bool draw_every_step = false;  ///< waits until the reader has taken each step: nothing is missed, and the run is slower
};

/// A change of rules: parameters as `--set` would write them, and policies as TOML text of a policy file or shipped names ("lib:…").
struct RuleChange {
    std::vector<Override> settings = {};
    std::vector<std::string> policy_texts = {};
    std::vector<std::filesystem::path> policy_files = {};
    std::string title = {};  ///< in words, for the log and the timeline
};

/// Something that the user did to a world, and when it took effect.
struct NotedChange {
    std::size_t step = 0;
    Date date{};
    std::string title;
};

struct SessionOptions {
    int threads = 0;                                      ///< of a simulation; 0: one per processor
    bool synchronous = false;                             ///< no thread of its own: steps are made in pump(), so that pictures repeat
    std::size_t frame_memory = std::size_t{512} << 20U;   ///< bytes for agents of past steps, each world
    std::size_t keyframe_memory = std::size_t{1} << 30U;  ///< bytes for whole states to rewind to, half of them for each world
    std::function<void(std::size_t)> before_step =
        {};  ///< called before each step by who makes it; what it throws fails the run, for tests
};

struct SessionStatus {
    RunState state = RunState::empty;
    bool forked = false;
    double steps_per_second = 0;  ///< measured
    double slow_down = 1;         ///< time of a step with the viewer over time of the model alone
    std::size_t history_bytes = 0;
    std::size_t keyframes = 0;
    std::string failure = {};  ///< what a step threw
};

/// Replicates of both worlds, which run in the background.
struct ReplicateStatus {
    bool running = false;
    std::size_t made = 0;
    std::size_t wanted = 0;
    std::string failure = {};
};

/// One line of the paired table: an indicator at the end of the run in both worlds, over the same seeds.
struct PairedRow {
    std::size_t indicator = 0;  ///< row of indicators()
    double mean_a = 0, mean_b = 0;
    Interval a, b;          ///< of the means, 95 %
    double difference = 0;  ///< A − B, mean of paired differences
    Interval interval;      ///< of it
    std::size_t pairs = 0;
};

/// Bands over the replicates: 10 %, 50 % and 90 % of an indicator at each step.
struct ReplicateBand {
    std::vector<double> low, middle, high;
};

class Session {
  public:
    explicit Session(SessionOptions options = {});
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Opens a scenario and stands paused at step 0. Throws ScenarioError with every mistake; the session stays as it was.
    void open(const std::filesystem::path& scenario, std::vector<Override> settings = {}, std::vector<std::filesystem::path> policies = {});
    void open(LoadedScenario loaded, std::string name);
    /// Name under which it was opened: a path or "lib:baseline".
    const std::string& name() const;

    void run();
    void pause();
    void step(std::size_t count = 1);  ///< makes steps, then stands paused
    void run_until(std::size_t step);  ///< makes steps until there are so many, then stands paused
    void set_speed(Speed speed);
    Speed speed() const;
    /// Back to step 0 under the rules as given when opened (`keep_changes` false), or with all changes in force from the start of the run
    /// (true): dates of policies move as far as their change does. Keeps the seed. Throws ScenarioError if the changes do not go together
    /// at the start; then all stays.
    void reset(bool keep_changes);
    /// Back to step 0 with other draws; the rules stay as reset(true) keeps them. Throws as it does, and if there can be no such seed.
    void new_seed(std::uint64_t seed);
    std::uint64_t seed() const;

    /// Changes the rules from the next step on. Throws ScenarioError if it cannot be; then nothing has changed.
    void change_rules(const RuleChange& change, WorldId world = WorldId::a);

    /// Takes the world (both, if there are two) back to the state after `step` steps: what came later is forgotten, changes included. Where
    /// the worlds are two from a later step on, there is one again; at the very step of the fork there stay two.
    void rewind(std::size_t step);

    /// From the state after `step` steps on there are two worlds, same state, same draws: A as it is, B with the changes made from then on
    /// to A alone left out and `change` made instead. Both then go on in step. join() drops B.
    void fork(std::size_t step, const RuleChange& change_of_b);
    void join();

    /// What there is to see. A track is replaced by open, reset, new_seed, rewind, fork; null while there is none.
    std::shared_ptr<const Track> track(WorldId world = WorldId::a) const;
    /// Agents after the newest step that was handed over (null before the first), and after a step of the past: the kept frame if there is
    /// one; else the nearest kept before it, while the exact one is made again in the background (call again).
    std::shared_ptr<const AgentFrame> latest_agents(WorldId world = WorldId::a);
    std::shared_ptr<const AgentFrame> agents_at(std::size_t step, WorldId world = WorldId::a);

    /// Why a user has what he has, after the newest step; null until it is worked out (call again; it is redone when the step changes).
    std::shared_ptr<const ChoiceExplanation> explain_user(std::size_t user, WorldId world = WorldId::a);
    /// The same for a firm's last review of its strategy (FirmRecord::reviews); null too if it weighed no strategies then, or has made no
    /// review.
    std::shared_ptr<const StrategyExplanation> explain_firm(std::size_t firm, WorldId world = WorldId::a);

    /// Replicates with seeds seed + 1 … seed + count of both worlds in the background; of A alone if not forked. Progress, table and bands
    /// as they come.
    void start_replicates(std::size_t count);
    void cancel_replicates();
    ReplicateStatus replicates() const;
    std::vector<PairedRow> paired_table() const;
    /// Band of an indicator of a world; empty vectors while there is none.
    ReplicateBand band(WorldId world, std::size_t indicator) const;

    SessionStatus status() const;
    const std::vector<NotedChange>& changes(WorldId world = WorldId::a) const;

    /// The scenario as it stands now, with all changes; null while nothing is open.
    std::shared_ptr<const LoadedScenario> rules(WorldId world = WorldId::a) const;
    /// The scenario as it stands now, changes as policies with their dates: a file that `enclosure run` repeats from its start.
    std::string scenario_toml(WorldId world = WorldId::a) const;
    /// The log of the session (sim/run/session_log.h): `enclosure run --replay` gives the same states.
    std::string session_log(WorldId world = WorldId::a) const;

    /// To be called once a frame: takes what is new. True if there is something new to draw. If synchronous, makes due steps: all that
    /// step() or run_until() asked for; after run() one, or all at Speed::max; and one pair of replicates.
    bool pump();
    /// To be called when what the last pump() found has been drawn: a run of which every step is drawn makes the next one then.
    void drawn();
    /// Called from the steps' thread whenever something new is there, to wake a window that sleeps.
    void on_news(void (*wake)());

  private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace enclosure::viz
