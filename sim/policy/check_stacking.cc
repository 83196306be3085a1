#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "sim/policy/agenda.h"
#include "sim/policy/satisfiable.h"
#include "sim/scenario/checks.h"

namespace enclosure {

namespace {

// Whether there can be a step in which both are in force. An event with hold stays in force whatever its condition does, so that the
// condition of another says nothing of it. Ranges of indicators are not used: what is refused here must not depend on roundings.
bool can_meet(const AgendaEvent& a, const AgendaEvent& b) {
    if (!dates_overlap(a.event, b.event)) return false;
    std::vector<const Trigger*> at_once;
    for (const AgendaEvent* one : {&a, &b}) {
        if (!one->trigger) continue;
        const Trigger* condition = &*one->trigger;
        if (!satisfiable(std::span(&condition, 1), any_value)) return false;
        if (std::isnan(one->event.hold)) at_once.push_back(condition);
    }
    return satisfiable(at_once, any_value);
}

std::string_view way_out(const AgendaEvent& a, const AgendaEvent& b) {
    return a.trigger && b.trigger ? "; give one of them a higher priority, or dates or conditions of which one excludes the other"
                                  : "; give one of them a higher priority, or dates that do not overlap";
}

}  // namespace

void check_stacking(const Scenario& scenario, const Places& places, const std::set<std::string>& faulty, Report& report) {
    const std::shared_ptr<const Agenda> agenda = make_agenda(scenario);
    std::set<std::pair<std::size_t, std::size_t>> said;  // of a pair that meets in several parameters the first is enough
    const auto sets = [&](const AgendaChange& change) {
        return change.op == Operation::set && faulty.count(agenda->events[change.event].path) == 0;
    };
    for (const AgendaTarget& target : agenda->targets) {
        for (std::size_t i = 0; i < target.changes.size(); ++i) {
            for (std::size_t j = 0; j < i && sets(target.changes[i]) && said.size() < Report::capacity; ++j) {
                const AgendaChange& a = target.changes[j];
                const AgendaChange& b = target.changes[i];
                const AgendaEvent& earlier = agenda->events[a.event];
                const AgendaEvent& later = agenda->events[b.event];
                if (!sets(a) || a.event == b.event || earlier.event.priority != later.event.priority) continue;
                if (!can_meet(earlier, later) || !said.emplace(a.event, b.event).second) continue;
                report.add(places.nearest(later.path),
                           contradiction(*agenda, scenario, target, a, b, to_string(places.nearest(earlier.path))) +
                               std::string(way_out(earlier, later)));
            }
        }
    }
}

}  // namespace enclosure
