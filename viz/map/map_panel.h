// The map of a world: every user a point in the bubble of his model's firm; lenses, search, legend; hover, click and pin.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "sim/base/parallel.h"
#include "viz/app/app.h"
#include "viz/kit/ui.h"
#include "viz/map/lens.h"
#include "viz/map/world_map.h"

namespace enclosure::viz {

/// What the maps of both worlds remember.
struct MapState {
    std::array<WorldMap, 2> worlds;
    HiddenClasses hidden;
    std::string search;
    std::unique_ptr<Threads> threads;  ///< while no model steps, a picture of many users is counted on several; made when first needed
    bool hovered_here = false;         ///< ViewState::hovered comes from a map
};

/// The map of world A has the controls and is named "map"; that of world B follows it and is named "map.b".
void draw_map(Ui& ui, App& app, Rect rect, WorldId world);

}  // namespace enclosure::viz
