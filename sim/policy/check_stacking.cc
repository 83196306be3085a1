#include <set>
#include <utility>

#include "sim/policy/agenda.h"
#include "sim/scenario/checks.h"

namespace enclosure {

void check_stacking(const Scenario& scenario, const Places& places, Report& report) {
    const std::shared_ptr<const Agenda> agenda = make_agenda(scenario);
    std::set<std::pair<std::size_t, std::size_t>> said;  // of a pair that meets in several parameters the first is enough
    const auto sets = [&](const AgendaChange& change) { return change.op == Operation::set && !agenda->events[change.event].trigger; };
    for (const AgendaTarget& target : agenda->targets) {
        for (std::size_t i = 0; i < target.changes.size(); ++i) {
            for (std::size_t j = 0; j < i && sets(target.changes[i]) && said.size() < Report::capacity; ++j) {
                const AgendaChange& a = target.changes[j];
                const AgendaChange& b = target.changes[i];
                const AgendaEvent& earlier = agenda->events[a.event];
                const AgendaEvent& later = agenda->events[b.event];
                if (!sets(a) || a.event == b.event || earlier.event.priority != later.event.priority) continue;
                if (places.is_wrong(earlier.path) || places.is_wrong(later.path)) continue;  // one that was meant may be missing
                if (!dates_overlap(earlier.event, later.event) || !said.emplace(a.event, b.event).second) continue;
                report.add(places.nearest(later.path),
                           contradiction(*agenda, target, a, b) + "; give one of them a higher priority, or dates that do not overlap");
            }
        }
    }
}

}  // namespace enclosure
