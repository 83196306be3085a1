// Pictures made on the processor, as textures of the window.
// Invariant: needs a current GL context and a frame that was begun. A texture is uploaded when it is new, has changed or was lost.
#pragma once

#include <map>

#include "viz/app/app.h"

namespace enclosure::viz {

class GlTextures : public TextureStore {
  public:
    ~GlTextures() override;
    void draw(int texture, int width, int height, const std::uint32_t* pixels, bool changed, Rect at) override;
    /// Forgets all: their context is gone.
    void context_was_lost() { known_.clear(); }

  private:
    struct Known {
        unsigned name = 0;
        int width = 0;
        int height = 0;
    };
    std::map<int, Known> known_;
};

}  // namespace enclosure::viz
