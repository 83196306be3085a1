#include <cmath>

#include "sim/scenario/checks.h"
#include "sim/scenario/paths.h"
#include "sim/scenario/shape.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

struct EventCheck {
    const Scenario& scenario;
    const Places& places;
    Report& report;
    const std::vector<std::string>& paths;

    void say(const std::string& path, const std::string& what) const { report.add(places.nearest(path), path + what); }
};

void check_dates(const Event& event, const std::string& path, const EventCheck& check) {
    const TimeSpan& time = check.scenario.time;
    if (event.at && event.from) check.say(path + ".at", " and from exclude each other: at begins for good, from begins and may end");
    if (!event.at && !event.from) check.say(path, " has no date: give it at or from");
    if (event.at && event.until) check.say(path + ".until", " needs from; an event that begins with at lasts");
    const auto inside = [&](const std::optional<Date>& date, const std::string& name) {
        if (!date || (*date >= time.start && *date <= time.end)) return;
        check.say(path + "." + name,
                  " = " + to_string(*date) + " is outside the run, " + to_string(time.start) + " to " + to_string(time.end));
    };
    inside(event.at, "at");
    inside(event.from, "from");
    inside(event.until, "until");
    if (event.from && event.until && *event.until <= *event.from) {
        check.say(path + ".until", " = " + to_string(*event.until) + " is not after from = " + to_string(*event.from));
    }
}

void check_target(const Event& event, const std::string& path, const EventCheck& check) {
    const std::string target = path + ".target";
    if (event.target.empty()) return check.say(target, " is missing; it names a parameter as group.name");
    const double* number = find_parameter(check.scenario, event.target);
    const Facts* facts = find_facts(check.scenario, event.target);
    if (!facts) return check.say(target, " = " + toml_text(event.target) + " names no parameter" + did_you_mean(event.target, check.paths));
    if (!number) return check.say(target, " = " + toml_text(event.target) + " is no number");
    if (facts->effect != Effect::live) {
        return check.say(target, " = " + toml_text(event.target) + " cannot change during a run; it holds from the start");
    }
    const double full = event.op == Operation::set   ? event.value
                        : event.op == Operation::add ? *number + event.value
                                                     : *number * event.value;
    if (!facts->legal.holds(full)) {
        check.say(path + ".value", " takes " + event.target + " from " + toml_text(*number) + " to " + toml_text(full) + ", outside [" +
                                       toml_text(facts->legal.lo) + ", " + toml_text(facts->legal.hi) + "] " + std::string(facts->unit));
    }
}

void check_rows(const std::vector<PolicyRow>& rows, const std::string& array, const EventCheck& check) {
    for (const PolicyRow& row : rows) {
        for (std::size_t i = 0; i < row.event.size(); ++i) {
            const std::string path = array + "." + row.id + ".event." + std::to_string(i + 1);
            check_dates(row.event[i], path, check);
            check_target(row.event[i], path, check);
        }
    }
}

}  // namespace

void check_events(const Scenario& scenario, const Places& places, Report& report) {
    std::vector<std::string> paths;
    visit_leaves(scenario, "", [&](const std::string& path, const auto& value, const Facts& facts) {
        using Value = std::remove_cvref_t<decltype(value)>;
        if (std::is_same_v<Value, double> && facts.effect == Effect::live) paths.push_back(path);
    });
    const EventCheck check{scenario, places, report, paths};
    check_rows(scenario.policy, "policy", check);
    check_rows(scenario.shock, "shock", check);
}

}  // namespace enclosure
