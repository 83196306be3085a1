// A policy as named on the command line: a file, or the name of a shipped one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace enclosure::cli {

/// The file that `word` means: a path if it is one that exists, ends in .toml, holds a slash or begins with lib:, else a shipped policy or
/// shock, scenarios/policies/WORD.toml as lib:policies/WORD or scenarios/shocks/WORD.toml as lib:shocks/WORD. Throws UsageError with the
/// nearest name if there is none.
std::filesystem::path policy_file(const std::string& word);

/// The files that `argument` joins by commas, to be laid on together; a file whose own name holds the comma is one.
std::vector<std::string> policy_words(const std::string& argument);

}  // namespace enclosure::cli
