#include "sim/scenario/shipped.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>
#include <utility>

#include "sim/scenario/load.h"

namespace enclosure {

namespace {

// Folders of scenarios/ that hold what can be laid on a scenario.
constexpr std::array<std::string_view, 2> laid_on_folders{"policies", "shocks"};

std::vector<std::string> names_in(std::string_view folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (const std::filesystem::directory_entry& entry : std::filesystem::directory_iterator(data_root() / "scenarios" / folder, error)) {
        if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
    }
    return names;
}

}  // namespace

std::vector<std::string> shipped_policies() {
    std::vector<std::string> names;
    for (const std::string_view folder : laid_on_folders) {
        for (std::string& name : names_in(folder)) names.push_back(std::move(name));
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::optional<std::filesystem::path> shipped_policy(const std::string& word) {
    for (const std::string_view folder : laid_on_folders) {
        const std::vector<std::string> names = names_in(folder);
        if (std::find(names.begin(), names.end(), word) != names.end()) return "lib:" + std::string(folder) + "/" + word;
    }
    return std::nullopt;
}

bool is_file_name(const std::string& word) {
    return word.ends_with(".toml") || word.find('/') != std::string::npos || word.starts_with("lib:");
}

}  // namespace enclosure
