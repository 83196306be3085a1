// Random points, Latin hypercubes, Sobol's sequence, and how evenly they fill the cube.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>

#include "sim/study/designs/discrepancy.h"
#include "sim/study/designs/latin_hypercube.h"
#include "sim/study/designs/random_points.h"
#include "sim/study/designs/sobol.h"

namespace enclosure::test {
namespace {

using testing::ElementsAreArray;

DesignPoints first_points(const DesignPoints& points, std::size_t count) {
    return {.factors = points.factors,
            .u = {points.u.begin(), points.u.begin() + static_cast<std::ptrdiff_t>(count * points.factors)},
            .worlds = {points.worlds.begin(), points.worlds.begin() + static_cast<std::ptrdiff_t>(count)},
            .block = {points.block.begin(), points.block.begin() + static_cast<std::ptrdiff_t>(count)}};
}

// Each factor has one point in each of as many equal intervals.
void expect_stratified(const DesignPoints& points) {
    for (std::size_t k = 0; k < points.factors; ++k) {
        std::set<double> strata;
        for (std::size_t i = 0; i < points.size(); ++i) strata.insert(std::floor(points.point(i)[k] * static_cast<double>(points.size())));
        EXPECT_EQ(strata.size(), points.size()) << k;
        EXPECT_EQ(*strata.begin(), 0);
        EXPECT_EQ(*strata.rbegin(), static_cast<double>(points.size() - 1));
    }
}

void expect_own_worlds(const DesignPoints& points, std::uint64_t first) {
    for (std::size_t i = 0; i < points.size(); ++i) {
        EXPECT_EQ(points.worlds[i], first + i + 1);
        EXPECT_EQ(points.block[i], i);
    }
}

double mean_of_sum(const DesignPoints& points) {
    return std::accumulate(points.u.begin(), points.u.end(), 0.0) / static_cast<double>(points.size());
}

// Sobol's G function with a = 0, 1, 4.5, 9, 99, …; mean 1.
double mean_of_g(const DesignPoints& points) {
    constexpr double a[] = {0, 1, 4.5, 9, 99, 99, 99, 99};
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        double y = 1;
        for (std::size_t k = 0; k < 8; ++k) y *= (std::fabs(4 * points.point(i)[k] - 2) + a[k]) / (1 + a[k]);
        sum += y;
    }
    return sum / static_cast<double>(points.size());
}

DesignPoints scaled(std::vector<double> u, double less, double divisor) {
    for (double& x : u) x = (2 * x - less) / divisor;
    const std::size_t points = u.size() / 2;
    return {.factors = 2, .u = std::move(u), .worlds = std::vector<std::uint64_t>(points), .block = std::vector<std::uint64_t>(points)};
}

TEST(RandomPoints, AreUniformAndExtend) {
    const DesignPoints points = random_points(20000, 3, 5);
    for (std::size_t k = 0; k < 3; ++k) {
        double sum = 0, square = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const double x = points.point(i)[k];
            ASSERT_TRUE(x > 0 && x < 1);
            sum += x;
            square += (x - 0.5) * (x - 0.5);
        }
        EXPECT_NEAR(sum / 20000, 0.5, 4 * std::sqrt(1.0 / 12 / 20000));
        EXPECT_NEAR(square / 20000, 1.0 / 12, 4 * std::sqrt(1.0 / 180 / 20000));
    }
    EXPECT_EQ(random_points(100, 3, 5), first_points(points, 100));
    EXPECT_EQ(random_points(50, 3, 5, 50).point(7)[2], points.point(57)[2]);
    EXPECT_FALSE(random_points(100, 3, 0) == random_points(100, 3, 5)) << "0 is a seed like any other";
    expect_own_worlds(random_points(9, 2, 1, 4), 4);
}

TEST(LatinHypercube, HasOnePointInEachStratum) {
    for (const std::size_t n : {1u, 2u, 7u, 49u, 1000u}) {
        for (std::uint64_t seed = 0; seed < 5; ++seed) {
            expect_stratified(latin_hypercube({.points = n, .factors = 4, .seed = seed}));
            expect_stratified(latin_hypercube({.points = n, .factors = 4, .seed = seed, .centred = true}));
        }
        expect_stratified(latin_hypercube({.points = n, .factors = 3, .seed = 1, .exchanges = 200}));
    }
    expect_own_worlds(latin_hypercube({.points = 9, .factors = 2}), 0);
    EXPECT_FALSE(latin_hypercube({.points = 9, .factors = 2, .seed = 0}) == latin_hypercube({.points = 9, .factors = 2, .seed = 1}));
}

