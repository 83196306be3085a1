// Turns what a frame drew into pixels of the framebuffer that is bound: an ImGui context and its OpenGL renderer, without ImGui's windows
// or widgets. Invariant: one at a time, made and ended while one GL context is current.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "viz/kit/font_atlas.h"
#include "viz/kit/window_canvas.h"

namespace enclosure::viz {

class Painter {
  public:
    explicit Painter(std::vector<std::filesystem::path> font_folders);
    ~Painter();
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    /// Begins a frame of that size in pixels; fonts are made anew if the scale is another. What it returns lives until the next begin().
    Canvas& begin(int width, int height, float scale);
    /// Ends the frame; it can be painted until the next begin().
    void end();
    /// Fills the framebuffer with the colour and draws the last frame onto it. This is nearly all that a frame costs without a graphics
    /// card.
    void paint(Colour ground);
    /// Makes what the GL context held anew, in the one that is current now.
    void context_was_lost();

  private:
    std::vector<std::filesystem::path> font_folders_;
    FontAtlas atlas_;
    std::unique_ptr<WindowCanvas> canvas_;
};

}  // namespace enclosure::viz
