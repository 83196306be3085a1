// The canvas of the window: triangles of an ImGui draw list.
// Invariant: texts stand on whole pixels, and lines of whole width take the fast path of one textured quad each.
#pragma once

#include <vector>

#include "viz/kit/canvas.h"

struct ImDrawList;

namespace enclosure::viz {

class FontAtlas;

class WindowCanvas : public Canvas {
  public:
    /// Draws into `list` until the next frame; `fonts` live longer.
    WindowCanvas(ImDrawList& list, const FontAtlas& fonts) : list_(list), fonts_(fonts) {}

    void line(std::span<const Place> points, Colour colour, float width = 1, Dash dash = Dash::solid) override;
    void area(std::span<const Place> above, std::span<const Place> below, Colour colour) override;
    void shade(std::span<const Place> above, float base, Colour top, Colour bottom) override;
    void fill(Rect rect, Colour colour, float radius = 0) override;
    void outline(Rect rect, Colour colour, float radius = 0, float width = 1) override;
    void disc(Place centre, float radius, Colour colour) override;
    void ring(Place centre, float radius, Colour colour, float width = 1, Dash dash = Dash::solid) override;
    void shape(std::span<const Place> corners, Colour colour) override;
    void text(Place at, std::string_view text, Font font, Colour colour, Align align = Align::left) override;
    float width_of(std::string_view text, Font font) const override;
    float height_of(Font font) const override;
    void push_clip(Rect rect) override;
    void pop_clip() override;

  private:
    ImDrawList& list_;
    const FontAtlas& fonts_;

    void strip(std::span<const Place> above, std::span<const Place> below, float base, Colour top, Colour bottom, bool shaded);
    void solid(std::span<const Place> points, Colour colour, float width);
};

}  // namespace enclosure::viz