TEST(LatinHypercube, CentredLiesInTheMiddles) {
    for (const std::size_t n : {1u, 10u, 77u}) {
        const DesignPoints points = latin_hypercube({.points = n, .factors = 5, .seed = 3, .centred = true});
        std::vector<double> middles;
        for (std::size_t i = 1; i <= n; ++i) middles.push_back((2 * static_cast<double>(i) - 1) / (2 * static_cast<double>(n)));
        for (std::size_t k = 0; k < 5; ++k) {
            std::vector<double> column;
            for (std::size_t i = 0; i < n; ++i) column.push_back(points.point(i)[k]);
            EXPECT_THAT(column, testing::UnorderedElementsAreArray(middles));
        }
        EXPECT_NEAR(mean_of_sum(points), 2.5, 1e-12);
    }
}

TEST(LatinHypercube, OrdersAreAsLikelyForPairsOfFactors) {
    // With three points and two factors there are six relative orders: chi-square over 6000 seeds, 5 degrees, 0.999.
    std::map<std::vector<int>, int> often;
    for (std::uint64_t seed = 0; seed < 6000; ++seed) {
        const DesignPoints points = latin_hypercube({.points = 3, .factors = 2, .seed = seed});
        std::vector<int> partner(3);
        for (std::size_t i = 0; i < 3; ++i)
            partner[static_cast<std::size_t>(3 * points.point(i)[0])] = static_cast<int>(3 * points.point(i)[1]);
        ++often[partner];
    }
    double chi_square = 0;
    for (const auto& [order, times] : often) chi_square += (times - 1000) * (times - 1000) / 1000.0;
    EXPECT_EQ(often.size(), 6u);
    EXPECT_LT(chi_square, 20.5);
}

TEST(LatinHypercube, MeansOfSumsVaryLikeTheCubeOfN) {
    // Var = (d/12)/n^3, 1.6667e-4 for d = 2, n = 10, against 1.6667e-2 of Monte Carlo.
    double hypercube = 0, random = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        const double a = mean_of_sum(latin_hypercube({.points = 10, .factors = 2, .seed = seed})) - 1;
        const double b = mean_of_sum(random_points(10, 2, seed)) - 1;
        hypercube += a * a / 2000;
        random += b * b / 2000;
    }
    EXPECT_NEAR(hypercube / (2.0 / 12 / 1000), 1, 0.1);
    EXPECT_NEAR(random / (2.0 / 12 / 10), 1, 0.1);
}

TEST(LatinHypercube, ExchangesPartThePoints) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        LatinHypercube how{.points = 30, .factors = 2, .seed = seed, .centred = true};
        const double before = least_distance(latin_hypercube(how));
        how.exchanges = 3000;
        const DesignPoints parted = latin_hypercube(how);
        EXPECT_GT(least_distance(parted), 1.5 * before) << seed;
        EXPECT_GT(least_distance(parted), 0.1) << seed;
        expect_stratified(parted);
    }
}

TEST(LatinHypercube, LeastDistanceIsThatOfTheNearestPair) {
    EXPECT_EQ(least_distance({.factors = 2, .u = {0, 0, 0.3, 0.4, 1, 1}, .worlds = {0, 0, 0}, .block = {0, 1, 2}}), 0.5);
}

TEST(LatinHypercube, RefusesSizes) {
    EXPECT_THROW(latin_hypercube({.points = 0, .factors = 2}), std::invalid_argument);
    EXPECT_THROW(latin_hypercube({.points = 2, .factors = 0}), std::invalid_argument);
    EXPECT_THROW(latin_hypercube({.points = (std::size_t{1} << 27) + 1, .factors = 1}), std::invalid_argument);
}

TEST(Sobol, BeginsLikeJoeAndKuos) {
    const DesignPoints points = sobol_points({.points = 10, .factors = 8, .scrambling = Scrambling::none});
    constexpr double published[] = {0,     0,     0,     0,     0,     0,     0,     0,      //
                                    .5,    .5,    .5,    .5,    .5,    .5,    .5,    .5,     //
                                    .75,   .25,   .25,   .25,   .75,   .75,   .25,   .75,    //
                                    .25,   .75,   .75,   .75,   .25,   .25,   .75,   .25,    //
                                    .375,  .375,  .625,  .875,  .375,  .125,  .375,  .875,   //
                                    .875,  .875,  .125,  .375,  .875,  .625,  .875,  .375,   //
                                    .625,  .125,  .875,  .625,  .625,  .875,  .125,  .125,   //
                                    .125,  .625,  .375,  .125,  .125,  .375,  .625,  .625,   //
                                    .1875, .3125, .9375, .4375, .5625, .3125, .4375, .9375,  //
                                    .6875, .8125, .4375, .9375, .0625, .8125, .9375, .4375};
    EXPECT_THAT(points.u, ElementsAreArray(published));
    expect_own_worlds(points, 0);
}

