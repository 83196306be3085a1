#include "sim/indicators/inequality_measures.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/base/math.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

std::vector<IncomeGroup> people(const std::vector<double>& values) {
    std::vector<IncomeGroup> groups;
    for (const double v : values) groups.push_back({v, 1, 1});
    return groups;
}

TEST(Gini, OfSmallPopulations) {
    EXPECT_NEAR(gini(people({1, 2, 3, 4, 5})), 0.2666666667, 1e-10);
    EXPECT_NEAR(gini(people({5, 3, 1, 4, 2})), 0.2666666667, 1e-10);
    EXPECT_NEAR(gini(people({0, 0, 0, 1})), 0.75, 1e-12);
    EXPECT_NEAR(gini(people({1, 1, 2, 6})), 0.4, 1e-12);
    EXPECT_NEAR(gini(people({7, 7, 7})), 0, 1e-12);
    EXPECT_TRUE(std::isnan(gini(people({0, 0}))));
    EXPECT_NEAR(gini({{1, 2, 1}, {2, 1, 1}, {6, 1, 1}}), 0.4, 1e-12) << "a group counts as its people";
}

// The midpoints of n quantiles stand for the law; what that leaves out falls as 1/n.
TEST(Gini, OfKnownLaws) {
    constexpr int n = 20000;
    std::vector<double> uniform, exponential, lognormal;
    for (int i = 0; i < n; ++i) {
        const double u = (i + 0.5) / n;
        uniform.push_back(u);
        exponential.push_back(-std::log(1 - u));
        lognormal.push_back(std::exp(0.5 * math::normal_quantile(u)));
    }
    EXPECT_NEAR(gini(people(uniform)), 1.0 / 3, 1e-3);
    EXPECT_NEAR(gini(people(exponential)), 0.5, 1e-3);
    EXPECT_NEAR(gini(people(lognormal)), 0.276326390168, 1e-3);
}

TEST(PoorestToRichest, TakesPartsOfGroupsAndPoolsEqualIncomes) {
    // Incomes 1, 2, 3 with 1, 2, 1 people; the poorest half is the first and half of the second.
    const std::vector<IncomeGroup> groups{{30, 1, 3}, {10, 1, 1}, {20, 2, 2}};
    EXPECT_NEAR(poorest_to_richest(groups, 0.25), 10.0 / 30, 1e-12);
    EXPECT_NEAR(poorest_to_richest(groups, 0.5), 15.0 / 25, 1e-12);
    EXPECT_EQ(poorest_to_richest({{0, 1, 1}, {8, 1, 1}}, 0.2), 1) << "one income: poorest and richest are the same people on average";
    EXPECT_TRUE(std::isnan(poorest_to_richest({{0, 1, 1}, {0, 1, 2}}, 0.2)));
}

// Half of the people know of models, and each of them gains the same: (0, 1) shared out evenly has index 1/2.
TEST(Access, OfTheUnawareIsNothing) {
    World w = tiny_world();
    w.welfare.budget.assign(1, 30.0);
    w.welfare.benefit.assign(income_classes, 6.0);
    w.market.unaware[0] = static_cast<std::int64_t>(w.cells.users(0)) / 2;
    EXPECT_NEAR(find_indicator("access_gini")->value(w), 0.5, 1e-12);
    EXPECT_NEAR(find_indicator("access_poor_to_rich")->value(w), 1, 1e-12);
    w.welfare.benefit[0] = 3;
    // The poorest class has a sixth of the people, the richest too: (5·3 + 1·6)/6 of the poorest fifth.
    EXPECT_NEAR(find_indicator("access_poor_to_rich")->value(w), (3.0 * 5 / 6 + 6.0 / 6) / 6, 1e-12);
}

}  // namespace
}  // namespace enclosure::test
