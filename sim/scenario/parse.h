// TOML text to a tree. The only place that knows the TOML parser.
// Invariant: no file, whatever its bytes, does more than add to the report.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "sim/base/diagnostics.h"
#include "sim/scenario/node.h"

namespace enclosure {

/// Larger files are refused.
inline constexpr std::uintmax_t largest_scenario_file = 16u << 20;

/// The table that the text holds; nothing, and a line in the report, if it is no TOML. `name` is the file in places.
std::optional<Node> parse_toml(std::string_view text, const std::string& name, Report& report);

/// Reads and parses a file. `asked_at` is where it is asked for; what is wrong with the file as a whole is reported there.
std::optional<Node> parse_toml_file(const std::filesystem::path& file, const std::string& name, const Place& asked_at, Report& report);

/// The text of `--set path=text` as a TOML value, or else as a string.
Node parse_value(std::string_view text, const Place& place);

}  // namespace enclosure
