#include "sim/cli/scenario_file.h"

#include <filesystem>

namespace enclosure::cli {

ScenarioFile load_scenario_file(const std::string& file) {
    const bool shipped = file.rfind("lib:", 0) == 0;
    if (shipped || !is_policy_file(file)) return {load_scenario(file), false};
    const std::filesystem::path policies[] = {file};
    return {load_scenario("lib:baseline", {}, policies), true};
}

}  // namespace enclosure::cli
