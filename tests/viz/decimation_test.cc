// Nothing that the eye would see is lost where a line has more points than pixels.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/nan.h"
#include "viz/plot/decimate.h"

namespace enclosure::viz {
namespace {

using test::nan;

TEST(Decimation, KeepsExtremesEndsAndBreaks) {
    std::vector<Place> points;
    for (int i = 0; i < 20'000; ++i) points.push_back({static_cast<float>(i) / 100, std::sin(static_cast<float>(i) / 500) * 10});
    points[7'777].y = 99;
    points[12'345].y = -99;
    points[15'001].y = static_cast<float>(nan);
    const std::vector<Place> kept = decimated_line(points);
    EXPECT_LE(kept.size(), 4U * 202);
    EXPECT_THAT(kept, testing::Contains(points[7'777]));
    EXPECT_THAT(kept, testing::Contains(points[12'345]));
    EXPECT_EQ(kept.front(), points.front());
    EXPECT_EQ(kept.back(), points.back());
    EXPECT_EQ(std::count_if(kept.begin(), kept.end(), [](Place p) { return std::isnan(p.y); }), 1);
    for (std::size_t i = 1; i < kept.size(); ++i) EXPECT_GE(kept[i].x, kept[i - 1].x);
    // Every column keeps its own extremes, not the whole line's alone.
    for (int column = 0; column < 200; ++column) {
        float low = 1e9F, high = -1e9F, kept_low = 1e9F, kept_high = -1e9F;
        for (const Place p : points) {
            if (static_cast<int>(p.x) == column && !std::isnan(p.y)) low = std::min(low, p.y), high = std::max(high, p.y);
        }
        for (const Place p : kept) {
            if (static_cast<int>(p.x) == column && !std::isnan(p.y))
                kept_low = std::min(kept_low, p.y), kept_high = std::max(kept_high, p.y);
        }
        EXPECT_EQ(low, kept_low) << column;
        EXPECT_EQ(high, kept_high) << column;
    }
    const std::vector<Place> few{{0, 1}, {50, 2}, {100, 3}};
    EXPECT_EQ(decimated_line(few), few);
}

TEST(Decimation, BarsKeepTheFarthestOfAColumn) {
    std::vector<Place> points;
    for (int i = 0; i < 1'000; ++i) points.push_back({static_cast<float>(i) / 10, 100});
    points[503].y = 20;   // higher on the window
    points[504].y = 170;  // below the base line, less far
    const std::vector<Place> kept = decimated_bars(points, 100);
    EXPECT_EQ(kept.size(), 100U);
    EXPECT_THAT(kept, testing::Contains(points[503]));
}

// What is left out lies no farther from the straight lines between what stays than it may, and a straight line keeps its ends alone.
TEST(Decimation, ASimplifiedLineStaysNear) {
    constexpr float tolerance = 0.3F;
    std::vector<Place> points;
    for (int k = 0; k < 400; ++k) {
        const auto x = static_cast<float>(k);
        points.push_back({x, k == 200 ? std::numeric_limits<float>::quiet_NaN() : 20 * std::sin(x / 30) + (k % 50 == 7 ? 5.0F : 0.0F)});
    }
    const std::vector<Place> kept = simplified_line(points, tolerance);
    EXPECT_LT(kept.size(), 120U);
    std::size_t next = 0;
    for (const Place p : points) {
        while (next < kept.size() && kept[next].x < p.x) ++next;
        ASSERT_LT(next, kept.size());
        if (std::isnan(p.y)) {
            EXPECT_TRUE(std::isnan(kept[next].y)) << "a break stays";
            continue;
        }
        if (kept[next].x == p.x) {
            EXPECT_EQ(kept[next].y, p.y);
            continue;
        }
        const Place a = kept[next - 1], b = kept[next];
        EXPECT_NEAR(p.y, a.y + (b.y - a.y) * (p.x - a.x) / (b.x - a.x), tolerance + 1e-4F) << p.x;
    }
    const std::vector<Place> straight{{0, 0}, {1, 2}, {2, 4}, {3, 6}};
    EXPECT_EQ(simplified_line(straight, tolerance).size(), 2U);
    EXPECT_TRUE(simplified_line({}, tolerance).empty());
}

}  // namespace
}  // namespace enclosure::viz
