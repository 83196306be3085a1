// Points and rectangles of the window, in pixels of the framebuffer, y downwards.
#pragma once

#include <algorithm>

namespace enclosure::viz {

struct Place {
    float x = 0;
    float y = 0;

    bool operator==(const Place&) const = default;
};

struct Rect {
    float x = 0;
    float y = 0;
    float w = 0;
    float h = 0;

    bool operator==(const Rect&) const = default;
    float right() const { return x + w; }
    float bottom() const { return y + h; }
    Place middle() const { return {x + w / 2, y + h / 2}; }
    bool empty() const { return w <= 0 || h <= 0; }
    bool holds(Place p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }

    /// The rectangle less a margin on all sides, or on the sides left and right, top and bottom.
    Rect inset(float margin) const { return inset(margin, margin); }
    Rect inset(float across, float down) const {
        return {x + across, y + down, std::max(0.0F, w - 2 * across), std::max(0.0F, h - 2 * down)};
    }

    /// Cuts a strip off and gives it back; what is left stays here, `gap` away from it.
    Rect take_top(float height, float gap = 0) {
        const float taken = std::min(height, h);
        const Rect strip{x, y, w, taken};
        y += taken + gap;
        h = std::max(0.0F, h - taken - gap);
        return strip;
    }
    Rect take_bottom(float height, float gap = 0) {
        const float taken = std::min(height, h);
        const Rect strip{x, bottom() - taken, w, taken};
        h = std::max(0.0F, h - taken - gap);
        return strip;
    }
    Rect take_left(float width, float gap = 0) {
        const float taken = std::min(width, w);
        const Rect strip{x, y, taken, h};
        x += taken + gap;
        w = std::max(0.0F, w - taken - gap);
        return strip;
    }
    Rect take_right(float width, float gap = 0) {
        const float taken = std::min(width, w);
        const Rect strip{right() - taken, y, taken, h};
        w = std::max(0.0F, w - taken - gap);
        return strip;
    }
};

}  // namespace enclosure::viz
