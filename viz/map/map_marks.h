// What is drawn of a map besides its users: rings, names, arcs of those who switch.
// Invariant: how open a firm is shows by its ring: solid is closed, double is hybrid, dashed is open; colour repeats it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "viz/kit/ui.h"
#include "viz/map/lens.h"
#include "viz/map/world_map.h"

namespace enclosure::viz {

/// A ring in the manner of an openness, as on bubbles and in legends.
void draw_openness_ring(Canvas& canvas, const Theme& theme, Place centre, float radius, Openness openness, Colour colour);

/// What lies behind the users: the discs of the bubbles.
void draw_discs(Ui& ui, const WorldMap& map, const HiddenClasses& hidden);

/// Net flows as arcs with arrows; those of `subject` (row of map.firms()) stand out and carry their numbers.
void draw_flows(Ui& ui, const WorldMap& map, std::optional<std::size_t> subject);

/// Rings, then names and shares: inside where they fit, else beside the bubble where there is room inside `room`, else left out.
void draw_rings_and_names(Ui& ui, const WorldMap& map, const StepRecord& record, Lens lens, const HiddenClasses& hidden, Rect room);

/// A second ring around a firm that is looked at.
void draw_selection(Ui& ui, const Bubble& bubble, Tone tone);

/// Cross hairs around a user's point.
void draw_user_mark(Ui& ui, Place at);

/// The ground of a text that stands on the map.
void draw_plate(Ui& ui, Rect rect, float opacity = 0.62F);

/// "24.9 %"
std::string share_text(double share);
/// "14 529"
std::string count_text(double count);

}  // namespace enclosure::viz
