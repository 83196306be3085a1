// Tags at the right ends of lines: each as near to its value as can be, none over another.
#pragma once

#include <span>
#include <vector>

#include "analysis/chart/scale.h"
#include "viz/kit/canvas.h"
#include "viz/plot/plot.h"

namespace enclosure::viz {

/// Height of a tag, and the width of the widest, pixels.
float tag_height(const Canvas& canvas, const Theme& theme);
float widest_tag(const Canvas& canvas, const Theme& theme, std::span<const PlotTag> tags);

/// A rectangle for each tag, at x = `left`, within `plot`'s height; of a value that is not
/// finite, and where there is no room for all, an empty one.
std::vector<Rect> place_tags(const Canvas& canvas, const Theme& theme, std::span<const PlotTag> tags, const Scale& y, Rect plot,
                             float left);

void draw_tags(Canvas& canvas, const Theme& theme, std::span<const PlotTag> tags, std::span<const Rect> places);

}  // namespace enclosure::viz
