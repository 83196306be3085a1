// Policies and shocks that are shipped with the program, by name.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace enclosure {

/// Names of the shipped policies and shocks, sorted; no two are alike.
std::vector<std::string> shipped_policies();

/// "lib:policies/WORD" or "lib:shocks/WORD", if there is one of that name.
std::optional<std::filesystem::path> shipped_policy(const std::string& word);

/// Whether `word` can only mean a file: it ends in .toml, holds a slash or begins with lib:.
bool is_file_name(const std::string& word);

}  // namespace enclosure
