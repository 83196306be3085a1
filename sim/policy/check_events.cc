#include <algorithm>
#include <cmath>
#include <set>

#include "sim/policy/impulse.h"
#include "sim/policy/targets.h"
#include "sim/policy/trigger.h"
#include "sim/scenario/checks.h"
#include "sim/scenario/leaves.h"
#include "sim/scenario/node.h"
#include "sim/scenario/paths.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

// One event under check, with what all checks need.
struct EventCheck {
    const Scenario& scenario;
    const Places& places;
    Report& report;
    const std::vector<std::string>& targets;  // every name that a target may have
    const Event& event;
    std::string path;

    void say(std::string_view key, const std::string& what) const {
        const std::string at = key.empty() ? path : join_path(path, key);
        report.add(places.nearest(at), at + what);
    }
    bool wrong(std::string_view key) const { return places.is_wrong(join_path(path, key)); }
};

void check_dates(const EventCheck& check) {
    const Event& event = check.event;
    const TimeSpan& time = check.scenario.time;
    if (event.at && event.from) check.say("at", " and from exclude each other: at begins for good, from begins and may end");
    const bool unread = check.wrong("at") || check.wrong("from") || check.wrong("when");
    if (!event.at && !event.from && event.when.empty() && !unread) check.say("", " has no date: give it at or from, or a condition when");
    if (event.at && event.until) check.say("until", " needs from; an event that begins with at lasts");
    const auto inside = [&](const std::optional<Date>& date, const std::string& name) {
        if (!date || (*date >= time.start && *date <= time.end)) return;
        check.say(name, " = " + to_string(*date) + " is outside the run, " + to_string(time.start) + " to " + to_string(time.end));
    };
    inside(event.at, "at");
    inside(event.from, "from");
    inside(event.until, "until");
    if (event.from && event.until && *event.until <= *event.from) {
        check.say("until", " = " + to_string(*event.until) + " is not after from = " + to_string(*event.from));
    }
}

void check_trigger(const EventCheck& check) {
    const Event& event = check.event;
    if (event.when.empty()) {
        if (check.wrong("when")) return;
        if (!std::isnan(event.hold)) check.say("hold", " needs when; an event with dates ends with until");
        if (event.cooldown != 0) check.say("cooldown", " needs when");
        if (event.max_times != 0) check.say("max_times", " needs when");
        return;
    }
    std::vector<TriggerMistake> mistakes;
    parse_trigger(event.when, check.scenario, mistakes);
    for (const TriggerMistake& mistake : mistakes) {
        check.say("when", " = " + toml_text(event.when) + ": column " + std::to_string(mistake.column) + ": " + mistake.what);
    }
}

// Over a ramp an impulse would strike in every step, and differently for every length of a step.
void check_ramp(const EventCheck& check) {
    const Event& event = check.event;
    if (!(event.ramp > 0) || check.wrong("ramp")) return;
    for (const LeverChange& change : changes_of(event)) {
        if (!find_impulse(change.target)) continue;
        return check.say("ramp", " = " + toml_text(event.ramp) + " yr cannot be: " + std::string(change.target) + " is " +
                                     std::string(how_impulses_act) + "; leave the ramp out, or give each part a date of its own");
    }
}

std::string range_text(const Range& range) {
    return '[' + toml_text(range.lo) + ", " + toml_text(range.hi) + ']';
}

void check_strength(const EventCheck& check) {
    const Lever* lever = check.event.lever.empty() ? nullptr : find_lever(check.event.lever);
    if (!lever && !check.event.lever.empty()) return;  // has been said
    const Range legal = lever ? lever->legal : Range{0, 1};
    if (check.wrong("strength") || legal.holds(check.event.strength)) return;
    check.say("strength", " = " + toml_text(check.event.strength) + " is outside " + range_text(legal) + ' ' +
                              (lever ? std::string(lever->unit) + ", the range of " + std::string(lever->name) : "1") + ". " +
                              (lever ? std::string(lever->doc) : "Share of the full change that is made."));
}

// What the value makes of the row's number at full strength.
void check_full_change(const EventCheck& check, const std::string& target, double number, const Facts& facts) {
    const Event& event = check.event;
    const double full = event.op == Operation::set ? event.value : event.op == Operation::add ? number + event.value : number * event.value;
    if (std::isnan(event.value) || check.wrong("op") || facts.legal.holds(full)) return;
    check.say("value", " takes " + target + " from " + toml_text(number) + " to " + toml_text(full) + ", outside " +
                           range_text(facts.legal) + ' ' + std::string(facts.unit));
}

void check_target(const EventCheck& check) {
    const Event& event = check.event;
    const std::string said = " = " + toml_text(event.target);
    if (std::isnan(event.value) && !check.wrong("value")) {
        check.say("value", " is missing; it says what " + toml_text(event.op) + " makes of the target");
    }
    const std::string_view array = starred_array(event.target);
    const std::vector<std::string> rows = row_ids(check.scenario, array);
    std::string shown = event.target;  // the target in a row that exists
    if (!rows.empty()) shown.replace(array.size() + 1, 1, rows.front());
    const Facts* facts = find_facts(check.scenario, shown);
    if (!facts) return check.say("target", said + " names no parameter" + did_you_mean(event.target, check.targets));
    if (facts->effect != Effect::live) return check.say("target", said + " cannot change during a run; it holds from the start");
    if (!find_parameter(check.scenario, shown)) return check.say("target", said + " is no number");
    for (const std::string& target : paths_of(check.scenario, event, event.target)) {
        check_full_change(check, target, *find_parameter(check.scenario, target), *facts);
    }
}

