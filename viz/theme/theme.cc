#include "viz/theme/theme.h"

#include <array>
#include <cmath>
#include <cstddef>

#include "analysis/chart/colour.h"

namespace enclosure::viz {

namespace {

// A colour as it is on dark ground and on light ground.
struct Shades {
    std::uint32_t dark;
    std::uint32_t light;
};

constexpr std::uint32_t packed_rgb(Rgb c) {
    return (static_cast<std::uint32_t>(c.red) << 16U) | (static_cast<std::uint32_t>(c.green) << 8U) | c.blue;
}

// What a colour means is said once, for the pages too.
constexpr Shades shades_of(const Ink& ink) {
    return {packed_rgb(ink.on_dark), packed_rgb(ink.on_light)};
}

// In the order of Tone. Contrast on cards: text 15 to 17, muted 7, faint 4.6 to 4.8 (WCAG AA for all three).
constexpr std::array<Shades, static_cast<std::size_t>(Tone::count)> shades{{
    {0x0A0D13, 0xF1F3F6},   // background
    {0x121722, 0xFFFFFF},   // card
    {0x273145, 0xFFFFFF},   // raised
    {0x1D2534, 0xE7EBF1},   // hovered
    {0x222A38, 0xDDE2EA},   // border
    {0x1C2330, 0xE9ECF1},   // grid
    {0xE8ECF4, 0x161B26},   // text
    {0x9AA5B8, 0x505A6C},   // muted
    {0x76829A, 0x697386},   // faint
    {0x5B9DFF, 0x2563EB},   // accent
    {0x0A0D13, 0xFFFFFF},   // on_accent
    shades_of(open_ink),    // open
    shades_of(hybrid_ink),  // hybrid
    shades_of(closed_ink),  // closed
    shades_of(misuse_ink),  // misuse
    {0x3FD08F, 0x0B8452},   // good
    {0xFF6F6B, 0xC93434},   // bad
    {0xF4B942, 0xA86600},   // warning
    {0x5B9DFF, 0x2563EB},   // first_world
    {0xF0A04B, 0xB96B00},   // second_world
    {0xF4B942, 0xC97E00},   // policy
}};

// Ascender to descender, points, in the order of Font.
constexpr std::array<float, static_cast<std::size_t>(Font::count)> heights{12, 13, 14, 14, 15, 18, 12, 14, 24};

}  // namespace

Colour mixed(Colour a, Colour b, float share) {
    const auto between = [share](std::uint8_t from, std::uint8_t to) {
        const auto low = static_cast<float>(from);
        return static_cast<std::uint8_t>(std::lround(low + (static_cast<float>(to) - low) * share));
    };
    return {between(a.r, b.r), between(a.g, b.g), between(a.b, b.b), between(a.a, b.a)};
}

Colour Theme::colour(Tone tone) const {
    const Shades& both = shades.at(static_cast<std::size_t>(tone));
    const std::uint32_t rgb = kind == ThemeKind::dark ? both.dark : both.light;
    return {static_cast<std::uint8_t>(rgb >> 16U), static_cast<std::uint8_t>(rgb >> 8U), static_cast<std::uint8_t>(rgb), 255};
}

float Theme::line_height(Font font) const {
    return std::round(heights.at(static_cast<std::size_t>(font)) * scale);
}

float Theme::px(float points) const {
    const float whole = std::round(points * scale);
    return whole == 0 && points > 0 ? 1 : whole;  // a thin line stays one
}

}  // namespace enclosure::viz