TEST(Sobol, EachFactorHasOnePointInEachInterval) {
    for (const Scrambling scrambling : {Scrambling::none, Scrambling::digital_shift, Scrambling::owen}) {
        for (const std::size_t n : {1u, 2u, 64u, 1024u}) {
            expect_stratified(sobol_points({.points = n, .factors = 20, .scrambling = scrambling, .seed = 11}));
            expect_stratified(sobol_points({.points = n, .factors = 20, .scrambling = scrambling, .seed = 12, .first = 3 * n}));
        }
    }
}

TEST(Sobol, ScramblingKeepsTheNetOfTwoFactors) {
    // The first two dimensions are a (0, m, 2)-net: one point in each of 2^m boxes of any shape 2^-a × 2^-(m-a).
    for (const Scrambling scrambling : {Scrambling::none, Scrambling::digital_shift, Scrambling::owen}) {
        const DesignPoints points = sobol_points({.points = 256, .factors = 2, .scrambling = scrambling, .seed = 4});
        for (int a = 0; a <= 8; ++a) {
            std::set<std::pair<double, double>> boxes;
            for (std::size_t i = 0; i < 256; ++i) {
                boxes.emplace(std::floor(std::ldexp(points.point(i)[0], a)), std::floor(std::ldexp(points.point(i)[1], 8 - a)));
            }
            EXPECT_EQ(boxes.size(), 256u) << a;
        }
    }
}

TEST(Sobol, MeansOfColumnsAreExact) {
    const DesignPoints points = sobol_points({.points = 1024, .factors = 40, .scrambling = Scrambling::none});
    for (std::size_t k = 0; k < 40; ++k) {
        double sum = 0;
        for (std::size_t i = 0; i < 1024; ++i) sum += points.point(i)[k];
        EXPECT_EQ(sum / 1024, 0.49951171875);
    }
}

TEST(Sobol, MeansOfTheGFunction) {
    const auto mean = [](std::size_t n) { return mean_of_g(sobol_points({.points = n, .factors = 8, .scrambling = Scrambling::none})); };
    EXPECT_NEAR(mean(64), 1.008964293038066, 1e-12);
    EXPECT_NEAR(mean(256), 1.000287033165748, 1e-12);
    EXPECT_NEAR(mean(1024), 1.0000744997478768, 1e-12);
    EXPECT_NEAR(mean(4096), 1.000010698636525, 1e-12);
}

TEST(Sobol, ExtendsFromAnyIndex) {
    for (const Scrambling scrambling : {Scrambling::none, Scrambling::digital_shift, Scrambling::owen}) {
        SobolSequence how{.points = 300, .factors = 6, .scrambling = scrambling, .seed = 9};
        const DesignPoints all = sobol_points(how);
        for (const std::size_t first : {0u, 1u, 2u, 128u, 150u}) {
            how.points = 300 - first;
            how.first = first;
            const DesignPoints rest = sobol_points(how);
            for (std::size_t i = 0; i < rest.u.size(); ++i) ASSERT_EQ(rest.u[i], all.u[first * 6 + i]) << first;
            expect_own_worlds(rest, first);
        }
        how.points = 150;
        how.first = 0;
        EXPECT_EQ(sobol_points(how), first_points(all, 150));
    }
}

TEST(Sobol, ScramblesAreUniformOverSeedsAndInside) {
    // A point's coordinate over seeds: mean ½, variance 1/12; its bits are flipped independently of other points' below where they part.
    for (const Scrambling scrambling : {Scrambling::digital_shift, Scrambling::owen}) {
        double sum = 0, square = 0, together = 0;
        constexpr int seeds = 4000;
        for (int seed = 0; seed < seeds; ++seed) {
            const DesignPoints points =
                sobol_points({.points = 2, .factors = 3, .scrambling = scrambling, .seed = static_cast<std::uint64_t>(seed)});
            const double x = points.point(0)[2];
            const double y = points.point(1)[2];
            ASSERT_TRUE(x > 0 && x < 1);
            sum += x;
            square += (x - 0.5) * (x - 0.5);
            // Within halves of the interval: common to both points if shifted, independent if scrambled.
            together += (std::fmod(2 * x, 1) - 0.5) * (std::fmod(2 * y, 1) - 0.5);
        }
        EXPECT_NEAR(sum / seeds, 0.5, 4 * std::sqrt(1.0 / 12 / seeds));
        EXPECT_NEAR(square / seeds, 1.0 / 12, 4 * std::sqrt(1.0 / 180 / seeds));
        EXPECT_NEAR(together / seeds, scrambling == Scrambling::owen ? 0 : 1.0 / 12, 4.0 / 12 / std::sqrt(seeds));
    }
}

