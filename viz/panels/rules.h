// The rules in force in a world at a step: what the scenario gives, changed by the events of policies, shocks and of who watches.
// Invariant: the model's own phase (sim/phases/events.h) works the values out; what conditions have begun is read from the record's events.
// The world itself is not touched.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/policy/agenda.h"
#include "sim/scenario/scenario.h"
#include "sim/world/triggered.h"
#include "viz/panels/lever_table.h"
#include "viz/session/session.h"

namespace enclosure::viz {

class RulesInForce {
  public:
    /// Looks at a world at the step that is shown. Does nothing where nothing has changed since it last looked. False while there is no
    /// world.
    bool look(const Session& session, WorldId world, std::size_t step);

    /// Forgets the scenario, so that the next look reads it anew.
    void forget() { track_.reset(); }

    /// Names of regions that levers by region act on; none: all.
    void set_regions(std::vector<std::string> regions);
    const std::vector<std::string>& regions() const { return regions_; }

    /// Of each row of lever_table.h, in their order: as the scenario that was opened has it on the date, by its own policies, and as in
    /// force. Of a lever its strength, the largest of the regions; of an impulse, which is over when it has struck, 0.
    const std::vector<double>& given() const { return given_; }
    const std::vector<double>& now() const { return now_; }

    const Scenario& scenario() const { return scenario_; }  ///< with all changes that were made
    const Scenario& opened() const;                         ///< without them
    const Scenario& in_force() const { return rules_; }
    Date date() const { return date_; }
    /// Whether a policy or a shock, other than an earlier setting, acts on the parameter on the date.
    bool acted_on(std::string_view path) const;

  private:
    void read_scenario(const Session& session, WorldId world);
    void apply(std::size_t step);
    std::vector<double> numbers(const Scenario& rules) const;

    std::shared_ptr<const Track> track_;
    std::size_t changes_ = 0;
    std::size_t step_ = 0;
    bool stale_ = true;
    Date date_{};
    Scenario scenario_, rules_, opened_rules_;
    std::shared_ptr<const Agenda> agenda_, opened_agenda_;
    std::vector<std::string> regions_;
    std::vector<double> given_, now_;
};

/// Strength at which the lever alone would make of `unchanged` what `rules` have, the largest of the rows that the regions name; 0 if it
/// does not say.
double lever_strength(const Lever& lever, const Scenario& unchanged, const Scenario& rules, const std::vector<std::string>& regions);

/// Conditional events of the agenda that have begun by the step, as the events of the track's records tell.
Triggered triggered_by(const Agenda& agenda, const Track& track, std::size_t step);

}  // namespace enclosure::viz
