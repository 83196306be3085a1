#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/indicators/users_measures.h"
#include "sim/phases/tally.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

World world_with(double workloads, double likeness = 0.5, std::int64_t users = 20000) {
    Scenario s = tiny_scenario();
    s.population.users = users;
    s.segment[0].workloads = workloads;
    s.segment[0].likeness = likeness;
    s.segment[0].aware_start = 0.4;
    return tiny_world(s);
}

TEST(Organisation, BeginsWithTheFirstRecordThatBelongsToIt) {
    for (const double workloads : {1.0, 1.2, 2.0, 3.5, 7.25, 1000.0 / 3}) {
        for (std::size_t i = 0; i < 20000; ++i) {
            const std::size_t which = organisation_of(i, workloads);
            const bool first = i == 0 || organisation_of(i - 1, workloads) != which;
            ASSERT_EQ(organisation_begin(which, workloads) == i, first) << i << ' ' << workloads;
            ASSERT_LE(organisation_begin(which, workloads), i) << workloads;
        }
    }
}

TEST(Organisation, IsABlockOfRecords) {
    EXPECT_EQ(organisation_of(0, 3.5), 0U);
    EXPECT_EQ(organisation_of(3, 3.5), 0U);
    EXPECT_EQ(organisation_of(4, 3.5), 1U);
    EXPECT_EQ(organisation_of(6, 3.5), 1U);
    EXPECT_EQ(organisation_of(7, 3.5), 2U);
    EXPECT_EQ(organisation_of(12345, 1), 12345U);
}

TEST(Organisation, SharesMeansAndCapacityAndHearsAsOne) {
    const World world = world_with(4);
    for (std::size_t i = 0; i < world.users.size(); ++i) {
        const std::size_t first = i / 4 * 4;
        ASSERT_EQ(world.users.price[i], world.users.price[first]);
        ASSERT_EQ(world.users.technical[i], world.users.technical[first]);
        ASSERT_EQ(world.users.reach[i], world.users.reach[first]);
        ASSERT_EQ(world.users.choice[i] == choice_unaware, world.users.choice[first] == choice_unaware);
    }
}

// Correlation of the needs of two neighbouring workloads, over organisations of two.
double correlation(const World& world) {
    const auto& x = world.users.security;
    double sum = 0;
    double squares = 0;
    double products = 0;
    const auto n = static_cast<double>(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        sum += x[i];
        squares += static_cast<double>(x[i]) * x[i];
        products += static_cast<double>(x[i]) * x[i ^ 1u];
    }
    return (products / n - sum / n * sum / n) / (squares / n - sum / n * sum / n);
}

// The standard error of a correlation of 10,000 pairs is .01.
TEST(Organisation, NeedsOfItsWorkloadsAreAsLikeAsTheyShallBe) {
    EXPECT_NEAR(correlation(world_with(2, 0)), 0, 0.05);
    EXPECT_NEAR(correlation(world_with(2, 0.5)), 0.5, 0.05);
    EXPECT_EQ(correlation(world_with(2, 1)), 1);
    EXPECT_NEAR(correlation(world_with(1)), 0, 0.05);
}

TEST(Organisation, LikenessMattersNotToSingleRecords) {
    const World one = world_with(1, 0);
    const World other = world_with(1, 1);
    for_each_column<Users>([&](const auto& c) { EXPECT_TRUE(one.users.*c.member == other.users.*c.member); });
}

// Ten records in organisations of 3, 3, 3, 1: models {0, 1}, {} (nobody has one), {1}, {0}.
TEST(Organisation, ModelsAreCountedOnceEach) {
    World world = world_with(3, 0.5, 1000);
    auto& choice = world.users.choice;
    std::fill(choice.begin(), choice.end(), choice_unaware);
    const std::uint8_t first[] = {0, 1, 0, choice_none, choice_unaware, choice_none, 1, choice_none, 1, 0};
    std::copy(std::begin(first), std::end(first), choice.begin());
    count_users(world.market, world.cells, world.catalogue, In<&Users::choice>(choice), world.rules, step_at(world, 0));
    EXPECT_EQ(world.market.organisations[0], 3);
    EXPECT_EQ(world.market.organisation_models[0], 4);
    EXPECT_NEAR(models_per_organisation(world, 0), 4.0 / 3, 1e-12);
}

// Blocks of work cut organisations in two; none may be counted twice or not at all.
TEST(Organisation, AllAreCountedOnceWhereverBlocksEnd) {
    World world = world_with(3.5, 0.5, 50000);
    std::fill(world.users.choice.begin(), world.users.choice.end(), std::uint8_t{1});
    count_users(world.market, world.cells, world.catalogue, In<&Users::choice>(world.users.choice), world.rules, step_at(world, 0));
    const auto all = static_cast<std::int64_t>(organisation_of(49999, 3.5)) + 1;
    EXPECT_EQ(world.market.organisations[0], all);
    EXPECT_EQ(world.market.organisation_models[0], all);
}

// Whether edges repeat or not, as one by one.
TEST(Organisation, ModelsOfOrganisationsOfAnySizeAreCountedOnceEach) {
    for (const double workloads : {1.01, 2.0, 2.25, 3.3, 3.5, 7.7, 33.0625, 64.5, 99.9, 100.0}) {
        World world = world_with(workloads, 0.5, 20000);
        auto& choice = world.users.choice;
        for (std::size_t i = 0; i < choice.size(); ++i) {
            const std::uint64_t drawn = mix(i + 1) % 9;
            choice[i] = drawn < 2 ? static_cast<std::uint8_t>(drawn) : (drawn < 5 ? choice_none : choice_unaware);
        }
        std::int64_t organisations = 0;
        std::int64_t models = 0;
        for (std::size_t c = 0; c < world.cells.size(); ++c) {
            std::set<std::uint8_t> used;
            for (std::size_t i = world.cells.begin[c]; i < world.cells.end[c]; ++i) {
                if (choice[i] < choice_slots) used.insert(choice[i]);
                const std::size_t index = i - world.cells.begin[c];
                if (i + 1 < world.cells.end[c] && organisation_of(index + 1, workloads) == organisation_of(index, workloads)) continue;
                organisations += used.empty() ? 0 : 1;
                models += static_cast<std::int64_t>(used.size());
                used.clear();
            }
        }
        count_users(world.market, world.cells, world.catalogue, In<&Users::choice>(choice), world.rules, step_at(world, 0));
        EXPECT_EQ(world.market.organisations[0], organisations) << workloads;
        EXPECT_EQ(world.market.organisation_models[0], models) << workloads;
    }
}

}  // namespace
}  // namespace enclosure::test
