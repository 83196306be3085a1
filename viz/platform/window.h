// The window: made by GLFW, with an OpenGL 3.3 context and what the user did to it.
// Invariant: nothing that the user does is lost, however short: presses and releases are counted by callbacks, not looked up when a frame
// is drawn.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "viz/kit/ui.h"

namespace enclosure::viz {

class Window {
  public:
    /// Opens it, of that size in points. Throws PlatformError.
    Window(const std::string& title, int width, int height);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Sleeps until something happens or that many seconds are over.
    void wait(double seconds);
    /// Ends a wait(), from any thread.
    static void wake();

    /// What was done since the last call.
    Input take_input();
    /// Whether there is input to take, or the window must be drawn again.
    bool has_news() const;
    std::vector<std::filesystem::path> take_dropped();

    int width() const;  ///< of the framebuffer, pixels
    int height() const;
    float scale() const;  ///< pixels per point, as the monitor has it
    double seconds() const;
    bool closing() const;
    void close();
    bool visible() const;  ///< not iconified
    void show_frame();
    void set_title(const std::string& title);
    /// Whether the processor draws, in the place of a graphics card.
    bool drawn_by_software() const;
    /// Whether the driver has lost all it had been given; reopen() is the way back.
    bool context_lost() const;
    void reopen();
    std::string clipboard() const;
    void set_clipboard(const std::string& text);

  private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace enclosure::viz
