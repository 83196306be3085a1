// Grids, and one factor at a time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <stdexcept>

#include "sim/study/designs/one_at_a_time.h"

namespace enclosure::test {
namespace {

using testing::Each;
using testing::ElementsAre;

std::vector<double> levels_of(std::size_t n, Spacing spacing) {
    return grid_points(std::vector<GridAxis>{{n, spacing}}).u;
}

TEST(Grid, LevelsLieAtEndsOrInMiddles) {
    EXPECT_THAT(levels_of(5, Spacing::ends), ElementsAre(0, 0.25, 0.5, 0.75, 1));
    EXPECT_THAT(levels_of(4, Spacing::middles), ElementsAre(0.125, 0.375, 0.625, 0.875));
    EXPECT_THAT(levels_of(3, Spacing::middles), ElementsAre(1.0 / 6, 0.5, 5.0 / 6));
    EXPECT_THAT(levels_of(1, Spacing::ends), ElementsAre(0.5));
    EXPECT_THAT(levels_of(1, Spacing::middles), ElementsAre(0.5));
}

TEST(Grid, RefinementHasTheOldLevelsToTheBit) {
    for (std::size_t n = 2; n < 400; ++n) {
        const std::vector<double> coarse = levels_of(n, Spacing::ends);
        const std::vector<double> fine = levels_of(2 * n - 1, Spacing::ends);
        for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(fine[2 * i], coarse[i]) << n;
        ASSERT_EQ(coarse.back(), 1) << n;
    }
}

TEST(Grid, FactorialHasEveryCombinationOnceLastFactorFastest) {
    const DesignPoints grid = grid_points(std::vector<GridAxis>{{2}, {3}, {4, Spacing::middles}});
    ASSERT_EQ(grid.size(), 24u);
    std::set<std::vector<double>> rows;
    std::vector<std::map<double, int>> often(3);
    for (std::size_t i = 0; i < 24; ++i) {
        rows.emplace(grid.point(i).begin(), grid.point(i).end());
        for (std::size_t k = 0; k < 3; ++k) ++often[k][grid.point(i)[k]];
        EXPECT_EQ(grid.block[i], i);
    }
    EXPECT_EQ(rows.size(), 24u);
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_EQ(often[k].size(), k + 2);
        for (const auto& [level, times] : often[k]) EXPECT_EQ(times, 24 / (static_cast<int>(k) + 2)) << level;
    }
    EXPECT_THAT(grid.point(0), ElementsAre(0, 0, 0.125));
    EXPECT_THAT(grid.point(1), ElementsAre(0, 0, 0.375));
    EXPECT_THAT(grid.point(4), ElementsAre(0, 0.5, 0.125));
    EXPECT_THAT(grid.point(12), ElementsAre(1, 0, 0.125));
    EXPECT_THAT(grid.worlds, Each(0u));
}

TEST(Grid, RefusesWhatIsNoGrid) {
    EXPECT_THROW(grid_points(std::vector<GridAxis>{}), std::invalid_argument);
    EXPECT_THROW(grid_points(std::vector<GridAxis>{{2}, {0}}), std::invalid_argument);
    EXPECT_THROW(grid_points(std::vector<GridAxis>{{65536}, {65536}, {2}}), std::invalid_argument);
    EXPECT_THROW(grid_points(std::vector<GridAxis>{{std::size_t{1} << 63}, {4}}), std::invalid_argument) << "their product is 0 in 64 bits";
}

TEST(OneAtATime, MovesOneFactorFromTheScenariosOwnValues) {
    const DesignPoints points = one_at_a_time(std::vector<GridAxis>{{3}, {2, Spacing::middles}});
    ASSERT_EQ(points.size(), 6u);
    const std::vector<std::vector<double>> set = {{}, {0}, {0.5}, {1}, {0.25}, {0.75}};
    for (std::size_t i = 0; i < 6; ++i) {
        for (std::size_t k = 0; k < 2; ++k) {
            const bool moved = i > 0 && (i <= 3) == (k == 0);
            EXPECT_EQ(std::isnan(points.point(i)[k]), !moved) << i << " " << k;
            if (moved) {
                EXPECT_EQ(points.point(i)[k], set[i][0]);
            }
        }
    }
    EXPECT_THAT(points.worlds, Each(0u));
    EXPECT_THROW(one_at_a_time(std::vector<GridAxis>{}), std::invalid_argument);
    EXPECT_THROW(one_at_a_time(std::vector<GridAxis>{{0}}), std::invalid_argument);
}

}  // namespace
}  // namespace enclosure::test
