#include "viz/kit/font_atlas.h"

#include <imgui.h>

#include "viz/theme/font_files.h"

namespace enclosure::viz {

namespace {

// Latin, pi (for shares), dashes and quotes, powers and indices, the euro, arrows, minus, about, at most and at least, three signs of
// forms.
constexpr ImWchar ranges[] = {0x20,   0xFF,   0x394,  0x394,  0x3C0,  0x3C0,  0x2000, 0x206F, 0x2070, 0x209F, 0x20AC, 0x20AC, 0x2190,
                              0x2193, 0x2212, 0x2212, 0x2248, 0x2248, 0x2264, 0x2265, 0x25B2, 0x25B2, 0x25BC, 0x25BC, 0};

}  // namespace

void FontAtlas::load(ImFontAtlas& atlas, float scale, const std::vector<std::filesystem::path>& folders) {
    atlas.Clear();
    atlas.TexDesiredWidth = scale > 1.6F ? 4096 : 2048;
    scale_ = scale;
    Theme theme;
    theme.scale = scale;
    for (std::size_t i = 0; i < fonts_.size(); ++i) {
        const Font font = static_cast<Font>(i);
        const std::filesystem::path file = font_file(font, folders);
        ImFontConfig config;
        config.OversampleH = 3;  // words sit on fractions of a pixel: evenly spaced
        config.OversampleV = 1;
        config.PixelSnapH = false;
        config.GlyphRanges = ranges;
        config.SizePixels = theme.line_height(font);
        ImFont* loaded = nullptr;
        if (!file.empty()) loaded = atlas.AddFontFromFileTTF(file.c_str(), config.SizePixels, &config, ranges);
        if (loaded == nullptr) {  // ProggyClean has Latin alone
            config.GlyphRanges = nullptr;
            loaded = atlas.AddFontDefault(&config);
        }
        fonts_.at(i) = loaded;
    }
    atlas.Build();
}

}  // namespace enclosure::viz
