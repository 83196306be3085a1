// A line in dashes, for every canvas that has none of its own.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "viz/kit/canvas.h"

namespace enclosure::viz {

/// Lengths of a dash and of the gap after it, pixels, for a line of that width.
struct DashLengths {
    float on = 0;
    float off = 0;
};

inline DashLengths lengths_of(Dash dash, float width) {
    const float unit = width < 1 ? 1 : width;
    return dash == Dash::dotted ? DashLengths{unit, 2 * unit} : DashLengths{3 + 2 * unit, 2 + 1.5F * unit};
}

inline bool is_finite(Place p) {
    return std::isfinite(p.x) && std::isfinite(p.y);
}

/// Calls `each` with every run of points between those that are not finite.
template <class Each>
void for_runs(std::span<const Place> points, Each each) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= points.size(); ++i) {
        if (i < points.size() && is_finite(points[i])) continue;
        if (i - begin > 1) each(points.subspan(begin, i - begin));
        begin = i + 1;
    }
}

/// Calls `each` with the points of every dash of a run of finite points.
template <class Each>
void for_dashes(std::span<const Place> run, DashLengths lengths, Each each) {
    std::vector<Place> dash{run.front()};
    bool on = true;
    float left = lengths.on;
    for (std::size_t i = 1; i < run.size(); ++i) {
        Place from = run[i - 1];
        const Place to = run[i];
        float distance = std::hypot(to.x - from.x, to.y - from.y);
        while (distance > left) {
            const float share = left / distance;
            from = {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
            distance -= left;
            if (on) {
                dash.push_back(from);
                each(std::span<const Place>(dash));
            }
            on = !on;
            left = on ? lengths.on : lengths.off;
            dash.assign(1, from);
        }
        left -= distance;
        if (on) dash.push_back(to);
    }
    if (on && dash.size() > 1) each(std::span<const Place>(dash));
}

}  // namespace enclosure::viz
