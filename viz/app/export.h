// What is shown, as files: each says which scenario, seed and version it comes from.
// Invariant: a file that is there is never written over: the next free name is taken.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "viz/app/app.h"
#include "viz/plot/stamp.h"

namespace enclosure::viz {

enum class ExportKind : std::uint8_t { picture, series, scenario, session_log, count };

/// What menus call them.
std::span<const std::string> export_titles();

/// Writes the file into the export folder and says where, or why not. A picture is left to the main loop, which has the pixels.
void export_now(App& app, ExportKind kind);

/// Scenario, seed and moment of what is shown.
Stamp stamp_of(const App& app);

/// "baseline-seed-7-step-112-WHAT.png" in the export folder, with "-2", "-3", … behind it if that is there. All that is saved is so named.
std::filesystem::path free_name(const App& app, std::string_view what, std::string_view extension);

/// What is said of a file that was saved.
std::string saved_words(const std::filesystem::path& file);

/// Writes a file under the next free name, and says so or why not.
void save_text(App& app, std::string_view what, std::string_view extension, std::string_view text);

/// What a picture keeps in its file of where it comes from, by keyword.
std::vector<std::pair<std::string, std::string>> picture_words(const App& app);

/// All indicators of a world by step: a line with the stamp, one of names with their units, one for each step.
std::string series_csv(const App& app, WorldId world);

}  // namespace enclosure::viz
