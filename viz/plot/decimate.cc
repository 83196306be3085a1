#include "viz/plot/decimate.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace enclosure::viz {

namespace {

bool drawable(Place p) {
    return std::isfinite(p.x) && std::isfinite(p.y);
}

// The end of the run of drawable points from `begin` on that lie in the same column of pixels.
std::size_t column_end(std::span<const Place> points, std::size_t begin) {
    const float column = std::floor(points[begin].x);
    std::size_t end = begin + 1;
    while (end < points.size() && drawable(points[end]) && std::floor(points[end].x) == column) ++end;
    return end;
}

}  // namespace

std::vector<Place> decimated_line(std::span<const Place> points) {
    std::vector<Place> kept;
    kept.reserve(points.size());
    for (std::size_t begin = 0; begin < points.size();) {
        if (!drawable(points[begin])) {
            kept.push_back(points[begin++]);
            continue;
        }
        const std::size_t end = column_end(points, begin);
        const auto lower = [&](std::size_t a, std::size_t b) { return points[a].y < points[b].y; };
        std::array<std::size_t, 4> rows{begin, begin, begin, end - 1};
        for (std::size_t i = begin; i < end; ++i) {
            if (lower(i, rows[1])) rows[1] = i;
            if (lower(rows[2], i)) rows[2] = i;
        }
        std::sort(rows.begin(), rows.end());
        for (std::size_t k = 0; k < rows.size(); ++k) {
            if (k == 0 || rows[k] != rows[k - 1]) kept.push_back(points[rows[k]]);
        }
        begin = end;
    }
    return kept;
}

std::vector<Place> simplified_line(std::span<const Place> points, float tolerance) {
    std::vector<Place> kept;
    for (std::size_t i = 0; i < points.size();) {
        kept.push_back(points[i]);
        if (!drawable(points[i++])) continue;
        // The slopes from the point that stays for which none in between lies too far away.
        float lowest = -std::numeric_limits<float>::infinity(), highest = std::numeric_limits<float>::infinity();
        std::size_t end = i;
        for (; end < points.size() && drawable(points[end]); ++end) {
            const float across = points[end].x - kept.back().x;
            const float down = points[end].y - kept.back().y;
            if (!(across > 0) || down < lowest * across || down > highest * across) break;
            lowest = std::max(lowest, (down - tolerance) / across);
            highest = std::min(highest, (down + tolerance) / across);
        }
        if (end > i) i = end - 1;
    }
    return kept;
}

std::vector<Place> decimated_bars(std::span<const Place> points, float base) {
    std::vector<Place> kept;
    for (std::size_t begin = 0; begin < points.size();) {
        if (!drawable(points[begin])) {
            ++begin;
            continue;
        }
        const std::size_t end = column_end(points, begin);
        std::size_t farthest = begin;
        for (std::size_t i = begin; i < end; ++i) {
            if (std::abs(points[i].y - base) > std::abs(points[farthest].y - base)) farthest = i;
        }
        kept.push_back(points[farthest]);
        begin = end;
    }
    return kept;
}

}  // namespace enclosure::viz
