#include "sim/cli/show.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/scenario_file.h"
#include "sim/study/study.h"

namespace enclosure::cli {
namespace {

std::string origin_lines(const LoadedScenario& loaded) {
    constexpr std::size_t widest = 60;  // longer values push their own comment to the right, not everybody's
    std::vector<std::string> assignments;
    std::size_t width = 0;
    for (const Origin& origin : loaded.origins) {
        assignments.push_back(fmt::format("{} = {}", origin.path, origin.value));
        width = std::max(width, std::min(assignments.back().size(), widest));
    }
    std::string out;
    for (std::size_t i = 0; i < assignments.size(); ++i) {
        out += fmt::format("{:<{}}  # {}\n", assignments[i], width, to_string(loaded.origins[i].place));
    }
    return out;
}

// The study's own keys, then the scenario of each arm.
std::string study_lines(const std::string& file) {
    const Study study = load_study(file);
    std::string out;
    for (const auto& [name, text] : study.texts) {
        if (name == "study.toml") out = text + out;
        if (name.starts_with("arms/")) out += fmt::format("\n# {}\n{}", name, text);
    }
    return out;
}

}  // namespace

int show(const ShowCommand& command) {
    std::string out;
    for (const std::string& file : command.files) {
        if (is_study_file(file)) {
            out += study_lines(file);
            continue;
        }
        const ScenarioFile shown = load_scenario_file(file);
        if (command.files.size() > 1 || shown.policy) out += fmt::format("# {}{}\n", file, shown.policy ? ", laid on the baseline" : "");
        out += command.origin ? origin_lines(shown.loaded) : shown.loaded.resolved_toml;
    }
    print_result(out);
    return exit_done;
}

}  // namespace enclosure::cli
