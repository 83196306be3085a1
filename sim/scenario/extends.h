// A file with everything that it extends, as one tree. `extends` names files relative to the file, or shipped ones as "lib:NAME". Layers
// are laid over each other in this order: what the first of them extends, the first, what the second extends, the second, …, the file.
// Invariant: each file is one layer, at its first place in that order (so that two overlays of one baseline do not undo each other); a
// cycle is reported, never followed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostics.h"
#include "sim/scenario/node.h"

namespace enclosure {

struct Extended {
    Node root;          ///< all layers merged, without `extends`
    bool whole = true;  ///< false if a file that is extended could not be read, so that what it gives is missing
};

/// The file ("lib:NAME" too) and all that it extends. Nothing, and a report, if the file itself cannot be read.
std::optional<Extended> read_extended(const std::filesystem::path& file, Report& report);

/// The same for a text; `name` stands for its file.
std::optional<Extended> read_extended_text(std::string_view text, const std::filesystem::path& name, Report& report);

/// The file and all that it extends, each once; of files that cannot be read, what can be told without them.
std::vector<std::filesystem::path> files_read(const std::filesystem::path& file);

/// The file that a path or "lib:NAME" means; empty, and a reason, if NAME is no name.
std::filesystem::path resolve_file(const std::filesystem::path& file, std::string& why);

/// Reports a schema_version that is missing, no integer, older or newer than what this program reads. False if the rest cannot be read.
bool check_schema_version(const Node& root, const std::string& name, Report& report);

}  // namespace enclosure
