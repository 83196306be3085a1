#include <set>
#include <span>

#include "sim/policy/satisfiable.h"
#include "sim/scenario/checks.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

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

}  // namespace

std::vector<Diagnostic> doubtful_conditions(const Scenario& scenario, const Places& places) {
    std::vector<Diagnostic> warnings;
    const auto look_at = [&](const std::vector<PolicyRow>& rows, const std::string& array) {
        for (const PolicyRow& row : rows) {
            for (std::size_t i = 0; i < row.event.size(); ++i) {
                const std::string& when = row.event[i].when;
                std::vector<TriggerMistake> mistakes;
                const Trigger trigger = parse_trigger(when, scenario, mistakes);
                const Trigger* condition = &trigger;
                if (when.empty() || !mistakes.empty() || satisfiable(std::span(&condition, 1), described_values)) continue;
                const std::string path = array + '.' + row.id + ".event." + std::to_string(i + 1) + ".when";
                warnings.push_back({places.nearest(path), path + " = " + toml_text(when) + " can never hold" + known_ranges(trigger)});
            }
        }
    };
    look_at(scenario.policy, "policy");
    look_at(scenario.shock, "shock");
    return warnings;
}

}  // namespace enclosure
