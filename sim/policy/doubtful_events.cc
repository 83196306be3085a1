#include <algorithm>
#include <set>
#include <span>

#include "sim/phases/events.h"
#include "sim/policy/agenda.h"
#include "sim/policy/satisfiable.h"
#include "sim/run/simulation.h"
#include "sim/scenario/checks.h"
#include "sim/scenario/node.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

// One event that is well formed, with what is looked up for all.
struct Looked {
    const Scenario& scenario;
    const Places& places;
    const std::vector<Date>& begins;  // of the run's steps
    const Event& event;
    std::string path;

    Diagnostic about(std::string_view key, const std::string& what) const {
        const std::string at = join_path(path, key);
        return {places.nearest(at), at + what};
    }
};

// "hhi is between 0 and 1": what is known of the indicators that the condition reads.
std::string known_ranges(const Trigger& trigger) {
    std::string text;
    std::set<std::string_view> said;
    for (const IndicatorComparison& c : trigger.comparisons) {
        const Range range = described_values(c.reading);
        if (range.lo == Range{}.lo || !said.insert(c.reading.name).second) continue;
        text += (text.empty() ? ": " : ", ") + c.reading.name +
                (range.hi == Range{}.hi ? " is never below " + toml_text(range.lo)
                                        : " lies between " + toml_text(range.lo) + " and " + toml_text(range.hi));
    }
    return text;
}

void look_at_condition(const Looked& looked, std::vector<Diagnostic>& warnings) {
    const std::string& when = looked.event.when;
    if (when.empty()) return;
    std::vector<TriggerMistake> mistakes;
    const Trigger trigger = parse_trigger(when, looked.scenario, mistakes);
    const Trigger* condition = &trigger;
    if (!mistakes.empty() || satisfiable(std::span(&condition, 1), described_values)) return;
    // Ranges are no reason where no numbers at all would do.
    const bool contradicts_itself = !satisfiable(std::span(&condition, 1), any_value);
    warnings.push_back(looked.about(
        "when", " = " + toml_text(when) + " can never hold" + (contradicts_itself ? ": it contradicts itself" : known_ranges(trigger))));
}

// An event changes rules only when a step begins; between two begins it passes unseen.
void look_at_dates(const Looked& looked, std::vector<Diagnostic>& warnings) {
    const Event& event = looked.event;
    const std::vector<Date>& begins = looked.begins;
    const auto within = [&](Date date) { return within_dates(event, date); };
    if (const auto first = std::find_if(begins.begin(), begins.end(), within); first != begins.end()) {
        // When a condition begins a ramp, no date tells.
        const bool acts = !event.when.empty() || std::any_of(first, begins.end(), [&](Date date) { return event_level(event, date) != 0; });
        if (!acts) {
            warnings.push_back(looked.about(
                "ramp", " is at 0 when the only step within the dates begins, " + to_string(*first) + ", so this event never acts"));
        }
        return;
    }
    const std::optional<Date>& begin = event.at ? event.at : event.from;
    const auto next = begin ? std::lower_bound(begins.begin(), begins.end(), *begin) : begins.begin();
    const std::string never = "; events are read when steps begin, so this one never acts";
    if (begins.empty()) return;  // a run without a step has no events at all
    if (next == begins.end()) {
        warnings.push_back(looked.about(event.at ? "at" : "from", " = " + to_string(*begin) + " is after the begin of the last step, " +
                                                                      to_string(begins.back()) + never));
        return;
    }
    const std::string from = begin ? "from " + to_string(*begin) + " on and " : "";
    warnings.push_back(looked.about("until", " = " + to_string(*event.until) + ": no step begins " + from +
                                                 "before that date; the next begins on " + to_string(*next) + never));
}

}  // namespace

std::vector<Diagnostic> doubtful_events(const Scenario& scenario, const Places& places) {
    std::vector<Diagnostic> warnings;
    std::vector<Date> begins;
    for (std::size_t k = 0; k < step_count(scenario.time); ++k) {
        begins.push_back(date_after(scenario.time.start, static_cast<double>(k) * scenario.time.step));
    }
    const auto look_at = [&](const std::vector<PolicyRow>& rows, const std::string& array) {
        for (const PolicyRow& row : rows) {
            for (std::size_t i = 0; i < row.event.size(); ++i) {
                const Looked looked{scenario, places, begins, row.event[i], array + '.' + row.id + ".event." + std::to_string(i + 1)};
                look_at_condition(looked, warnings);
                if (row.event[i].strength != 0) look_at_dates(looked, warnings);  // at strength 0 it is meant to do nothing
            }
        }
    };
    look_at(scenario.policy, "policy");
    look_at(scenario.shock, "shock");
    return warnings;
}

}  // namespace enclosure
