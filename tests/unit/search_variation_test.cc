// Crossover and mutation: their laws, bounds, and what they do to whole numbers and categories.
#include "sim/study/search/variation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>
#include <vector>

namespace enclosure::test {
namespace {

using testing::HasSubstr;

SearchSettings mixed_search() {
    return {.levers = {{.id = "tax", .low = -1, .high = 3},
                       {.id = "firms", .type = SearchLeverType::whole, .low = 2, .high = 5},
                       {.id = "licence", .type = SearchLeverType::category, .categories = 4},
                       {.id = "fixed", .low = 7, .high = 7}},
            .objectives = {{.id = "f"}},
            .seed = 3};
}

bool lies_within(const SearchSettings& settings, const std::vector<double>& point) {
    bool ok = point[0] >= -1 && point[0] <= 3 && point[1] >= 2 && point[1] <= 5 && point[1] == std::floor(point[1]);
    ok = ok && point[2] >= 0 && point[2] <= 3 && point[2] == std::floor(point[2]) && point[3] == 7;
    return ok && point.size() == settings.levers.size();
}

TEST(CrossoverSpread, HasTheLawOfDebAndAgrawal) {
    constexpr double far = std::numeric_limits<double>::infinity();
    // Without bounds: (2u)^(1/(index + 1)) up to 1/2, (1/(2(1 - u)))^(1/(index + 1)) beyond.
    EXPECT_EQ(crossover_spread(0.5, far, 2), 1);
    EXPECT_NEAR(crossover_spread(0.125, far, 1), 0.5, 1e-15);
    EXPECT_NEAR(crossover_spread(0.875, far, 1), 2, 1e-15);
    // With room for half the parents' distance: never beyond 1 + 2·.5, which is reached as u nears 1.
    EXPECT_NEAR(crossover_spread(1 - 1e-16, 0.5, 3), 2, 1e-12);
    EXPECT_NEAR(crossover_spread(0.999, 0, 3), std::pow(0.999, 0.25), 1e-15) << "a parent on the bound: no child beyond";
    // alpha = 2 - 2^-2 = 1.75 with index 1: u = .25 gives (.4375)^(1/2), u = .75 gives (1/(2 - 1.3125))^(1/2).
    EXPECT_NEAR(crossover_spread(0.25, 0.5, 1), std::sqrt(0.4375), 1e-15);
    EXPECT_NEAR(crossover_spread(0.75, 0.5, 1), std::sqrt(1 / 0.6875), 1e-15);
}

TEST(MutationShift, HasTheLawOfDebAndAgrawal) {
    // Index 1, in the middle: u = 1/8 gives (1/4 + 3/4·(1/2)²)^(1/2) - 1.
    EXPECT_NEAR(mutation_shift(0.125, 0.5, 0.5, 1), std::sqrt(0.4375) - 1, 1e-15);
    EXPECT_NEAR(mutation_shift(0.875, 0.5, 0.5, 1), 1 - std::sqrt(0.4375), 1e-15);
    EXPECT_NEAR(mutation_shift(0.5, 0.3, 0.7, 20), 0, 1e-15);
    EXPECT_NEAR(mutation_shift(0, 0.3, 0.7, 5), -0.3, 1e-15) << "down to the bound";
    EXPECT_NEAR(mutation_shift(1, 0.3, 0.7, 5), 0.7, 1e-15);
    EXPECT_EQ(mutation_shift(0.2, 0, 1, 5), 0) << "no room below";
}

TEST(SearchVariation, StaysWithinTheLevers) {
    const SearchSettings settings = mixed_search();
    for (std::uint64_t slot = 0; slot < 3000; ++slot) {
        const std::vector<double> a = random_search_point(settings, {.slot = 2 * slot});
        const std::vector<double> b = random_search_point(settings, {.slot = 2 * slot + 1});
        ASSERT_TRUE(lies_within(settings, a));
        for (const bool second : {false, true}) {
            const SearchPlace place{.generation = 1, .slot = slot};
            const std::vector<double> child = crossed_point(settings, a, b, place, second);
            ASSERT_TRUE(lies_within(settings, child)) << slot;
            ASSERT_TRUE(lies_within(settings, mutated_point(settings, child, place, second))) << slot;
        }
    }
}

// 40,000 draws of 4 values: each share within 4.5 standard errors of 1/4; a whole number's ends are as likely as what is between them.
TEST(SearchVariation, DrawsWholeNumbersAndCategoriesEquallyOften) {
    const SearchSettings settings = mixed_search();
    constexpr std::size_t n = 40000;
    std::vector<double> whole(4, 0.0), category(4, 0.0);
    for (std::uint64_t slot = 0; slot < n; ++slot) {
        const std::vector<double> point = random_search_point(settings, {.slot = slot});
        whole[static_cast<std::size_t>(point[1]) - 2] += 1.0 / n;
        category[static_cast<std::size_t>(point[2])] += 1.0 / n;
    }
    const double error = std::sqrt(0.25 * 0.75 / n);
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_NEAR(whole[i], 0.25, 4.5 * error);
        EXPECT_NEAR(category[i], 0.25, 4.5 * error);
    }
}

TEST(SearchVariation, MutationChangesInKind) {
    SearchSettings settings = mixed_search();
    settings.mutation_probability = 1;
    std::vector<double> category(4, 0.0);
    constexpr std::size_t n = 30000;
    for (std::uint64_t slot = 0; slot < n; ++slot) {
        const std::vector<double> child = mutated_point(settings, {0, 2, 1, 7}, {.slot = slot}, false);
        EXPECT_NE(child[0], 0);
        EXPECT_GE(child[1], 3) << "a whole number moves by 1 at least, and 2 is its lower end";
        category[static_cast<std::size_t>(child[2])] += 1.0 / n;
        EXPECT_EQ(child[3], 7);
    }
    EXPECT_EQ(category[1], 0) << "any category but its own";
    for (const std::size_t other : {0U, 2U, 3U}) EXPECT_NEAR(category[other], 1.0 / 3, 4.5 * std::sqrt(2.0 / 9 / n));
    settings.mutation_probability = 0;
    EXPECT_EQ(mutated_point(settings, {0, 2, 1, 7}, {}, false), (std::vector<double>{0, 2, 1, 7}));
}

// 1/levers of the levers by default: of 30,000 children of 3 levers that can change, one a child.
TEST(SearchVariation, MutatesOneLeverAChildByDefault) {
    SearchSettings settings = mixed_search();
    settings.levers.pop_back();
    constexpr std::size_t n = 30000;
    double changed = 0;
    for (std::uint64_t slot = 0; slot < n; ++slot) {
        const std::vector<double> child = mutated_point(settings, {0, 3, 1}, {.slot = slot}, true);
        changed += (child[0] != 0 ? 1 : 0) + (child[1] != 3 ? 1 : 0) + (child[2] != 1 ? 1 : 0);
    }
    EXPECT_NEAR(changed / n, 1, 4.5 * std::sqrt(3 * 2.0 / 9 / n));
}

// With no bound near, the two children lie on either side of the middle at one distance: their mean is their parents'. A category is
// exchanged.
TEST(SearchVariation, CrossedChildrenKeepTheirParentsMean) {
    SearchSettings settings{
        .levers = {{.id = "x", .low = -1e6, .high = 1e6}, {.id = "c", .type = SearchLeverType::category, .categories = 9}},
        .objectives = {{.id = "f"}},
        .crossover_probability = 1};
    const std::vector<double> a{1, 3}, b{2, 8};
    double crossed = 0, exchanged = 0, nearer = 0;
    constexpr std::size_t n = 20000;
    for (std::uint64_t slot = 0; slot < n; ++slot) {
        const std::vector<double> first = crossed_point(settings, a, b, {.slot = slot}, false);
        const std::vector<double> second = crossed_point(settings, a, b, {.slot = slot}, true);
        EXPECT_NEAR(first[0] + second[0], 3, 1e-12);
        EXPECT_EQ(first[1] + second[1], 11);
        crossed += first[0] != 1 ? 1 : 0;
        exchanged += first[1] == 8 ? 1 : 0;
        nearer += first[0] != 1 && std::fabs(first[0] - second[0]) < 1 ? 1 : 0;
    }
    EXPECT_NEAR(crossed / n, 0.5, 0.02);
    EXPECT_NEAR(exchanged / n, 0.5, 0.02);
    EXPECT_NEAR(nearer / crossed, 0.5, 0.02) << "as often between the parents as outside";
    settings.crossover_probability = 0;
    EXPECT_EQ(crossed_point(settings, a, b, {}, true), b);
}

TEST(SearchVariation, IsAFunctionOfThePlace) {
    const SearchSettings settings = mixed_search();
    EXPECT_EQ(random_search_point(settings, {.slot = 4}), random_search_point(settings, {.slot = 4}));
    std::set<double> seen;
    for (std::uint64_t generation = 0; generation < 3; ++generation) {
        for (std::uint64_t slot = 0; slot < 3; ++slot) {
            for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
                seen.insert(random_search_point(settings, {.generation = generation, .slot = slot, .attempt = attempt})[0]);
            }
        }
    }
    EXPECT_EQ(seen.size(), 27U);
}

TEST(SearchSettings, SayAllThatIsWrongAtOnce) {
    SearchSettings settings = mixed_search();
    EXPECT_NO_THROW(check_search(settings));
    settings.levers[0].high = -2;
    settings.levers[1].low = 2.5;
    settings.levers[2].categories = 0;
    settings.objectives[0].epsilon = -1;
    settings.start = {{0, 2, 9, 7}};
    settings.population = 1;
    settings.failed_share = 1;
    try {
        check_search(settings);
        FAIL();
    } catch (const std::invalid_argument& error) {
        for (const char* what :
             {"Lever tax", "Lever firms", "Lever licence needs", "objective f", "licence cannot be 9", "population", "failed"}) {
            EXPECT_THAT(error.what(), HasSubstr(what));
        }
    }
    EXPECT_THROW(check_search({}), std::invalid_argument);
}

}  // namespace
}  // namespace enclosure::test
