#include "sim/cli/policy_file.h"

#include <fmt/format.h>

#include <optional>
#include <system_error>

#include "sim/base/diagnostics.h"
#include "sim/cli/exit.h"
#include "sim/scenario/shipped.h"

namespace enclosure::cli {

namespace fs = std::filesystem;

fs::path policy_file(const std::string& word) {
    std::error_code error;
    if (is_file_name(word) || fs::exists(word, error)) return word;
    if (const std::optional<fs::path> shipped = shipped_policy(word)) return *shipped;
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