TEST(Sobol, ScramblesDifferByFactorAndSeedAndFillAllBits) {
    const DesignPoints points = sobol_points({.points = 256, .factors = 2, .seed = 0});
    EXPECT_FALSE(points == sobol_points({.points = 256, .factors = 2, .seed = 1}));
    std::set<double> fine, origins;
    for (const double x : points.u) fine.insert(std::fmod(std::ldexp(x, 32), 1));  // the bits beyond 32
    EXPECT_GE(fine.size(), 509u);
    // The origin is no longer one: each factor has flips of its own.
    for (const double x : sobol_points({.points = 1, .factors = 20, .seed = 0}).u) origins.insert(std::floor(std::ldexp(x, 32)));
    EXPECT_EQ(origins.size(), 20u);
    for (const double x : points.u) EXPECT_EQ(std::fmod(std::ldexp(x, 53), 2), 1) << "an odd multiple of 2^-53 is neither 0 nor 1";
}

TEST(Sobol, OwensScramblingBeatsRandomPointsByFar) {
    double scrambled = 0, random = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const double a = mean_of_g(sobol_points({.points = 1024, .factors = 8, .seed = seed})) - 1;
        const double b = mean_of_g(random_points(1024, 8, seed)) - 1;
        scrambled += a * a;
        random += b * b;
    }
    EXPECT_LT(std::sqrt(scrambled), 0.1 * std::sqrt(random));
}

TEST(Sobol, ReachesTheEndsOfItsTable) {
    EXPECT_EQ(most_sobol_factors(), 3667u);
    expect_stratified(sobol_points({.points = 4, .factors = 3667, .scrambling = Scrambling::none}));
    // The last point's Gray code is the last bit alone: the smallest coordinate of the first dimension.
    const DesignPoints last =
        sobol_points({.points = 1, .factors = 2, .scrambling = Scrambling::none, .first = (std::uint64_t{1} << 32) - 1});
    EXPECT_EQ(last.u[0], 0x1p-32);
    EXPECT_THROW(sobol_points({.points = 4, .factors = 3668}), std::invalid_argument);
    EXPECT_THROW(sobol_points({.points = 2, .factors = 1, .first = (std::uint64_t{1} << 32) - 1}), std::invalid_argument);
    EXPECT_THROW(sobol_points({.points = 0, .factors = 1}), std::invalid_argument);
    EXPECT_THROW(sobol_points({.points = 1, .factors = 0}), std::invalid_argument);
}

TEST(Discrepancy, HasThePublishedValues) {
    // Fang, Li and Sudjianto (2006), as SciPy's tests quote them.
    EXPECT_NEAR(centred_discrepancy(scaled({1, 3, 2, 6, 3, 2, 4, 5, 5, 1, 6, 4}, 1, 12)), 0.0081, 1e-4);
    EXPECT_NEAR(centred_discrepancy(scaled({1, 5, 2, 4, 3, 3, 4, 2, 5, 1, 6, 6}, 1, 12)), 0.0105, 1e-4);
    for (const std::size_t d : {1u, 2u, 5u}) {
        const DesignPoints corner{.factors = d, .u = std::vector<double>(d, 1), .worlds = {0}, .block = {0}};
        EXPECT_NEAR(star_discrepancy(corner), std::pow(3, -0.5 * static_cast<double>(d)), 1e-14);
    }
    // One point at x: ∫ (1[x < t] - t)² dt = x³/3 + (1 - x)³/3.
    const DesignPoints single{.factors = 1, .u = {0.25}, .worlds = {0}, .block = {0}};
    EXPECT_NEAR(star_discrepancy(single), std::sqrt((0.25 * 0.25 * 0.25 + 0.75 * 0.75 * 0.75) / 3), 1e-14);
    // Two, at 0.25 and 0.5: ∫ t² to 0.25, (½ - t)² to 0.5, (1 - t)² to 1.
    const DesignPoints both{.factors = 1, .u = {0.5, 0.25}, .worlds = {0, 0}, .block = {0, 1}};
    EXPECT_NEAR(star_discrepancy(both), std::sqrt((1.0 / 64 + 1.0 / 64 + 1.0 / 8) / 3), 1e-14);
}

TEST(Discrepancy, OrdersTheSamples) {
    const double random = centred_discrepancy(random_points(128, 4, 1));
    const double hypercube = centred_discrepancy(latin_hypercube({.points = 128, .factors = 4, .seed = 1}));
    const double sobol = centred_discrepancy(sobol_points({.points = 128, .factors = 4, .seed = 1}));
    EXPECT_LT(hypercube, random);
    EXPECT_LT(sobol, hypercube);
}

}  // namespace
}  // namespace enclosure::test
