#include "sim/cli/inputs.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

#include "sim/cli/exit.h"
#include "sim/output/replace_file.h"
#include "sim/scenario/extends.h"

namespace enclosure::cli {

namespace fs = std::filesystem;

namespace {

// Absolute first: of a relative name whose first part is not there, weakly_canonical() leaves the spelling as it is.
fs::path place_of(const fs::path& file) {
    std::error_code error;
    const fs::path whole = fs::absolute(target_of(file), error);
    return error ? fs::path{} : fs::weakly_canonical(whole, error);
}

}  // namespace

bool is_same_file(const fs::path& a, const fs::path& b) {
    std::error_code error;
    if (fs::equivalent(a, b, error)) return true;
    const fs::path first = place_of(a);
    return !first.empty() && first == place_of(b);
}

std::vector<fs::path> input_files(std::span<const fs::path> policies, const Scenario& scenario) {
    std::vector<fs::path> files;
    for (const fs::path& policy : policies) {
        std::string why;
        files.push_back(resolve_file(policy, why));
    }
    const NetworkParams& network = scenario.parameters.network;
    if (network.kind == NetworkKind::edge_list && !network.file.empty()) files.emplace_back(network.file);
    return files;
}

std::vector<fs::path> input_files(const fs::path& file, std::span<const fs::path> policies, const Scenario& scenario) {
    std::vector<fs::path> files = files_read(file);
    for (fs::path& other : input_files(policies, scenario)) files.push_back(std::move(other));
    return files;
}

void check_no_input(const std::string& option, const fs::path& file, std::span<const fs::path> inputs) {
    for (const fs::path& input : inputs) {
        if (is_same_file(input, file)) throw UsageError(fmt::format("{} {} is an input of the run", option, file.string()));
    }
}

}  // namespace enclosure::cli
