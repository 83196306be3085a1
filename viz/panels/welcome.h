// What is shown while nothing is open: what this is, ten what-ifs that open by one click, shipped scenarios, and a field for a file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/app/app.h"
#include "viz/panels/presets.h"
#include "viz/panels/remembered.h"

namespace enclosure::viz {

struct WelcomeState {
    std::string path;                                       ///< typed into the field
    std::vector<std::string> mistakes;                      ///< of what was opened last
    std::optional<std::vector<ViewerPreset>> presets = {};  ///< read when first drawn
    std::vector<ShippedScenario> scenarios = {};
    std::vector<std::string> recent = {};
    Remembered remembered;
    bool over = false;  ///< shown over what is open
};

void draw_welcome(Ui& ui, App& app, Rect rect);

/// Whether it is the result of runs to look at, a folder of a study or an HDF5 file, and no scenario.
bool is_result(const std::filesystem::path& name);

/// Opens a file that was named by hand: a scenario, a run file, or a study, which turns to the studies. What is wrong is said.
void open_by_name(App& app, const std::string& name);

}  // namespace enclosure::viz
