// What must hold between the values of a scenario. Types, units and legal ranges are the loader's concern.
// Invariant: every check runs, whatever the others found.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/base/diagnostics.h"
#include "sim/scenario/places.h"
#include "sim/scenario/scenario.h"

namespace enclosure {

/// Shares must sum to one within this.
inline constexpr double share_tolerance = 1e-6;

/// Dates in order, ids well formed and unique, references to rows that exist, shares that sum to one, minima not above maxima, events
/// within the run and on live parameters.
void check_scenario(const Scenario& scenario, const Places& places, Report& report);

/// The years that an entry of `[output] snapshots` such as "6 month" means; nothing if it is no length of time above 0 with a unit.
std::optional<double> snapshot_interval(const std::string& text);

/// The part of check_scenario for `[[policy]]` and `[[shock]]` (sim/policy/check_events.cc).
void check_events(const Scenario& scenario, const Places& places, Report& report);

/// Events that are well formed and can never act: no step begins within their dates, or their condition can never hold, because it
/// contradicts itself or an indicator does not take such values (sim/policy/doubtful_events.cc).
std::vector<Diagnostic> doubtful_events(const Scenario& scenario, const Places& places);

/// The part of check_events for pairs of events: two that set one parameter at one priority contradict each other, unless their dates or
/// their conditions keep them from ever being in force at once. Nothing is said of the events in `faulty`, by path
/// (sim/policy/check_stacking.cc).
void check_stacking(const Scenario& scenario, const Places& places, const std::set<std::string>& faulty, Report& report);

}  // namespace enclosure
