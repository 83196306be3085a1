#include "sim/phases/events.h"

#include <algorithm>
#include <tuple>

#include "sim/base/calendar.h"
#include "sim/base/diagnostics.h"
#include "sim/base/math.h"
#include "sim/policy/agenda.h"
#include "sim/policy/impulse.h"
#include "sim/policy/lever.h"
#include "sim/scenario/paths.h"

namespace enclosure {

namespace {

double ramped(const Event& event, double since_begin) {
    return event.ramp <= 0 ? event.strength : event.strength * std::min(since_begin / event.ramp, 1.0);
}

// A change with how much of it is made, in the order in which changes are made. Equal ones are alike, so their order cannot matter.
struct Change {
    std::int64_t priority = 0;
    Operation op = Operation::set;
    double value = 0;
    double level = 0;

    auto order() const { return std::tie(priority, op, value, level); }
    bool operator<(const Change& other) const { return order() < other.order(); }
};

// What of the agenda is in force in a step.
struct InForce {
    StepVector<std::uint8_t> is;
    StepVector<std::uint8_t> begins;  // in this step
    StepVector<double> level;
};

// Whether the dates of an event say that it is in force on the date of the step before.
bool was_within_dates(const Event& event, Date before, Step step) {
    return step.index > 0 && within_dates(event, before);
}

InForce in_force(const Agenda& agenda, const Triggered& triggered, Date date, Date before, Step step) {
    const std::size_t events = agenda.events.size();
    InForce now{StepVector<std::uint8_t>(events, step.memory()), StepVector<std::uint8_t>(events, step.memory()),
                StepVector<double>(events, step.memory())};
    for (std::size_t i = 0; i < agenda.events.size(); ++i) {
        const AgendaEvent& planned = agenda.events[i];
        if (!planned.trigger) {
            now.is[i] = within_dates(planned.event, date) ? 1 : 0;
            now.begins[i] = now.is[i] != 0 && !was_within_dates(planned.event, before, step) ? 1 : 0;
            now.level[i] = event_level(planned.event, date);
            continue;
        }
        const auto found = std::lower_bound(triggered.event.begin(), triggered.event.end(), planned.serial);
        if (found == triggered.event.end() || *found != planned.serial) continue;
        const auto row = static_cast<std::size_t>(found - triggered.event.begin());
        now.is[i] = triggered.in_force[row] != 0 ? 1 : 0;
        now.begins[i] = now.is[i] != 0 && triggered.begun[row] == step.t ? 1 : 0;
        if (now.is[i] != 0) now.level[i] = ramped(planned.event, step.t - triggered.begun[row]);
    }
    return now;
}

void refuse_contradictions(const Scenario& scenario, const Agenda& agenda, const AgendaTarget& target, const InForce& now, Date date) {
    const auto sets = [&](const AgendaChange& c) { return c.op == Operation::set && now.is[c.event] != 0; };
    for (std::size_t i = 0; i < target.changes.size(); ++i) {
        for (std::size_t j = 0; j < i && sets(target.changes[i]); ++j) {
            const AgendaChange& a = target.changes[j];
            const AgendaChange& b = target.changes[i];
            if (!sets(a) || a.event == b.event) continue;
            if (agenda.events[a.event].event.priority != agenda.events[b.event].event.priority) continue;
            Report report;
            report.add({"on " + to_string(date)}, contradiction(agenda, scenario, target, a, b) + "; give one of them a higher priority");
            report.throw_if_any();
        }
    }
}

// What those events that are in force and `counts` names make of the target's value in the scenario.
template <class Counts>
double made_of(double unchanged, const Agenda& agenda, const AgendaTarget& target, const InForce& now, Step step, Counts&& counts) {
    StepVector<Change> changes(step.memory());
    changes.reserve(target.changes.size());
    for (const AgendaChange& c : target.changes) {
        if (now.level[c.event] == 0 || !counts(c.event)) continue;
        changes.push_back({agenda.events[c.event].event.priority, c.op, c.value, now.level[c.event]});
    }
    std::sort(changes.begin(), changes.end());
    double value = unchanged;
    for (const Change& change : changes) value = changed(value, change.op, change.value, change.level);
    return changes.empty() ? value : std::clamp(value, target.legal.lo, target.legal.hi);
}

}  // namespace

double event_level(const Event& event, Date date) {
    if (!within_dates(event, date)) return 0;
    const std::optional<Date>& begin = event.at ? event.at : event.from;
    return begin ? ramped(event, years_between(*begin, date)) : event.strength;
}

void apply_events(Scenario& rules, PublicState& commons, Given given, const Triggered& triggered, Chronicle& chronicle, Step step) {
    const Agenda& agenda = given.agenda;
    const Date date = date_after(given.scenario.time.start, step.t);
    const Date before = date_after(given.scenario.time.start, step.t - step.dt);
    const InForce now = in_force(agenda, triggered, date, before, step);
    for (const AgendaTarget& target : agenda.targets) {
        refuse_contradictions(given.scenario, agenda, target, now, date);
        const double unchanged = *find_parameter(given.scenario, target.path);
        *find_parameter(rules, target.path) = made_of(unchanged, agenda, target, now, step, [](std::size_t) { return true; });
        if (!target.impulse) continue;
        double& struck = commons.*target.impulse->struck;
        struck = std::min(struck, made_of(unchanged, agenda, target, now, step, [&](std::size_t event) { return now.begins[event] == 0; }));
    }
    for (const AgendaEvent& planned : agenda.events) {
        if (planned.trigger) continue;  // watch_triggers has said it
        const bool was = was_within_dates(planned.event, before, step);
        const bool is = within_dates(planned.event, date);
        if (is != was) chronicle.note(step.t, planned.kind, planned.subject, is ? planned.begins : planned.ends);
    }
}

}  // namespace enclosure
