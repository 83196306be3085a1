#include "viz/platform/gl_textures.h"

#include <imgui.h>

#include <cstdint>

#include "viz/platform/gl.h"

namespace enclosure::viz {

GlTextures::~GlTextures() {
    for (const auto& [number, known] : known_) glDeleteTextures(1, &known.name);
}

void GlTextures::draw(int texture, int width, int height, const std::uint32_t* pixels, bool changed, Rect at) {
    if (width <= 0 || height <= 0 || pixels == nullptr) return;
    Known& known = known_[texture];
    const bool is_new = known.name == 0;
    if (is_new) glGenTextures(1, &known.name);
    if (is_new || changed || known.width != width || known.height != height) {
        glBindTexture(GL_TEXTURE_2D, known.name);
        glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
        if (known.width != width || known.height != height) {
            glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
            glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
            glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
            glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
            glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
        } else {
            glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
        }
        known.width = width;
        known.height = height;
    }
    // NOLINTNEXTLINE: a texture of this backend is a number in the place of a pointer
    const auto id = reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(known.name));
    ImGui::GetBackgroundDrawList()->AddImage(id, {at.x, at.y}, {at.right(), at.bottom()});
}

}  // namespace enclosure::viz
