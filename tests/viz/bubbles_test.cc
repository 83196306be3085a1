// Bubbles of the map: apart, true to their shares, and where they were before.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "viz/map/bubbles.h"

namespace enclosure::viz {
namespace {

std::vector<BubbleWish> wishes_of(std::vector<double> shares, double halo = 0) {
    std::vector<BubbleWish> wishes;
    for (std::size_t i = 0; i < shares.size(); ++i) wishes.push_back({serial_of("firm " + std::to_string(i)), shares[i], halo});
    return wishes;
}

void expect_apart_and_inside(const std::vector<Bubble>& bubbles, const Rect& room) {
    for (std::size_t i = 0; i < bubbles.size(); ++i) {
        const Bubble& a = bubbles[i];
        EXPECT_GE(a.centre.x - a.outer, room.x - 0.01F) << i;
        EXPECT_LE(a.centre.x + a.outer, room.right() + 0.01F) << i;
        EXPECT_GE(a.centre.y - a.outer, room.y - 0.01F) << i;
        EXPECT_LE(a.centre.y + a.outer, room.bottom() + 0.01F) << i;
        for (std::size_t j = i + 1; j < bubbles.size(); ++j) {
            const Bubble& b = bubbles[j];
            EXPECT_GT(std::hypot(a.centre.x - b.centre.x, a.centre.y - b.centre.y), a.outer + b.outer) << i << " and " << j;
        }
    }
}

const std::vector<std::vector<double>> markets{
    {0.25, 0.19, 0.14, 0.14, 0.064, 0.057, 0.038, 0.03, 0.026, 0.024, 0.018, 0.01, 0.009, 0.008},
    {0.97, 0.03},
    {1},
    std::vector<double>(40, 0.025),
    {0.5, 0.5, 0, 0, 0, 0},
};

TEST(Bubbles, LieApartInsideTheRoom) {
    for (const Rect& room : {Rect{10, 60, 730, 400}, Rect{0, 0, 300, 500}, Rect{5, 5, 1800, 300}}) {
        for (const auto& shares : markets) {
            SCOPED_TRACE(testing::Message() << room.w << "x" << room.h << ", " << shares.size() << " firms");
            expect_apart_and_inside(lay_out(wishes_of(shares, 300), {.room = room}, {}), room);
        }
    }
}

TEST(Bubbles, HaveAreasInProportionToShares) {
    for (const auto& shares : markets) {
        const std::vector<Bubble> bubbles = lay_out(wishes_of(shares), {.room = {0, 0, 900, 560}, .least_radius = 3}, {});
        const double of_first = static_cast<double>(bubbles[0].radius) * static_cast<double>(bubbles[0].radius) / shares[0];
        for (std::size_t i = 0; i < shares.size(); ++i) {
            const double radius = static_cast<double>(bubbles[i].radius);
            if (radius <= 3.001) continue;
            EXPECT_NEAR(radius * radius / shares[i], of_first, of_first * 1e-3) << i;
        }
    }
}

TEST(Bubbles, AreTheSameBytesEachTime) {
    const std::vector<BubbleWish> wishes = wishes_of(markets[0], 200);
    const BubbleStyle style{.room = {0, 0, 730, 400}};
    const std::vector<Bubble> once = lay_out(wishes, style, {});
    const std::vector<Bubble> again = lay_out(wishes, style, {});
    for (std::size_t i = 0; i < once.size(); ++i) {
        EXPECT_EQ(once[i].centre, again[i].centre);
        EXPECT_EQ(once[i].radius, again[i].radius);
    }
}

TEST(Bubbles, StayAtHomeWhereNothingPushesThem) {
    const Rect room{0, 0, 730, 400};
    BubbleHomes homes;
    settle(homes, lay_out(wishes_of(markets[0]), {.room = room}, homes), room);
    std::vector<double> smaller = markets[0];
    for (double& share : smaller) share *= 0.8;
    const std::vector<Bubble> bubbles = lay_out(wishes_of(smaller), {.room = room}, homes);
    for (const Bubble& bubble : bubbles) {
        EXPECT_NEAR(bubble.centre.x, homes.at(bubble.key).x * room.w, 0.01F);
        EXPECT_NEAR(bubble.centre.y, homes.at(bubble.key).y * room.h, 0.01F);
    }
}

TEST(Bubbles, GrowthMovesNobodyFar) {
    const Rect room{0, 0, 730, 400};
    BubbleHomes homes;
    settle(homes, lay_out(wishes_of(markets[0]), {.room = room}, homes), room);
    std::vector<double> other = markets[0];
    other[0] -= 0.03;
    other[5] += 0.03;
    for (const Bubble& bubble : lay_out(wishes_of(other), {.room = room}, homes)) {
        EXPECT_LT(std::abs(bubble.centre.x - homes.at(bubble.key).x * room.w), 40);
        EXPECT_LT(std::abs(bubble.centre.y - homes.at(bubble.key).y * room.h), 40);
    }
}

}  // namespace
}  // namespace enclosure::viz
