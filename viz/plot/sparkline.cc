#include "viz/plot/sparkline.h"

#include <cmath>
#include <vector>

#include "analysis/chart/scale.h"
#include "viz/plot/decimate.h"

namespace enclosure::viz {

void draw_sparkline(Canvas& canvas, const Theme& theme, Rect room, std::span<const double> values, Colour colour, std::size_t shown) {
    const Extent range = extent(values);
    if (values.size() < 2 || empty(range) || room.empty()) return;
    const Scale x = make_scale(ScaleKind::linear, {0, static_cast<double>(values.size() - 1)}, room.x, room.right());
    const Scale y = make_scale(ScaleKind::linear, range, room.bottom() - theme.px(2), room.y + theme.px(2));
    std::vector<Place> places;
    for (std::size_t i = 0; i < values.size(); ++i) {
        places.push_back({static_cast<float>(place(x, static_cast<double>(i))), static_cast<float>(place(y, values[i]))});
    }
    const std::vector<Place> kept = decimated_line(places);
    canvas.shade(kept, room.bottom(), colour.with_alpha(0.28F), colour.with_alpha(0));
    canvas.line(kept, colour, theme.px(1));
    if (shown < places.size() && std::isfinite(places[shown].y)) canvas.disc(places[shown], theme.px(2), colour);
}

}  // namespace enclosure::viz
