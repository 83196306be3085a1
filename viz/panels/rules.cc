#include "viz/panels/rules.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "sim/base/paired.h"
#include "sim/phases/events.h"
#include "sim/policy/targets.h"
#include "sim/scenario/paths.h"

namespace enclosure::viz {

namespace {

Event event_of(const Lever& lever, const std::vector<std::string>& regions) {
    Event event;
    event.lever = lever.name;
    event.regions = regions;
    return event;
}

// The strength s at which changed(x, op, value, s) is y; NaN if every strength gives x.
double strength_of(const LeverChange& change, double x, double y) {
    const double full = changed(x, change.op, change.value, 1) - x;
    return full == 0 ? not_defined : (y - x) / full;
}

}  // namespace

double lever_strength(const Lever& lever, const Scenario& unchanged, const Scenario& rules, const std::vector<std::string>& regions) {
    const Event event = event_of(lever, regions);
    double strongest = 0;
    for (const LeverChange& change : lever.changes) {
        for (const std::string& path : paths_of(unchanged, event, change.target)) {
            const double* x = find_parameter(unchanged, path);
            const double* y = find_parameter(rules, path);
            if (!x || !y) continue;
            const double s = strength_of(change, *x, *y);
            if (std::abs(s) > std::abs(strongest)) strongest = s;
        }
    }
    return strongest;
}

Triggered triggered_by(const Agenda& agenda, const Track& track, std::size_t step) {
    struct Memory {
        bool in_force = false;
        double begun = 0;
    };
    std::map<std::uint64_t, Memory> known;
    const std::size_t last = std::min(step, track.size() - 1);
    for (std::size_t k = 1; k <= last; ++k) {
        for (const ChronicleEntry& entry : track.record(k).events) {
            for (const AgendaEvent* planned : conditional_events(agenda)) {
                if (entry.kind != planned->kind || entry.subject != planned->subject) continue;
                if (entry.text.starts_with(planned->begins)) known[planned->serial] = {true, entry.time};
                if (entry.text.starts_with(planned->ends)) known[planned->serial].in_force = false;
            }
        }
    }
    Triggered triggered;
    for (const auto& [serial, memory] : known) {
        triggered.event.push_back(serial);
        triggered.in_force.push_back(memory.in_force ? 1 : 0);
        triggered.begun.push_back(memory.begun);
        triggered.ended.push_back(0);
        triggered.times.push_back(1);
    }
    return triggered;
}

const Scenario& RulesInForce::opened() const {
    return track_->loaded().scenario;
}

void RulesInForce::set_regions(std::vector<std::string> regions) {
    if (regions == regions_) return;
    regions_ = std::move(regions);
    stale_ = true;
}

bool RulesInForce::acted_on(std::string_view path) const {
    constexpr std::int64_t settings_below = -900;  // of a branch, the lowest that are legal (sim/run/branch.cc)
    for (const AgendaTarget& target : agenda_->targets) {
        if (target.path != path) continue;
        return std::any_of(target.changes.begin(), target.changes.end(), [&](const AgendaChange& change) {
            const Event& event = agenda_->events[change.event].event;
            return event.priority >= settings_below && within_dates(event, date_);
        });
    }
    return false;
}

void RulesInForce::read_scenario(const Session& session, WorldId world) {
    scenario_ = changes_ == 0 && world == WorldId::a ? track_->loaded().scenario : read_resolved(session.scenario_toml(world), "the run");
    rules_ = scenario_;
    opened_rules_ = opened();
    opened_agenda_ = make_agenda(opened());
    agenda_ = changes_ == 0 && world == WorldId::a ? opened_agenda_ : make_agenda(scenario_);
}

bool RulesInForce::look(const Session& session, WorldId world, std::size_t step) {
    const std::shared_ptr<const Track> track = session.track(world);
    if (!track || track->size() == 0) return false;
    const std::size_t changes = session.changes(world).size();
    const std::size_t shown = std::min(step, track->size() - 1);
    if (track != track_ || changes != changes_) {
        track_ = track;
        changes_ = changes;
        read_scenario(session, world);
        stale_ = true;
    }
    if (!stale_ && shown == step_) return true;
    step_ = shown;
    apply(shown);
    stale_ = false;
    return true;
}

void RulesInForce::apply(std::size_t step) {
    date_ = track_->record(step).date;
    Step next;
    next.index = static_cast<std::uint32_t>(step);
    next.dt = scenario_.time.step;
    next.t = static_cast<double>(step) * next.dt;
    const auto values = [&](const Scenario& scenario, const Agenda& agenda, Scenario& rules) {
        PublicState scratch;
        Chronicle unsaid;
        apply_events(rules, scratch, {scenario, agenda}, triggered_by(agenda, *track_, step), unsaid, next);
        return numbers(rules);
    };
    now_ = values(scenario_, *agenda_, rules_);
    // The scenario's own policies are no change of who watches.
    given_ = changes_ == 0 && opened_agenda_ == agenda_ ? now_ : values(opened(), *opened_agenda_, opened_rules_);
}

std::vector<double> RulesInForce::numbers(const Scenario& rules) const {
    std::vector<double> out = parameter_numbers(rules.parameters);
    for (const LeverGroup& group : lever_groups()) {
        for (const LeverRow& row : group.rows) {
            if (!row.lever) continue;
            out[row.place] = row.impulse ? 0 : lever_strength(*row.lever, opened(), rules, regions_);
        }
    }
    return out;
}

}  // namespace enclosure::viz
