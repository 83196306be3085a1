#include "sim/phases/events.h"

#include <algorithm>

#include "sim/base/calendar.h"
#include "sim/base/math.h"
#include "sim/scenario/paths.h"

namespace enclosure {

double event_level(const Event& event, Date date) {
    const std::optional<Date> begin = event.at ? event.at : event.from;
    if (begin && date < *begin) return 0;
    if (event.until && date >= *event.until) return 0;
    if (!begin || event.ramp <= 0) return event.strength;
    return event.strength * std::min(years_between(*begin, date) / event.ramp, 1.0);
}

namespace {

// Bounded by the legal range, so that stacked events cannot leave it.
double changed(double value, const Event& event, double level) {
    switch (event.op) {
        case Operation::set:
            return value + level * (event.value - value);
        case Operation::multiply:
            return value * (1 + level * (event.value - 1));
        case Operation::add:
            return value + level * event.value;
    }
    return value;
}

}  // namespace

void apply_events(Scenario& rules, Given given, Chronicle& chronicle, Step step) {
    const Date date = date_after(given.scenario.time.start, step.t);
    const auto each_event = [&](auto&& visit) {
        for (const auto* rows : {&given.scenario.policy, &given.scenario.shock}) {
            for (const PolicyRow& row : *rows) {
                for (const Event& event : row.event) visit(row, event);
            }
        }
    };
    each_event([&](const PolicyRow&, const Event& event) {
        const double* base = find_parameter(given.scenario, event.target);
        if (double* value = find_parameter(rules, event.target)) *value = *base;
    });
    each_event([&](const PolicyRow& row, const Event& event) {
        double* value = find_parameter(rules, event.target);
        const Facts* facts = find_facts(given.scenario, event.target);
        if (value == nullptr || facts == nullptr) return;
        const double level = event_level(event, date);
        *value = std::clamp(changed(*value, event, level), facts->legal.lo, facts->legal.hi);
        const double before = step.index == 0 ? 0 : event_level(event, date_after(given.scenario.time.start, step.t - step.dt));
        if ((level > 0) != (before > 0)) {
            chronicle.note(step.t, "policy", row.title.empty() ? row.id : row.title,
                           (level > 0 ? "takes effect on " : "no longer acts on ") + event.target);
        }
    });
}

}  // namespace enclosure
