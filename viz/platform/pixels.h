// A picture of the window as bytes.
#pragma once

#include <cstdint>
#include <vector>

namespace enclosure::viz {

/// RGBA, rows from top to bottom.
struct Pixels {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> bytes = {};
};

/// Reads the framebuffer that is bound; alpha is made opaque.
Pixels read_pixels(int width, int height);

}  // namespace enclosure::viz
