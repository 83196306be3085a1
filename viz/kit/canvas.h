// What pictures are drawn on: the window (viz/kit/window_canvas.h, on an ImGui draw list) or an SVG file (viz/plot/svg_canvas.h), so that
// what is exported is what is shown.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "viz/kit/geometry.h"
#include "viz/theme/theme.h"

namespace enclosure::viz {

enum class Align : std::uint8_t { left, centre, right };
enum class Dash : std::uint8_t { solid, dashed, dotted };

class Canvas {
  public:
    virtual ~Canvas() = default;

    /// A line through the points; a point that is not finite breaks it. `width` in pixels, whole ones are fastest.
    virtual void line(std::span<const Place> points, Colour colour, float width = 1, Dash dash = Dash::solid) = 0;
    /// The area between two rows of points with equal x; points that are not finite break it.
    virtual void area(std::span<const Place> above, std::span<const Place> below, Colour colour) = 0;
    /// The same, from one colour at the top of the drawn area to another at `base` below.
    virtual void shade(std::span<const Place> above, float base, Colour top, Colour bottom) = 0;
    virtual void fill(Rect rect, Colour colour, float radius = 0) = 0;
    virtual void outline(Rect rect, Colour colour, float radius = 0, float width = 1) = 0;
    virtual void disc(Place centre, float radius, Colour colour) = 0;
    virtual void ring(Place centre, float radius, Colour colour, float width = 1, Dash dash = Dash::solid) = 0;
    /// A convex shape.
    virtual void shape(std::span<const Place> corners, Colour colour) = 0;
    /// Text whose box has its upper edge at `at.y`, and begins, is centred or ends at `at.x`. UTF-8.
    virtual void text(Place at, std::string_view text, Font font, Colour colour, Align align = Align::left) = 0;
    /// Width of a text, pixels.
    virtual float width_of(std::string_view text, Font font) const = 0;
    virtual float height_of(Font font) const = 0;
    /// Everything until pop_clip() is cut off at the rectangle (and at those pushed before).
    virtual void push_clip(Rect rect) = 0;
    virtual void pop_clip() = 0;
};

}  // namespace enclosure::viz
