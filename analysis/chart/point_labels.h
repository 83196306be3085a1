// Names beside points, where they cover neither each other nor, if it can be helped, other points.
// Invariant: no two texts overlap and none leaves the area. Up to forty names may stand farther off, with a leader; a name for which there
// is no place even so is left out.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/chart/scale.h"
#include "analysis/chart/svg.h"

namespace enclosure {

struct PointLabel {
    Point at = {};
    std::string text = {};  ///< in the size of captions
    bool upon = false;      ///< its middle may be on the point itself: the first choice then
    bool far = true;        ///< it may stand farther off, with a leader
};

struct LabelPlace {
    Point at = {};                 ///< of the base line
    std::string_view anchor = {};  ///< start, middle or end
};

/// Where each name stands, in the order given; earlier names choose first. `distance` is from the point's
/// middle to the text, `others` are places that should stay free.
std::vector<std::optional<LabelPlace>> label_places(std::span<const PointLabel> labels, std::span<const Point> others, Extent across,
                                                    Extent down, double distance);

/// The names as text elements with a halo of the ground's colour.
std::string point_labels(std::span<const PointLabel> labels, std::span<const Point> others, Extent across, Extent down, double distance);

}  // namespace enclosure
