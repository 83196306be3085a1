// The colours of charts, for light and for dark ground. Free of drawing; the viewer shares them.
// Invariant (tested): every series colour has a contrast of at least 3 : 1 with its ground, and any two differ for readers with normal
// sight, protanopia, deuteranopia and tritanopia. Colour is never the only sign: lines carry their names at their ends, and the window's
// firms have a ring that is solid, double or dashed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace enclosure {

struct Rgb {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
};

/// One colour in its two shades.
struct Ink {
    Rgb on_light;
    Rgb on_dark;
};

inline constexpr Ink ground{{0xfc, 0xfc, 0xfa}, {0x15, 0x18, 0x1c}};
inline constexpr Ink text_ink{{0x1d, 0x22, 0x27}, {0xe8, 0xea, 0xed}};
inline constexpr Ink quiet_ink{{0x5a, 0x62, 0x6b}, {0xa3, 0xac, 0xb5}};  ///< axis labels, captions
inline constexpr Ink grid_ink{{0xdf, 0xe2, 0xe5}, {0x33, 0x39, 0x40}};
inline constexpr Ink rest_ink{{0x8b, 0x93, 0x9b}, {0x7d, 0x86, 0x90}};  ///< "all others"

/// What a colour means wherever it stands: how open models and firms are, and misuse. The window's marks and the pages' lines share them.
inline constexpr Ink open_ink{{0x07, 0x96, 0x7a}, {0x2f, 0xd3, 0xa4}};
inline constexpr Ink hybrid_ink{{0xc9, 0x7e, 0x00}, {0xf4, 0xb9, 0x42}};
inline constexpr Ink closed_ink{{0x4c, 0x57, 0xd6}, {0x83, 0x90, 0xff}};
inline constexpr Ink misuse_ink{{0xd4, 0x3d, 0x3d}, {0xff, 0x6f, 0x6b}};

/// Series colours in the order of use. Those with a meaning stand first and last, so that a few lines without one get none of them.
inline constexpr std::array<Ink, 8> palette{{open_ink,
                                             closed_ink,
                                             {{0x6b, 0x00, 0x5a}, {0xfb, 0xd9, 0xec}},
                                             {{0xa0, 0x78, 0xbe}, {0xa0, 0x8c, 0xbe}},
                                             {{0x11, 0x18, 0x99}, {0x96, 0x00, 0xfa}},
                                             {{0x3f, 0x2b, 0x23}, {0x96, 0x50, 0x64}},
                                             hybrid_ink,
                                             misuse_ink}};

/// Indices into the palette of the inks with a meaning. `rest` stands for rest_ink.
inline constexpr int open_colour = 0;
inline constexpr int closed_colour = 1;
inline constexpr int hybrid_colour = 6;
inline constexpr int misuse_colour = 7;
inline constexpr int rest_colour = -1;

/// Blue and orange, the two hues that every reader tells apart: an improvement and a deterioration.
inline constexpr int better_colour = closed_colour;
inline constexpr int worse_colour = hybrid_colour;

/// The colour of an index: the palette round and round; rest_ink if negative.
Ink ink(int index);

/// "#0072b2".
std::string hex(Rgb colour);

/// Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).
double contrast(Rgb a, Rgb b);

}  // namespace enclosure
