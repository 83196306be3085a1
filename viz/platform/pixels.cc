#include "viz/platform/pixels.h"

#include <algorithm>
#include <cstddef>

#include "viz/platform/gl.h"

namespace enclosure::viz {

Pixels read_pixels(int width, int height) {
    Pixels pixels{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4)};
    glPixelStorei(GL_PACK_ROW_LENGTH, 0);
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.bytes.data());
    const std::size_t row = static_cast<std::size_t>(width) * 4;
    for (std::size_t top = 0, bottom = static_cast<std::size_t>(height); top + 1 < bottom; ++top) {  // GL begins at the bottom
        --bottom;
        std::swap_ranges(pixels.bytes.begin() + static_cast<std::ptrdiff_t>(top * row),
                         pixels.bytes.begin() + static_cast<std::ptrdiff_t>((top + 1) * row),
                         pixels.bytes.begin() + static_cast<std::ptrdiff_t>(bottom * row));
    }
    for (std::size_t i = 3; i < pixels.bytes.size(); i += 4) pixels.bytes[i] = 255;
    return pixels;
}

}  // namespace enclosure::viz
