// Texts in plots: tags at the ends of lines keep apart, and what has too little room is cut.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/viz/plot_example.h"
#include "viz/plot/cut_text.h"
#include "viz/plot/end_tags.h"

namespace enclosure::viz {
namespace {

using test::nan;

TEST(EndTags, DoNotCollideAndKeepTheirOrder) {
    const NotingCanvas canvas;
    const Rect plot{20, 10, 300, 120};
    const Scale y = make_scale(ScaleKind::linear, {0, 1}, plot.bottom(), plot.y);
    std::uint32_t state = 1;
    for (int round = 0; round < 200; ++round) {
        std::vector<PlotTag> tags;
        const std::size_t count = 1 + static_cast<std::size_t>(round) % 6;
        for (std::size_t i = 0; i < count; ++i) {
            state = state * 1664525U + 1013904223U;
            tags.push_back({static_cast<double>(state >> 8U) / 16777216.0 * (round % 3 == 0 ? 0.05 : 1), "tag " + std::to_string(i), {}});
        }
        const std::vector<Rect> places = place_tags(canvas, usual_theme, tags, y, plot, plot.right());
        for (std::size_t i = 0; i < count; ++i) {
            EXPECT_GE(places[i].y, plot.y - 1);
            EXPECT_LE(places[i].bottom(), plot.bottom() + 1);
            for (std::size_t k = 0; k < count; ++k) {
                if (tags[i].value > tags[k].value) {
                    EXPECT_LE(places[i].bottom(), places[k].y) << round;
                }
            }
        }
    }
}

TEST(EndTags, WhereThereIsNoRoomTheLastGoWithout) {
    const NotingCanvas canvas;
    const Rect plot{0, 0, 100, 40};
    const std::vector<PlotTag> tags{{0.1, "a", {}}, {0.2, "b", {}}, {0.3, "c", {}}, {nan, "d", {}}};
    const std::vector<Rect> places = place_tags(canvas, usual_theme, tags, make_scale(ScaleKind::linear, {0, 1}, 40, 0), plot, 100);
    EXPECT_FALSE(places[0].empty());
    EXPECT_FALSE(places[1].empty());
    EXPECT_TRUE(places[2].empty());
    EXPECT_TRUE(places[3].empty());
    EXPECT_LE(places[1].bottom(), places[0].y);
}

TEST(CutText, KeepsWholeCharacters) {
    const NotingCanvas canvas;  // six pixels a byte
    EXPECT_EQ(cut_text(canvas, "price", Font::small, 30), "price");
    EXPECT_EQ(cut_text(canvas, "prices", Font::small, 35), "pr\u2026");
    EXPECT_EQ(cut_text(canvas, "\u00fc\u00fc\u00fc\u00fc", Font::small, 36), "\u00fc\u2026");
    EXPECT_EQ(cut_text(canvas, "price", Font::small, 3), "");
}

}  // namespace
}  // namespace enclosure::viz
