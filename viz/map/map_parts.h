// What the panel of a map is made of, besides its picture: the head with lens and search, and the pointer.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "viz/app/app.h"
#include "viz/kit/ui.h"
#include "viz/map/map_panel.h"

namespace enclosure::viz {

/// "User 14 529"
std::string user_title(std::size_t user);

/// Height of the head of both maps, so that they lie alike side by side.
float map_head_height(const Ui& ui, Rect rect);

/// Title, how to read the map, and on the map of world A lens and search.
void draw_map_head(Ui& ui, App& app, MapState& state, const StepRecord& record, const Population& population, Rect rect, WorldId world);

/// What the pointer is on.
struct MapPointer {
    bool inside = false;
    bool clicked = false;
    std::optional<std::size_t> bubble;  // row of firms()
    std::optional<WorldMap::Seen> user;
};

MapPointer map_pointer(Ui& ui, WorldMap& map, Rect room, WorldId world);

/// Says what lies under the pointer, and pins it on a click. The first click on a bubble is for its firm; who goes on pointing into it
/// means the user there.
void answer_map_pointer(Ui& ui, App& app, const WorldMap& map, const Track& track, const StepRecord& record, const AgentFrame* agents,
                        const MapPointer& pointed, std::optional<std::size_t> pinned_bubble);

}  // namespace enclosure::viz
