// A canvas that writes SVG: an element for each call, so that the file shows what the window shows.
// Invariant: the text is well-formed, and coordinates have at most two decimals.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "viz/kit/canvas.h"

namespace enclosure::viz {

class SvgCanvas : public Canvas {
  public:
    /// A picture of that room. Texts are as wide as on `metrics`, the window's canvas; without it, as wide as is estimated.
    SvgCanvas(Rect room, const Theme& theme, const Canvas* metrics = nullptr);

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

    /// The whole file; `title` and `description` are said in it.
    std::string file(std::string_view title, std::string_view description) const;

  private:
    void put_rect(Rect rect, float radius, std::string_view paint);

    Rect room_;
    const Theme& theme_;
    const Canvas* metrics_;
    std::string body_;
    std::size_t clips_ = 0, open_clips_ = 0, shades_ = 0;
};

}  // namespace enclosure::viz
