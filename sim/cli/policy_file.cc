#include "sim/cli/policy_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>
#include <utility>

#include "sim/base/diagnostics.h"
#include "sim/cli/exit.h"
#include "sim/scenario/load.h"

namespace enclosure::cli {

namespace fs = std::filesystem;

namespace {

// Folders of scenarios/ that hold what can be laid on a scenario.
constexpr std::array<std::string_view, 2> folders{"policies", "shocks"};

std::vector<std::string> names_in(std::string_view folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(data_root() / "scenarios" / folder, error)) {
        if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
    }
    return names;
}

}  // namespace

std::vector<std::string> shipped_policies() {
    std::vector<std::string> names;
    for (const std::string_view folder : folders) {
        for (std::string& name : names_in(folder)) names.push_back(std::move(name));
    }
    std::sort(names.begin(), names.end());
    return names;
}

fs::path policy_file(const std::string& word) {
    std::error_code error;
    const bool path = word.ends_with(".toml") || word.find('/') != std::string::npos || word.starts_with("lib:") || fs::exists(word, error);
    if (path) return word;
    for (const std::string_view folder : folders) {
        const std::vector<std::string> names = names_in(folder);
        if (std::find(names.begin(), names.end(), word) != names.end()) return fmt::format("lib:{}/{}", folder, word);
    }
    throw UsageError(fmt::format("--policy {}: there is no such file and no shipped policy or shock of that name{}", word,
                                 did_you_mean(word, shipped_policies())));
}

std::vector<std::string> policy_words(const std::string& argument) {
    std::error_code error;
    if (fs::exists(argument, error)) return {argument};
    std::vector<std::string> words;
    std::size_t begin = 0;
    for (std::size_t comma = argument.find(','); comma != std::string::npos; comma = argument.find(',', begin)) {
        words.push_back(argument.substr(begin, comma - begin));
        begin = comma + 1;
    }
    words.push_back(argument.substr(begin));
    return words;
}

}  // namespace enclosure::cli
