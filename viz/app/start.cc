#include "viz/app/start.h"

#include <fmt/format.h>

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
    report.throw_if_any();
    if (options.seed) opened.settings.push_back({"seed", fmt::format("{}", *options.seed)});
    return opened;
}

}  // namespace enclosure::viz
