// What-ifs that open by one click, and the ways to open a scenario. The what-ifs are data: scenarios/viewer/presets.toml.
// Invariant: opening either succeeds as a whole or says what is wrong and leaves everything as it was.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/scenario/load.h"
#include "viz/app/app.h"
#include "viz/panels/scenario_watch.h"

namespace enclosure::viz {

/// A what-if: a scenario, and what is laid on it.
struct ViewerPreset {
    std::string id;
    std::string title;
    std::string question;
    std::string scenario = "lib:baseline";
    std::vector<std::string> policies = {};  ///< names of shipped policies and shocks
    std::vector<Override> settings = {};
    bool fork = false;  ///< two worlds from the start on, A without the policies, B with them
};

/// Where the shipped what-ifs are.
std::filesystem::path presets_file();

/// Reads a file of what-ifs. Throws ScenarioError with every mistake, of names that do not exist too.
std::vector<ViewerPreset> read_presets(const std::filesystem::path& file);

/// A shipped scenario, with its title.
struct ShippedScenario {
    std::string name;  ///< "lib:baseline"
    std::string title;
    std::string question;
};

/// Those of scenarios/ that are no policies, parts or studies, by name.
std::vector<ShippedScenario> shipped_scenarios();

/// Opens a scenario and begins to watch its files; drops what is being read (viz/studies/open_result.h). What is wrong is returned, one
/// line each; nothing if all is well.
std::vector<std::string> open_scenario(App& app, const OpenedAs& wanted);

/// Opens a what-if, in the view that it asks for.
std::vector<std::string> open_preset(App& app, const ViewerPreset& preset);

/// Looks at the files of what is open, or of what could not be opened for its mistakes. At the start of a run nothing is lost: what has
/// changed is simply opened again. True if files have changed.
bool look_at_files(App& app, double seconds);

/// What the file is if it is no scenario but a study or the log of a session: a sentence that says what to do with it; else empty.
std::string other_than_scenario(const std::filesystem::path& file);

/// Begins to watch what the session has open; for a start with a scenario on the command line.
void watch_scenario(App& app, const OpenedAs& opened);

}  // namespace enclosure::viz
