// The run of a live session, made again from its log, and held against it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/run/session_log.h"
#include "sim/run/simulation.h"

namespace enclosure {

/// The run of a log, made again.
class SessionRepeat {
  public:
    /// Loads the scenario and lays all changes on it. Throws ScenarioError, with places in the log.
    SessionRepeat(const SessionLog& log, const std::string& name);

    /// The scenario with all changes.
    const LoadedScenario& rules() const { return rules_.back(); }
    /// Sets the world up; it ends after the log's last step.
    void begin(RunOptions options);
    const Simulation& simulation() const { return *simulation_; }
    bool done() const { return simulation_->steps_made() + 1 >= hashes_.size(); }
    /// Makes a step under the changes made until then.
    void step();
    /// Steps after which the state first was another than the log's; none if it was none.
    const std::optional<std::size_t>& parted() const { return parted_; }

  private:
    void compare();

    std::vector<SessionChange> changes_;
    std::vector<std::uint64_t> hashes_;
    std::vector<LoadedScenario> rules_;  ///< under the first 0, 1, … changes
    std::size_t applied_ = 0;
    RunOptions options_;
    std::unique_ptr<Simulation> simulation_;
    std::optional<std::size_t> parted_;
};

}  // namespace enclosure
