// The fonts of the window as ImGui has them: one for each Font, at the sizes of a theme's scale, in one texture.
// Invariant: after load(), find() gives a font for every Font, whatever files are there.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <vector>

#include "viz/theme/theme.h"

struct ImFont;
struct ImFontAtlas;

namespace enclosure::viz {

class FontAtlas {
  public:
    /// Rasterises all fonts anew at that scale.
    void load(ImFontAtlas& atlas, float scale, const std::vector<std::filesystem::path>& folders);
    ImFont* find(Font font) const { return fonts_.at(static_cast<std::size_t>(font)); }
    float scale() const { return scale_; }

  private:
    std::array<ImFont*, static_cast<std::size_t>(Font::count)> fonts_{};
    float scale_ = 0;
};

}  // namespace enclosure::viz
