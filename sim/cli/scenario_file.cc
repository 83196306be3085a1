#include "sim/cli/scenario_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "sim/cli/say.h"

namespace enclosure::cli {

std::vector<Override> overrides_of(const std::vector<std::string>& settings, const std::optional<std::int64_t>& seed, Mistakes& mistakes) {
    std::vector<Override> overrides;
    for (const std::string& setting : settings) mistakes.attempt([&] { overrides.push_back(parse_override(setting)); });
    if (seed) overrides.push_back({"seed", std::to_string(*seed)});
    return overrides;
}

void print_warnings(const std::vector<Diagnostic>& warnings) {
    std::set<std::string> said;
    for (const Diagnostic& warning : warnings) {
        if (said.insert(to_string(warning)).second) say("{}: warning: {}\n", to_string(warning.place), warning.what);
    }
}

ScenarioFile load_scenario_file(const std::string& file) {
    if (!is_policy_file(file)) return {load_scenario(file), false};
    const std::filesystem::path policies[] = {file};
    return {load_scenario("lib:baseline", {}, policies), true};
}

}  // namespace enclosure::cli
