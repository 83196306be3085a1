// What the policies and shocks of a scenario come to, worked out once: its events with their conditions parsed, and for each parameter that
// any of them changes, the changes. Phases read it; a run's state holds only which conditions have held.
// Invariant: a function of the scenario. Events of strength zero are no part of it: they change nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/policy/trigger.h"
#include "sim/scenario/scenario.h"

namespace enclosure {

struct Impulse;  // sim/policy/impulse.h

struct AgendaEvent {
    std::string path = {};     ///< "policy.tax.event.1"
    std::string kind = {};     ///< "policy" or "shock"
    std::string subject = {};  ///< title of its policy, or the id if it has none
    std::string begins = {};   ///< "takes effect on prices.markup_max", for the chronicle
    std::string ends = {};
    Event event = {};
    std::optional<Trigger> trigger = {};
    std::uint64_t serial = 0;  ///< hash of the policy's id and of all that the event says, not of its place in the file
    bool repeats = false;      ///< an earlier event is the same in every word, so that the two share one memory
};

/// One change of one parameter.
struct AgendaChange {
    std::size_t event = 0;  ///< row of Agenda::events
    Operation op = Operation::set;
    double value = 0;  ///< at strength 1
};

/// A parameter that events change.
struct AgendaTarget {
    std::string path;
    Range legal;
    const Impulse* impulse = nullptr;  ///< if it is one
    std::vector<AgendaChange> changes;
};

struct Agenda {
    std::vector<AgendaEvent> events;
    std::vector<AgendaTarget> targets;
};

/// Works the agenda out. What check_events would refuse is left out.
std::shared_ptr<const Agenda> make_agenda(const Scenario& scenario);

/// Whether the event waits for a condition, and no earlier one is the same.
inline bool waits_for_condition(const AgendaEvent& planned) {
    return planned.trigger && !planned.repeats;
}

/// Its events that wait for a condition; of equal ones, which share one memory, the first.
std::vector<const AgendaEvent*> conditional_events(const Agenda& agenda);

/// Whether the date is one on which the event may be in force: from its begin to before its end.
bool within_dates(const Event& event, Date date);

/// Whether there is a date on which both may be in force.
bool dates_overlap(const Event& a, const Event& b);

/// "policy.a.event.1 (a.toml:5:1) and policy.b.event.1 both set prices.markup_max, to 2 and to 3, at priority 0": the values are those that
/// the events' strengths make of the scenario's. `place` says where the first stands; none is said if it is empty.
std::string contradiction(const Agenda& agenda, const Scenario& scenario, const AgendaTarget& target, const AgendaChange& a,
                          const AgendaChange& b, const std::string& place = {});

}  // namespace enclosure
