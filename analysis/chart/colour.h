// The colours of charts, for light and for dark ground. Free of drawing; the viewer shares them.
// Invariant (tested): every series colour has a contrast of at least 3 : 1 with its ground, and any two differ for readers with normal
// sight, protanopia, deuteranopia and tritanopia. Colour is never the only sign: lines carry their names at their ends.
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

/// Series colours in the order of use.
inline constexpr std::array<Ink, 8> palette{{{{0x00, 0x72, 0xb2}, {0x56, 0xb4, 0xe9}},
                                             {{0xc7, 0x50, 0x00}, {0xff, 0x8f, 0x5a}},
                                             {{0x6b, 0x00, 0x5a}, {0xfb, 0xd9, 0xec}},
                                             {{0x8f, 0x81, 0x54}, {0xcb, 0xe8, 0x3c}},
                                             {{0xa2, 0x00, 0xf5}, {0x9c, 0x58, 0xff}},
                                             {{0x3f, 0x2b, 0x23}, {0x5a, 0xf5, 0xa6}},
                                             {{0xc2, 0x73, 0x95}, {0xea, 0x1f, 0x86}},
                                             {{0x11, 0x18, 0x99}, {0x5a, 0x6c, 0xc8}}}};

/// Open models and closed ones have the same colour on every chart: indices into the palette. `rest` stands for rest_ink.
inline constexpr int open_colour = 0;
inline constexpr int closed_colour = 1;
inline constexpr int rest_colour = -1;

/// The colour of an index: the palette round and round; rest_ink if negative.
Ink ink(int index);

/// "#0072b2".
std::string hex(Rgb colour);

/// Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).
double contrast(Rgb a, Rgb b);

}  // namespace enclosure
