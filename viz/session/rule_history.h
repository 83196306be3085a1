// The rules of a world of a session: as opened, and what was changed when. Invariant: each stage's scenario holds all changes up to it as
// policies with dates, so that the scenario of the last stage, run from its start, is the run as it has been.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "sim/run/session_change.h"
#include "sim/scenario/load.h"
#include "viz/session/session.h"

namespace enclosure::viz {

class RuleHistory {
  public:
    explicit RuleHistory(LoadedScenario opened) : opened_(std::make_shared<const LoadedScenario>(std::move(opened))) {}

    /// The scenario as it stands; and as opened.
    const std::shared_ptr<const LoadedScenario>& now() const { return stages_.empty() ? opened_ : stages_.back().loaded; }
    const std::shared_ptr<const LoadedScenario>& opened() const { return opened_; }

    /// Lays a change on it that takes effect after `step` steps, not before an earlier one. Throws ScenarioError; then nothing has changed.
    void change(const RuleChange& change, std::size_t step);

    /// Without the changes that took effect after `step` steps or later.
    RuleHistory before(std::size_t step) const;

    /// All changes as if they had been made at the start: their policies as long after it as they were after the change.
    RuleHistory from_start() const;

    /// The same rules with another seed.
    RuleHistory with_seed(std::uint64_t seed) const;

    std::vector<SessionChange> changes() const;
    std::vector<NotedChange> noted() const;

  private:
    struct Stage {
        SessionChange change;
        std::shared_ptr<const LoadedScenario> loaded;
    };

    Date date_of(std::size_t step) const;
    void lay_on(SessionChange change);

    std::shared_ptr<const LoadedScenario> opened_;
    std::vector<Stage> stages_;
};

/// The scenario with another seed, in its text too.
LoadedScenario reseeded(const LoadedScenario& loaded, std::uint64_t seed);

}  // namespace enclosure::viz
