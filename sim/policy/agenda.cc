#include "sim/policy/agenda.h"

#include <map>
#include <set>
#include <utility>

#include "sim/base/hash.h"
#include "sim/policy/impulse.h"
#include "sim/policy/targets.h"
#include "sim/scenario/leaves.h"
#include "sim/scenario/paths.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

std::uint64_t serial_of_event(const std::string& policy, const Event& event) {
    std::uint64_t serial = serial_of(policy);
    visit_leaves(event,
                 [&](const std::string&, const auto& value, const Facts&) { serial = combine(serial, serial_of(toml_text(value))); });
    return serial;
}

std::string scope_text(const Event& event) {
    std::string text;
    for (const auto* scope : {&event.regions, &event.segments, &event.firms}) {
        for (const std::string& id : *scope) text += (text.empty() ? " (" : ", ") + id;
    }
    return text.empty() ? text : text + ")";
}

void describe(AgendaEvent& planned) {
    const Event& event = planned.event;
    if (event.lever.empty()) {
        planned.begins = "takes effect on " + event.target + scope_text(event);
        planned.ends = "no longer acts on " + event.target + scope_text(event);
        return;
    }
    const Lever* lever = find_lever(event.lever);
    const std::string title = (lever ? std::string(lever->title) : event.lever) + scope_text(event);
    planned.begins = "takes effect: " + title;
    planned.ends = "no longer in effect: " + title;
}

// The agenda while it is made.
struct Draft {
    const Scenario& scenario;
    Agenda agenda = {};
    std::map<std::string, std::size_t> row_of_target = {};
    std::set<std::uint64_t> serials = {};

    void add_changes(std::size_t event) {
        for (const LeverChange& change : changes_of(agenda.events[event].event)) {
            for (const std::string& path : paths_of(scenario, agenda.events[event].event, change.target)) {
                const Facts* facts = find_facts(scenario, path);
                if (!facts || !find_parameter(scenario, path)) continue;
                const auto [target, fresh] = row_of_target.emplace(path, agenda.targets.size());
                if (fresh) agenda.targets.push_back({path, facts->legal, find_impulse(path), {}});
                agenda.targets[target->second].changes.push_back({event, change.op, change.value});
            }
        }
    }

    void add(const std::string& kind, const PolicyRow& policy, std::size_t i) {
        const Event& event = policy.event[i];
        const std::string row = kind + '.' + policy.id;
        AgendaEvent planned{.path = row + ".event." + std::to_string(i + 1),
                            .kind = kind,
                            .subject = policy.title.empty() ? policy.id : policy.title,
                            .event = event};
        if (!event.when.empty()) {
            std::vector<TriggerMistake> mistakes;
            planned.trigger = parse_trigger(event.when, scenario, mistakes);
            if (!mistakes.empty()) return;
        }
        describe(planned);
        planned.serial = serial_of_event(row, event);
        planned.repeats = !serials.insert(planned.serial).second;
        agenda.events.push_back(std::move(planned));
        add_changes(agenda.events.size() - 1);
    }

    void add(const std::string& kind, const std::vector<PolicyRow>& rows) {
        for (const PolicyRow& row : rows) {
            for (std::size_t i = 0; i < row.event.size(); ++i) {
                if (row.event[i].strength != 0) add(kind, row, i);
            }
        }
    }
};

}  // namespace

std::shared_ptr<const Agenda> make_agenda(const Scenario& scenario) {
    Draft draft{scenario};
    draft.add("policy", scenario.policy);
    draft.add("shock", scenario.shock);
    return std::make_shared<const Agenda>(std::move(draft.agenda));
}

std::vector<const AgendaEvent*> conditional_events(const Agenda& agenda) {
    std::vector<const AgendaEvent*> found;
    for (const AgendaEvent& planned : agenda.events) {
        if (waits_for_condition(planned)) found.push_back(&planned);
    }
    return found;
}

bool within_dates(const Event& event, Date date) {
    const std::optional<Date>& begin = event.at ? event.at : event.from;
    return (!begin || date >= *begin) && (!event.until || date < *event.until);
}

bool dates_overlap(const Event& a, const Event& b) {
    const auto ends_before = [](const Event& first, const Event& second) {
        const std::optional<Date>& begin = second.at ? second.at : second.from;
        return first.until && begin && *first.until <= *begin;
    };
    return !ends_before(a, b) && !ends_before(b, a);
}

std::string contradiction(const Agenda& agenda, const Scenario& scenario, const AgendaTarget& target, const AgendaChange& a,
                          const AgendaChange& b, const std::string& place) {
    const auto made = [&](const AgendaChange& c) {
        const double strength = agenda.events[c.event].event.strength;
        // At full strength the value itself: what the formula makes of it may differ in the last digit.
        return toml_text(strength == 1 ? c.value : changed(*find_parameter(scenario, target.path), c.op, c.value, strength));
    };
    return agenda.events[a.event].path + (place.empty() ? "" : " (" + place + ')') + " and " + agenda.events[b.event].path + " both set " +
           target.path + ", to " + made(a) + " and to " + made(b) + ", at priority " +
           std::to_string(agenda.events[a.event].event.priority);
}

}  // namespace enclosure
