// What a run reads, which none of its outputs may overwrite, with --force or without.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "sim/scenario/scenario.h"

namespace enclosure::cli {

/// Whether both names mean one file, however they are spelled and whatever links lead there; also where the file is not there yet.
bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b);

/// Files that stand behind a scenario beside its own: policies laid on it, "lib:NAME" too, and the edge list that it names.
std::vector<std::filesystem::path> input_files(std::span<const std::filesystem::path> policies, const Scenario& scenario);

/// The same with the scenario's own file and all that it extends.
std::vector<std::filesystem::path> input_files(const std::filesystem::path& file, std::span<const std::filesystem::path> policies,
                                               const Scenario& scenario);

/// Throws UsageError if `file`, which `option` asks to be written, is one of `inputs`.
void check_no_input(const std::string& option, const std::filesystem::path& file, std::span<const std::filesystem::path> inputs);

}  // namespace enclosure::cli
