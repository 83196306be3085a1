// How the window looks: what a colour means, and which it is in the dark and in the light theme; sizes of text and of distances.
// Invariant: panels name meanings (Tone, Font), never colours or sizes in pixels; all sizes are multiplied by `scale`.
#pragma once

#include <cstdint>
#include <string_view>

namespace enclosure::viz {

struct Colour {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;

    bool operator==(const Colour&) const = default;
    Colour with_alpha(float alpha) const { return {r, g, b, static_cast<std::uint8_t>(alpha * 255.0F + 0.5F)}; }
};

/// `share` of the way from a to b, all four channels.
Colour mixed(Colour a, Colour b, float share);

enum class Tone : std::uint8_t {
    background,
    card,
    raised,  ///< a button at rest, a selected segment
    hovered,
    border,
    grid,
    text,
    muted,
    faint,
    accent,
    on_accent,  ///< text on accent
    open,
    hybrid,
    closed,
    misuse,
    good,
    bad,
    warning,
    first_world,   ///< world A in comparisons
    second_world,  ///< world B
    policy,        ///< what policies did: marks on charts and the timeline
    count
};

/// Text: family, weight and size. Numbers have digits of one width.
enum class Font : std::uint8_t { tiny, small, body, body_bold, title, heading, number_small, number, number_large, count };

enum class ThemeKind : std::uint8_t { dark, light };

struct Theme {
    ThemeKind kind = ThemeKind::dark;
    float scale = 1;  ///< pixels of the framebuffer per point

    Colour colour(Tone tone) const;
    /// Height of a line of text, pixels.
    float line_height(Font font) const;
    /// A distance given in points, as whole pixels.
    float px(float points) const;
};

}  // namespace enclosure::viz
