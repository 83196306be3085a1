#include "sim/cli/check.h"

#include <fmt/format.h>

#include "sim/base/diagnostics.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/say.h"
#include "sim/cli/scenario_file.h"
#include "sim/cli/study/open.h"

namespace enclosure::cli {
namespace {

std::string study_verdict(const std::string& file) {
    const Study study = load_study(file);
    print_warnings(study.warnings);
    return fmt::format("{}: study {}, {}, {} factors, {} metrics, no mistakes\n", file, study.id, size_text(study), study.factors.size(),
                       study.measures.metrics.size());
}

std::string verdict(const std::string& file) {
    if (is_study_file(file)) return study_verdict(file);
    const ScenarioFile checked = load_scenario_file(file);
    print_warnings(checked.loaded.warnings);
    if (checked.policy) {
        const PolicyRow& policy = checked.loaded.scenario.policy.back();
        return fmt::format("{}: policy {}, {} events, no mistakes\n", file, policy.id, policy.event.size());
    }
    const Scenario& s = checked.loaded.scenario;
    return fmt::format("{}: scenario {}, {} to {}, {} users, {} firms, {} policies, no mistakes\n", file, s.id, to_string(s.time.start),
                       to_string(s.time.end), s.population.users, s.firm.size(), s.policy.size());
}

}  // namespace

int check(const CheckCommand& command) {
    int code = exit_done;
    for (const std::string& file : command.files) {
        try {
            print_result(verdict(file));
        } catch (const ScenarioError& error) {
            say("{}\n", error.what());
            code = exit_usage;
        }
    }
    return code;
}

}  // namespace enclosure::cli
