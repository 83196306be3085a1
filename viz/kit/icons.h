// Icons, drawn as vectors.
#pragma once

#include <cstdint>

#include "viz/kit/canvas.h"

namespace enclosure::viz {

enum class Icon : std::uint8_t {
    play,
    pause,
    step,
    back,
    reset,
    seed,
    fork,
    export_file,
    camera,
    sun,
    moon,
    help,
    search,
    close,
    pin,
    folder,
    chart,
    menu,
    up,
    down,
    check,
    warning,
    plus,
    minus,
    film,
    count
};

/// Draws the icon into the rectangle's middle.
void draw_icon(Canvas& canvas, Icon icon, Rect rect, Colour colour);

}  // namespace enclosure::viz
