#include "sim/cli/scenario_file.h"

#include <filesystem>

namespace enclosure::cli {

std::vector<Override> overrides_of(const std::vector<std::string>& settings, const std::optional<std::int64_t>& seed) {
    std::vector<Override> overrides;
    for (const std::string& setting : settings) overrides.push_back(parse_override(setting));
    if (seed) overrides.push_back({"seed", std::to_string(*seed)});
    return overrides;
}

ScenarioFile load_scenario_file(const std::string& file) {
    const bool shipped = file.rfind("lib:", 0) == 0;
    if (shipped || !is_policy_file(file)) return {load_scenario(file), false};
    const std::filesystem::path policies[] = {file};
    return {load_scenario("lib:baseline", {}, policies), true};
}

}  // namespace enclosure::cli
