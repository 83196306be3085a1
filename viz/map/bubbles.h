// Where the bubbles of the map lie: circles whose area is a share, kept apart from one another and inside a rectangle.
// Invariant: a layout is a function of the wishes, the style and the homes alone, the same bytes each time. Bubbles keep to their homes:
// who has one moves no farther than its neighbours' growth pushes it, and who has none begins at a place that its key alone proposes.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "viz/kit/geometry.h"

namespace enclosure::viz {

struct BubbleWish {
    std::uint64_t key = 0;  ///< who it is, for good: a hash of the firm's label
    double share = 0;       ///< of the area of all bubbles, between 0 and 1
    double halo = 0;        ///< area of the ring around it, pixels²
};

struct Bubble {
    std::uint64_t key = 0;
    Place centre;
    float radius = 0;
    float outer = 0;  ///< with its halo
};

struct BubbleStyle {
    Rect room;               ///< all of every bubble lies inside
    float fill = 0.38F;      ///< part of the room that bubbles cover together, if they can be kept apart
    float least_radius = 3;  ///< pixels; what is smaller is drawn with this
    float gap = 8;           ///< between outer edges
    float label_room = 0;    ///< further gap around bubbles whose name does not fit inside
    float label_radius = 0;  ///< bubbles from this radius on hold their name
};

/// Centres by key, as parts of the room's width and height, so that they outlive a change of its size.
using BubbleHomes = std::map<std::uint64_t, Place>;

/// In the order of the wishes. If they do not fit, all are made smaller by the same factor, so that areas keep their ratios.
std::vector<Bubble> lay_out(std::span<const BubbleWish> wishes, const BubbleStyle& style, const BubbleHomes& homes);

/// Makes the centres of a layout the homes of its bubbles.
void settle(BubbleHomes& homes, std::span<const Bubble> bubbles, const Rect& room);

}  // namespace enclosure::viz
