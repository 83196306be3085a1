#include "viz/app/start.h"

#include <fmt/format.h>

#include "viz/panels/welcome.h"

namespace enclosure::viz {

OpenedAs opened_as(const ViewOptions& options) {
    OpenedAs opened{options.scenario, {}, options.policies};
    Report report;
    for (const std::string& setting : options.settings) {
        try {
            opened.settings.push_back(parse_override(setting));
        } catch (const ScenarioError& error) {
            for (const Diagnostic& d : error.diagnostics) report.add(d.place, d.what);
        }
    }
    const bool changed = !opened.settings.empty() || !opened.policies.empty() || options.seed.has_value();
    if (changed && is_result(options.scenario))
        report.add({options.scenario}, "this is opened as it was run: --set, --policy and --seed are for scenarios");
    report.throw_if_any();
    if (options.seed) opened.settings.push_back({"seed", fmt::format("{}", *options.seed)});
    return opened;
}

}  // namespace enclosure::viz
