// A run: a scenario, the world that it becomes, and the steps. What observes a run sees it between steps.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/phases/phase.h"
#include "sim/scenario/scenario.h"
#include "sim/world/world.h"

namespace enclosure {

struct RunOptions {
    int threads = 0;                          ///< 0: one per processor; never changes a result
    bool audit = false;                       ///< check the invariants of sim/run/audit.h after every phase
    std::optional<Date> until = {};           ///< make no step that begins on it or later; the scenario's end stays what it is
    std::vector<std::string> leave_out = {};  ///< phases that do not run, by name: for tests of what a phase does
};

/// Sees the world as a phase of the step in progress is about to find it.
using BeforePhase = std::function<void(std::string_view phase, const World& world)>;

class Simulation {
  public:
    /// Sets the world up. Throws std::invalid_argument if `leave_out` names no phase.
    explicit Simulation(Scenario scenario, RunOptions options = {});

    /// Goes on with a world of which `made` steps have been made, as a checkpoint holds it (sim/run/checkpoint.h). Throws as above.
    Simulation(World world, std::size_t made, RunOptions options);

    bool done() const { return made_ >= total_; }

    /// Makes one step; nothing if done. Throws AuditError if an invariant breaks under audit.
    void step();

    /// The same step; `before` is called before each phase.
    void step(const BeforePhase& before);

    std::size_t steps_made() const { return made_; }
    std::size_t steps_total() const { return total_; }

    /// Date on which step k begins.
    Date step_date(std::size_t k) const;
    /// Date of the present state: the begin of the next step.
    Date date() const { return step_date(made_); }

    const World& world() const { return world_; }
    const Scenario& scenario() const { return world_.scenario; }
    std::uint64_t state_hash() const;

  private:
    void choose_phases();

    RunOptions options_;
    std::unique_ptr<Threads> threads_;
    World world_;
    std::vector<Phase> phases_;
    std::size_t made_ = 0;
    std::size_t total_ = 0;
};

/// The step that a run of `scenario` makes after `made` others.
Step next_step(const Scenario& scenario, std::size_t made, const Threads& threads);

/// Steps of a run that makes none that begins on `until` or later; without it, those of the span.
std::size_t step_count(const TimeSpan& time, std::optional<Date> until);

/// Steps that a span of time holds: a step that would end after the end is not begun, up to rounding of a thousandth of a step.
std::size_t step_count(const TimeSpan& time);

}  // namespace enclosure
