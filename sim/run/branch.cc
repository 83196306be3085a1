#include "sim/run/branch.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/policy/agenda.h"
#include "sim/scenario/leaves.h"
#include "sim/scenario/paths.h"
#include "sim/scenario/set.h"
#include "sim/scenario/toml_text.h"
#include "sim/scenario/write.h"

namespace enclosure {

namespace {

// As with `run --set`, what is set is what policies then act on; and what a later branch sets has the word over an earlier one.
std::int64_t priority_of_settings(const Scenario& scenario) {
    constexpr std::int64_t least = -1000;
    const auto branches =
        std::count_if(scenario.policy.begin(), scenario.policy.end(), [](const PolicyRow& row) { return row.id.starts_with("branch_"); });
    return least + branches;
}

std::map<std::string, std::string> texts_of(const Scenario& scenario) {
    std::map<std::string, std::string> texts;
    visit_leaves(scenario, [&](const std::string& path, const auto& value, const Facts&) { texts[path] = toml_text(value); });
    return texts;
}

// Names of the run, and how far it goes: no step made so far has read them.
bool says_nothing_of_the_past(const std::string& path) {
    constexpr std::array names{"title", "question", "time.end"};
    return std::find(names.begin(), names.end(), path) != names.end();
}

Place place_of(const LoadedScenario& loaded, const std::string& path) {
    const auto found = std::find_if(loaded.origins.begin(), loaded.origins.end(), [&](const Origin& one) { return one.path == path; });
    return found == loaded.origins.end() ? Place{set_place} : found->place;
}

// Where the first value that is given in that row or table stands.
Place place_below(const LoadedScenario& loaded, const std::string& path) {
    Place first{set_place};
    for (const Origin& one : loaded.origins) {
        if (!one.path.starts_with(path + '.') || one.place.line == 0) continue;
        if (first.line == 0 || one.place.line < first.line) first = one.place;
    }
    return first;
}

// What is new in `wanted`: policies are kept as they are, parameters become events, anything else is a mistake.
std::vector<Event> settings_as_events(const LoadedScenario& given, const LoadedScenario& wanted, Date date, Report& report) {
    const std::map<std::string, std::string> before = texts_of(given.scenario);
    std::vector<std::string> old_policies;
    for (const auto* rows : {&given.scenario.policy, &given.scenario.shock}) {
        for (const PolicyRow& row : *rows) old_policies.push_back(row.id);
    }
    std::vector<Event> events;
    visit_leaves(wanted.scenario, [&](const std::string& path, const auto& value, const Facts& facts) {
        const auto old = before.find(path);
        if (old != before.end() && old->second == toml_text(value)) return;
        if (says_nothing_of_the_past(path)) return;
        const bool policy = path.starts_with("policy.") || path.starts_with("shock.");
        if (policy && old == before.end()) return;
        const std::string what = path + " = " + toml_text(value);
        if (policy) {
            report.add(place_of(wanted, path), what + " changes a policy of the run so far; lay another policy on it instead");
        } else if (facts.effect != Effect::live || !std::is_same_v<std::remove_cvref_t<decltype(value)>, double>) {
            report.add(place_of(wanted, path),
                       what + " cannot change during a run; it holds from the start. Start a new run: enclosure run --set " + path + "=…");
        } else {
            Event event;
            event.target = path;
            event.value = *find_parameter(wanted.scenario, path);
            event.at = date;
            event.priority = priority_of_settings(given.scenario);
            events.push_back(std::move(event));
        }
    });
    return events;
}

void check_dates(const LoadedScenario& given, const LoadedScenario& wanted, Date date, Report& report) {
    for (std::size_t row = given.scenario.policy.size(); row < wanted.scenario.policy.size(); ++row) {
        const PolicyRow& policy = wanted.scenario.policy[row];
        for (std::size_t i = 0; i < policy.event.size(); ++i) {
            const Event& event = policy.event[i];
            const std::string path = "policy." + policy.id + ".event." + std::to_string(i + 1);
            const std::string name = event.at ? ".at" : ".from";
            const std::optional<Date> begin = event.at ? event.at : event.from;
            if (begin && *begin >= date) continue;
            report.add(begin ? place_of(wanted, path + name) : place_below(wanted, path),
                       begin
                           ? path + name + " = " + to_string(*begin) + " is before the checkpoint, " + to_string(date) +
                                 ": the run has passed it. Begin then or later, or run the policy from the start"
                           : path + " has no date; in a branch it must begin on " + to_string(date) +
                                 ", the date of the checkpoint, or later: give it from = " + to_string(date) + ", beside a condition too");
        }
    }
}

// What a branch asks beyond what a load does, of each setting and each policy alone, where all together do not load. What does not load
// alone either has been reported.
void check_apart(const LoadedScenario& given, Date date, std::span<const Override> settings,
                 std::span<const std::filesystem::path> policies, const std::string& name, Report& report) {
    const auto load = [&](std::span<const Override> some, std::span<const std::filesystem::path> files) -> std::optional<LoadedScenario> {
        try {
            return load_scenario_text(given.resolved_toml, name, some, files);
        } catch (const ScenarioError&) {
            return {};
        }
    };
    for (const Override& setting : settings) {
        if (const auto wanted = load({&setting, 1}, {})) settings_as_events(given, *wanted, date, report);
    }
    for (const std::filesystem::path& policy : policies) {
        if (const auto wanted = load({}, {&policy, 1})) check_dates(given, *wanted, date, report);
    }
}

std::string free_id(const Scenario& scenario, Date date) {
    const std::string wish = "branch_" + to_string(date);
    const auto taken = [&](const std::string& id) {
        return std::any_of(scenario.policy.begin(), scenario.policy.end(), [&](const PolicyRow& row) { return row.id == id; });
    };
    std::string id = wish;
    for (int n = 2; taken(id); ++n) id = wish + "_" + std::to_string(n);
    return id;
}

// Each value keeps the place where it was first given.
void keep_places(LoadedScenario& branched, const LoadedScenario& given, const LoadedScenario& wanted) {
    std::map<std::string, const Origin*> places;
    for (const LoadedScenario* loaded : {&wanted, &given}) {
        for (const Origin& origin : loaded->origins) places[origin.path] = &origin;
    }
    for (const Origin& origin : wanted.origins) {
        if (places[origin.path]->value != origin.value) places[origin.path] = &origin;
    }
    for (Origin& origin : branched.origins) {
        const auto found = places.find(origin.path);
        origin.place = found == places.end() ? Place{set_place} : found->second->place;
    }
}

}  // namespace

LoadedScenario branch_scenario(const LoadedScenario& given, Date date, std::span<const Override> settings,
                               std::span<const std::filesystem::path> policies) {
    constexpr const char* name = "checkpoint";
    Report report;
    LoadedScenario wanted;
    try {
        wanted = load_scenario_text(given.resolved_toml, name, settings, policies);
    } catch (const ScenarioError& error) {
        for (const Diagnostic& d : error.diagnostics) report.add(d.place, d.what);
        check_apart(given, date, settings, policies, name, report);
        report.throw_if_any();
    }
    std::vector<Event> events = settings_as_events(given, wanted, date, report);
    check_dates(given, wanted, date, report);
    report.throw_if_any();
    Scenario scenario = wanted.scenario;
    for (const Event& event : events) *find_parameter(scenario, event.target) = *find_parameter(given.scenario, event.target);
    if (!events.empty()) {
        PolicyRow row;
        row.id = free_id(scenario, date);
        row.title = "Branch of " + to_string(date);
        row.event = std::move(events);
        scenario.policy.push_back(std::move(row));
    }
    LoadedScenario branched = load_scenario_text(write_toml(scenario), name);
    branched.warnings = wanted.warnings;  // at the places that the user knows
    keep_places(branched, given, wanted);
    return branched;
}

void rebase(World& world, const Scenario& branched) {
    world.scenario = branched;
    world.rules.title = branched.title;
    world.rules.question = branched.question;
    world.rules.time = branched.time;
    world.rules.policy = branched.policy;
    world.rules.shock = branched.shock;
    world.agenda = make_agenda(branched);
}

}  // namespace enclosure
