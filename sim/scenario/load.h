// A scenario file, with all that it extends, policies laid on it and values set on the command line, as one checked value.
// Invariant: what load_scenario returns passed every check; it never returns a scenario in part.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostics.h"
#include "sim/scenario/places.h"
#include "sim/scenario/scenario.h"

namespace enclosure {

struct Extended;

/// `--set path=text`. The text is a TOML value, or else a string: 3, "12 month", 12 month, 2024-01-01, closed_api, [1, 2].
struct Override {
    std::string path;  ///< "time.step", "seed", "adoption.nest_scale", "firm.hub.cash", "policy.tax.event.1.strength"
    std::string text;
    bool of_some = false;  ///< "policy.ID.…" means the scenarios that have such a policy: without it, it is no mistake and sets nothing
    Place place = {"--set"};  ///< where it stands, for diagnostics and origins
};

/// Where a value came from: a file, "--set", or "default". One for each value, in the order of the resolved file.
struct Origin {
    std::string path;
    std::string value;  ///< as in the resolved file
    Place place;
};

struct LoadedScenario {
    Scenario scenario;
    std::vector<Origin> origins;
    std::vector<Diagnostic> warnings = {};  ///< what is legal and can hardly be meant
    std::vector<bool> applied = {};         ///< of each override: whether it set something
    Places places = {};                     ///< where its values stand, for checks of a copy with other values
    std::string resolved_toml;              ///< a scenario file without `extends` that loads as the same scenario
};

/// Loads `file` ("lib:NAME" is a shipped scenario), appends each policy file as a row of `policy`, then applies the overrides.
/// Throws ScenarioError with every mistake.
LoadedScenario load_scenario(const std::filesystem::path& file, std::span<const Override> overrides = {},
                             std::span<const std::filesystem::path> policies = {});

/// The same for a tree that was read already, with all that it extends; `report` holds the mistakes found on the way.
LoadedScenario load_scenario_tree(Extended extended, std::span<const Override> overrides, std::span<const std::filesystem::path> policies,
                                  Report& report);

/// The same for a text that is no file; `name` stands for it in diagnostics, and `extends` is relative to its folder.
LoadedScenario load_scenario_text(std::string_view text, const std::filesystem::path& name, std::span<const Override> overrides = {},
                                  std::span<const std::filesystem::path> policies = {});

/// The scenario that write_toml() made of one that had passed every check, or of rules in force. Only its form is checked, and no file that
/// it names is read. Throws ScenarioError.
Scenario read_resolved(std::string_view text, const std::filesystem::path& name);

/// Splits "path=text"; throws ScenarioError if there is no "=" or no path.
Override parse_override(std::string_view argument);

/// Whether the file is meant as a policy, by the keys at its top level (sim/scenario/file_kind.h). Throws ScenarioError if it cannot be
/// parsed.
bool is_policy_file(const std::filesystem::path& file);

/// Where shipped scenarios (scenarios/) and figures (data/) are: $ENCLOSURE_DATA, else ../share/enclosure beside the program, else the
/// source tree that the program was built in.
std::filesystem::path data_root();

}  // namespace enclosure
