// The model's own phases on a world that a theory has prepared: those of the pipeline that are named, in its order.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/phases/phase.h"
#include "sim/scenario/scenario.h"
#include "sim/world/world.h"

namespace enclosure::theory {

/// The shipped scenario theory/ID with values set as by --set ("time.step=1 yr").
Scenario scenario(std::string_view id, const std::vector<std::string>& settings = {});

/// The scenario of that seed.
Scenario with_seed(Scenario scenario, std::int64_t seed);

class Rig {
  public:
    /// Sets the world up; `phases` are names of the pipeline, none means all. Throws std::invalid_argument for a name that is none.
    explicit Rig(const Scenario& scenario, std::span<const std::string_view> phases = {});
    Rig(const Rig&) = delete;
    Rig& operator=(const Rig&) = delete;

    /// Makes the next step. Throws Stopped (sim/theory/stop.h).
    void step();
    void steps(int n) {
        for (int k = 0; k < n; ++k) step();
    }
    double time() const { return static_cast<double>(made_) * world.scenario.time.step; }

    World world;

  private:
    Threads threads_{1};
    std::vector<const Phase*> phases_;
    std::uint32_t made_ = 0;
};

/// Share of those with a model who use that of each firm's interface or, without one, its released weights.
std::vector<double> user_shares(const World& world);

}  // namespace enclosure::theory