std::vector<std::string> lever_names() {
    std::vector<std::string> names;
    for (const Lever& lever : levers()) names.emplace_back(lever.name);
    return names;
}

void check_lever(const EventCheck& check) {
    const Event& event = check.event;
    const Lever* lever = find_lever(event.lever);
    if (!event.target.empty()) check.say("lever", " and target exclude each other: a lever has targets of its own");
    if (!std::isnan(event.value)) check.say("value", " belongs to a target; how far a lever goes says strength");
    if (event.op != Operation::set) check.say("op", " belongs to a target; what a lever does is fixed");
    if (!lever) return check.say("lever", " = " + toml_text(event.lever) + " is no lever" + did_you_mean(event.lever, lever_names()));
    const bool acts = std::any_of(lever->changes.begin(), lever->changes.end(), [&](const LeverChange& change) {
        const std::vector<std::string> paths = paths_of(check.scenario, event, change.target);
        return std::any_of(paths.begin(), paths.end(), [&](const std::string& p) { return find_parameter(check.scenario, p) != nullptr; });
    });
    if (!acts && event.regions.empty() && event.segments.empty() && event.firms.empty()) {
        check.say("lever", " = " + toml_text(event.lever) + " has nothing to act on in this scenario");
    }
}

// A scope means rows of a target with a star; ids of regions and segments are checked as references are.
void check_scopes(const EventCheck& check) {
    const Event& event = check.event;
    std::set<std::string_view> arrays;
    for (const LeverChange& change : changes_of(event)) arrays.insert(starred_array(change.target));
    const std::string what = event.lever.empty() ? toml_text(event.target) : "the lever " + event.lever;
    const auto needs = [&](const std::vector<std::string>& scope, const std::string& key, const std::string& array, bool has) {
        if (!scope.empty() && !has) check.say(key, " needs a target " + array + ".*.NAME, which " + what + " has not");
    };
    if (!event.lever.empty() && !find_lever(event.lever)) return;
    needs(event.regions, "regions", "region", arrays.count("region") > 0);
    needs(event.segments, "segments", "segment", arrays.count("segment") > 0);
    const std::string array = arrays.count("firm") > 0 ? "firm" : "strategy";
    needs(event.firms, "firms", array, arrays.count(array) > 0);
    if (arrays.count(array) == 0) return;
    const std::vector<std::string> ids = row_ids(check.scenario, array);
    for (const std::string& id : event.firms) {
        if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
        check.say("firms", " = " + toml_text(id) + " names no " + array + did_you_mean(id, ids));
    }
}

void check_event(const EventCheck& check) {
    const Event& event = check.event;
    check_dates(check);
    check_trigger(check);
    if (!event.lever.empty()) {
        check_lever(check);
    } else if (!event.target.empty()) {
        check_target(check);
    } else if (!check.wrong("target") && !check.wrong("lever")) {
        check.say("", " changes nothing: give it a lever, or a target as group.name");
    }
    check_ramp(check);
    check_strength(check);
    if (!event.lever.empty() || !event.target.empty()) check_scopes(check);
}

// Whether the scopes name rows that exist: of regions and segments the check of references says so.
bool scopes_exist(const Scenario& scenario, const Event& event) {
    const auto exist = [&](const std::vector<std::string>& scope, std::string_view array) {
        const std::vector<std::string> ids = row_ids(scenario, array);
        return std::all_of(scope.begin(), scope.end(),
                           [&](const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); });
    };
    return exist(event.regions, "region") && exist(event.segments, "segment");
}

// Live numbers, each row's and with a star for all rows.
std::vector<std::string> target_names(const Scenario& scenario) {
    std::vector<std::string> names;
    std::set<std::string> starred;
    visit_leaves(scenario, [&](const std::string& path, const auto& value, const Facts& facts) {
        using Value = std::remove_cvref_t<decltype(value)>;
        if (!std::is_same_v<Value, double> || facts.effect != Effect::live) return;
        names.push_back(path);
        const std::size_t first = path.find('.');
        const std::size_t last = path.rfind('.');
        if (first != last) starred.insert(path.substr(0, first) + ".*" + path.substr(last));
    });
    names.insert(names.end(), starred.begin(), starred.end());
    return names;
}

}  // namespace

void check_events(const Scenario& scenario, const Places& places, Report& report) {
    const auto has_target = [](const std::vector<PolicyRow>& rows) {
        return std::any_of(rows.begin(), rows.end(), [](const PolicyRow& row) {
            return std::any_of(row.event.begin(), row.event.end(), [](const Event& event) { return !event.target.empty(); });
        });
    };
    // Most events move levers, and the list is long.
    const bool wanted = has_target(scenario.policy) || has_target(scenario.shock);
    const std::vector<std::string> targets = wanted ? target_names(scenario) : std::vector<std::string>{};
    std::set<std::string> faulty;  // what is wrong with one event is not said of each pair that it makes
    const auto check_rows = [&](const std::vector<PolicyRow>& rows, const std::string& array) {
        for (const PolicyRow& row : rows) {
            for (std::size_t i = 0; i < row.event.size(); ++i) {
                const std::string path = array + "." + row.id + ".event." + std::to_string(i + 1);
                const std::size_t mistakes = report.size();
                check_event({scenario, places, report, targets, row.event[i], path});
                if (report.size() > mistakes || places.is_wrong(path) || !scopes_exist(scenario, row.event[i])) faulty.insert(path);
            }
        }
    };
    check_rows(scenario.policy, "policy");
    check_rows(scenario.shock, "shock");
    check_stacking(scenario, places, faulty, report);
}

}  // namespace enclosure
