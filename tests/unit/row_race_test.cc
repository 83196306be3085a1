// Rows drawn by weight: in proportion, and without relabelling anybody when a row is added or moved.
#include "sim/phases/row_race.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace enclosure::test {
namespace {

struct Row {
    std::string id;
    double weight = 0;
};

std::vector<std::string> drawn(const std::vector<Row>& rows, std::uint64_t agents) {
    std::vector<std::string> all;
    for (std::uint64_t i = 0; i < agents; ++i) all.push_back(rows[row_race(rows, &Row::weight, 1, Purpose::test, i, 0)].id);
    return all;
}

TEST(RowRace, DrawsInProportion) {
    constexpr double n = 40000;
    const std::vector<Row> rows{{"a", 2}, {"none", 0}, {"b", 5}, {"c", 1}};
    const std::vector<std::string> all = drawn(rows, static_cast<std::uint64_t>(n));
    for (const Row& row : rows) {
        const double share = static_cast<double>(std::count(all.begin(), all.end(), row.id)) / n;
        EXPECT_NEAR(share, row.weight / 8, 4 * std::sqrt(0.25 / n)) << row.id;
    }
    EXPECT_EQ(std::count(all.begin(), all.end(), "none"), 0);
}

TEST(RowRace, AnAddedRowDrawsOnlyToItself) {
    const std::vector<std::string> before = drawn({{"a", 2}, {"b", 5}}, 2000);
    const std::vector<std::string> after = drawn({{"b", 5}, {"new", 3}, {"a", 2}}, 2000);
    std::size_t moved = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (after[i] == "new") ++moved;
        EXPECT_TRUE(after[i] == before[i] || after[i] == "new") << i;
    }
    EXPECT_GT(moved, 400U);
}

TEST(RowRace, WithoutWeightsTheFirstIsTaken) {
    const std::vector<Row> rows{{"a", 0}, {"b", 0}};
    EXPECT_EQ(row_race(rows, &Row::weight, 1, Purpose::test, 3, 0), 0U);
}

}  // namespace
}  // namespace enclosure::test
