// A framebuffer without a display: EGL's surfaceless platform, which needs neither X nor a screen.
// Invariant: its context is current from the constructor on.
#pragma once

#include "viz/platform/pixels.h"

namespace enclosure::viz {

class Offscreen {
  public:
    /// Throws PlatformError that says what to install.
    Offscreen(int width, int height);
    ~Offscreen();
    Offscreen(const Offscreen&) = delete;
    Offscreen& operator=(const Offscreen&) = delete;

    void resize(int width, int height);
    int width() const { return width_; }
    int height() const { return height_; }
    Pixels read() const;
    /// Ends the context with all that was given to it, and makes another: what a driver does that is reset.
    void lose();

  private:
    void open();
    void close();

    void* display_ = nullptr;
    void* context_ = nullptr;
    unsigned framebuffer_ = 0;
    unsigned colours_ = 0;
    int width_ = 0;
    int height_ = 0;
};

}  // namespace enclosure::viz
