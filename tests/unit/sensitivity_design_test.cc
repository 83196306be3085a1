// Saltelli's and Morris's designs, with the indices of functions whose indices are known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <stdexcept>

#include "sim/base/draws.h"
#include "sim/study/designs/morris.h"
#include "sim/study/designs/saltelli.h"

namespace enclosure::test {
namespace {

using testing::Each;
using testing::ElementsAre;

double ishigami(std::span<const double> u) {
    const double x = M_PI * (2 * u[0] - 1), y = M_PI * (2 * u[1] - 1), z = M_PI * (2 * u[2] - 1);
    return std::sin(x) + 7 * std::sin(y) * std::sin(y) + 0.1 * z * z * z * z * std::sin(x);
}

struct Indices {
    std::vector<double> first;  // Saltelli et al. 2010
    std::vector<double> total;  // Jansen
};

using Response = std::function<double(std::span<const double>, std::uint64_t stream)>;

Indices indices_of(const SaltelliDesign& how, const Response& response) {
    const DesignPoints points = saltelli_points(how);
    const std::size_t rows = saltelli_rows(how), k = how.factors, n = how.base_rows;
    std::vector<double> y(points.size());
    for (std::size_t i = 0; i < y.size(); ++i) y[i] = response(points.point(i), points.worlds[i]);
    double sum = 0, square = 0;
    for (std::size_t j = 0; j < n; ++j) {
        for (const double v : {y[j * rows], y[j * rows + rows - 1]}) {
            sum += v;
            square += v * v;
        }
    }
    const double mean = sum / static_cast<double>(2 * n);
    const double variance = square / static_cast<double>(2 * n) - mean * mean;
    Indices out{std::vector<double>(k), std::vector<double>(k)};
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            const double a = y[j * rows], ab = y[j * rows + 1 + i], b = y[j * rows + rows - 1];
            out.first[i] += b * (ab - a) / static_cast<double>(n) / variance;
            out.total[i] += (a - ab) * (a - ab) / static_cast<double>(2 * n) / variance;
        }
    }
    return out;
}

TEST(Saltelli, LaysOutBaseRowsAsBlocks) {
    const DesignPoints base = sobol_points({.points = 4, .factors = 6, .seed = 8});
    for (const bool second : {false, true}) {
        const SaltelliDesign how{.base_rows = 4, .factors = 3, .second_order = second, .seed = 8};
        const DesignPoints points = saltelli_points(how);
        const std::size_t rows = second ? 8 : 5;
        ASSERT_EQ(saltelli_rows(how), rows);
        ASSERT_EQ(points.size(), 4 * rows);
        for (std::size_t i = 0; i < points.size(); ++i) {
            const std::size_t j = i / rows, row = i % rows;
            const bool from_b = row > 3;  // A, AB_1, AB_2, AB_3, then BA_1, BA_2, BA_3 if asked for, B
            const std::size_t taken = row == 0 || row == rows - 1 ? 3 : (row - 1) % 3;
            for (std::size_t k = 0; k < 3; ++k) {
                EXPECT_EQ(points.point(i)[k], base.point(j)[(from_b != (k == taken) ? 3 : 0) + k]) << i << " " << k;
            }
            EXPECT_EQ(points.worlds[i], 2 * j + (from_b ? 2 : 1));
            EXPECT_EQ(points.block[i], j);
        }
    }
}

TEST(Saltelli, ExtendsBaseRowByBaseRow) {
    const DesignPoints all = saltelli_points({.base_rows = 16, .factors = 2, .seed = 0});
    const DesignPoints half = saltelli_points({.base_rows = 8, .factors = 2, .seed = 0});
    const DesignPoints rest = saltelli_points({.base_rows = 8, .factors = 2, .seed = 0, .first = 8});
    EXPECT_EQ(concatenation(half, rest), all);
    EXPECT_FALSE(half == saltelli_points({.base_rows = 8, .factors = 2, .seed = 1})) << "0 is a seed like any other";
}

TEST(Saltelli, IshigamiUnscrambled) {
    const Indices got = indices_of({.base_rows = 1024, .factors = 3, .scrambling = Scrambling::none},
                                   [](std::span<const double> u, std::uint64_t) { return ishigami(u); });
    constexpr std::array s = {0.313905191147811, 0.442411144790041, 0.0}, st = {0.557588855209959, 0.442411144790041, 0.243683664062148};
    constexpr std::array s_off = {0.0188, -0.0011, 0.0184}, st_off = {0.0006, 0.0009, -0.0015};
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_NEAR(got.first[k] - s[k], s_off[k], 1e-4);
        EXPECT_NEAR(got.total[k] - st[k], st_off[k], 1e-4);
    }
}

TEST(Saltelli, IshigamiForAnySeed) {
    constexpr std::array s = {0.313905191147811, 0.442411144790041, 0.0}, st = {0.557588855209959, 0.442411144790041, 0.243683664062148};
    for (std::uint64_t seed = 0; seed < 16; ++seed) {
        const Indices got = indices_of({.base_rows = 1024, .factors = 3, .seed = seed},
                                       [](std::span<const double> u, std::uint64_t) { return ishigami(u); });
        for (std::size_t k = 0; k < 3; ++k) {
            EXPECT_NEAR(got.first[k], s[k], 0.04) << seed;
            EXPECT_NEAR(got.total[k], st[k], 0.04) << seed;
        }
    }
}

TEST(Saltelli, NoiseIsNoEffectOfAnInertFactor) {
    // y = x1 + noise of variance 1/12, of the stream's own: x2 has a total index of exactly 0. With worlds of its own for each run it has
    // the share of noise, 0.5.
    const auto noisy = [](std::span<const double> u, std::uint64_t stream) {
        return u[0] + std::sqrt(1.0 / 12) * Draws(1, Purpose::test, stream, 0).normal();
    };
    const Indices got = indices_of({.base_rows = 65536, .factors = 2, .seed = 2}, noisy);
    EXPECT_NEAR(got.first[0], 0.5, 0.01);
    EXPECT_NEAR(got.first[1], 0, 0.01);
    EXPECT_NEAR(got.total[0], 0.5, 0.01);
    EXPECT_EQ(got.total[1], 0);
    std::uint64_t run = 0;
    const Indices trap = indices_of({.base_rows = 65536, .factors = 2, .seed = 2},
                                    [&](std::span<const double> u, std::uint64_t) { return noisy(u, ++run); });
    EXPECT_NEAR(trap.total[0], 1, 0.01);
    EXPECT_NEAR(trap.total[1], 0.5, 0.01);
}

TEST(Saltelli, RefusesSizes) {
    EXPECT_THROW(saltelli_points({.base_rows = 0, .factors = 2}), std::invalid_argument);
    EXPECT_THROW(saltelli_points({.base_rows = 2, .factors = 0}), std::invalid_argument);
    EXPECT_THROW(saltelli_points({.base_rows = 2, .factors = 1834}), std::invalid_argument);
    EXPECT_THROW(saltelli_points({.base_rows = most_design_points / 2, .factors = 2}), std::invalid_argument);
}

// What two points of a block, one after the other, say about the one factor in which they differ.
struct Effect {
    std::size_t factor = 0;
    double value = 0;
};

std::vector<Effect> effects_of(const DesignPoints& points, double step, double (*response)(std::span<const double>)) {
    std::vector<Effect> effects;
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (points.block[i] != points.block[i - 1]) continue;
        std::vector<std::size_t> moved;
        for (std::size_t k = 0; k < points.factors; ++k) {
            if (points.point(i)[k] != points.point(i - 1)[k]) moved.push_back(k);
        }
        EXPECT_EQ(moved.size(), 1u);
        const std::size_t k = moved.front();
        const double move = points.point(i)[k] - points.point(i - 1)[k];
        EXPECT_NEAR(std::fabs(move), step, 1e-15);
        effects.push_back({k, (response(points.point(i)) - response(points.point(i - 1))) / move});
    }
    return effects;
}

struct MorrisMeasures {
    double mu = 0, mu_star = 0, sigma = 0, count = 0;
};

std::vector<MorrisMeasures> measures_of(const std::vector<Effect>& effects, std::size_t factors) {
    std::vector<MorrisMeasures> out(factors);
    for (const Effect& e : effects) {
        out[e.factor].mu += e.value;
        out[e.factor].mu_star += std::fabs(e.value);
        out[e.factor].sigma += e.value * e.value;
        ++out[e.factor].count;
    }
    for (MorrisMeasures& m : out) {
        m.mu /= m.count;
        m.mu_star /= m.count;
        m.sigma = std::sqrt(m.sigma / m.count - m.mu * m.mu);
    }
    return out;
}

TEST(Morris, EnumerationIsExactOnIshigami) {
    EXPECT_NEAR(morris_step(4), 2.0 / 3, 1e-16);
    const DesignPoints points = morris_enumeration(3, 4);
    ASSERT_EQ(points.size(), 192u);
    std::set<std::vector<double>> pairs;
    for (std::size_t i = 0; i < 192; i += 2)
        pairs.emplace(points.u.begin() + static_cast<std::ptrdiff_t>(3 * i), points.u.begin() + static_cast<std::ptrdiff_t>(3 * i + 6));
    EXPECT_EQ(pairs.size(), 96u);
    const std::vector<MorrisMeasures> got = measures_of(effects_of(points, 2.0 / 3, ishigami), 3);
    constexpr std::array mu = {7.70405411159, 0.0, 0.0}, star = {7.70405411159, 7.875, 6.24879610333},
                         sigma = {6.24879610333, 7.875, 8.83713219784};
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_EQ(got[k].count, 32);
        EXPECT_NEAR(got[k].mu, mu[k], 1e-10);
        EXPECT_NEAR(got[k].mu_star, star[k], 1e-10);
        EXPECT_NEAR(got[k].sigma, sigma[k], 1e-10);
    }
    EXPECT_THAT(points.worlds, Each(0u));
    EXPECT_EQ(points.block[1], 0u);
    EXPECT_EQ(points.block[2], 1u);
}

TEST(Morris, TrajectoriesMoveEachFactorOnceAndAgreeWithTheEnumeration) {
    constexpr std::size_t r = 4000;
    const DesignPoints points = morris_trajectories({.trajectories = r, .factors = 3, .seed = 3});
    ASSERT_EQ(points.size(), 4 * r);
    const std::vector<Effect> effects = effects_of(points, 2.0 / 3, ishigami);
    ASSERT_EQ(effects.size(), 3 * r);
    std::set<std::vector<std::size_t>> orders;
    for (std::size_t t = 0; t < r; ++t) {
        std::vector<std::size_t> order;
        for (std::size_t s = 0; s < 3; ++s) order.push_back(effects[3 * t + s].factor);
        EXPECT_THAT(order, testing::UnorderedElementsAre(0, 1, 2));
        orders.insert(order);
        for (std::size_t s = 0; s < 4; ++s) {
            EXPECT_EQ(points.worlds[4 * t + s], t + 1);
            EXPECT_EQ(points.block[4 * t + s], t);
        }
    }
    EXPECT_EQ(orders.size(), 6u);
    for (const Effect& e : effects) {
        if (e.factor == 1) {
            ASSERT_NEAR(std::fabs(e.value), 7.875, 1e-12) << "of every trajectory";
        }
    }
    const std::vector<MorrisMeasures> got = measures_of(effects, 3);
    const double root = std::sqrt(static_cast<double>(r));
    EXPECT_NEAR(got[0].mu_star, 7.70405411159, 4 * 6.24879610333 / root);
    EXPECT_NEAR(got[2].mu_star, 6.24879610333, 4 * 8.83713219784 / root);
    EXPECT_NEAR(got[2].mu, 0, 4 * 8.83713219784 / root);
}

TEST(Morris, LevelsAreAsLikelyUpAndDown) {
    const DesignPoints points = morris_trajectories({.trajectories = 4000, .factors = 2, .levels = 6, .seed = 1});
    std::map<double, int> starts;
    for (std::size_t i = 0; i < points.size(); i += 3) ++starts[points.point(i)[1]];
    EXPECT_EQ(starts.size(), 6u);
    for (const auto& [level, times] : starts) {
        EXPECT_EQ(level, std::round(5 * level) / 5);
        EXPECT_NEAR(times, 4000.0 / 6, 4 * std::sqrt(4000.0 * 5 / 36)) << level;
    }
}

TEST(Morris, LinearFunctionsHaveTheirCoefficients) {
    const auto linear = [](std::span<const double> u) { return 3 * u[0] - 2 * u[1]; };
    for (const Effect& e : effects_of(morris_trajectories({.trajectories = 10, .factors = 2, .levels = 8, .seed = 0}), 4.0 / 7, linear)) {
        EXPECT_NEAR(e.value, e.factor == 0 ? 3 : -2, 1e-12);
    }
}

TEST(Morris, ExtendsTrajectoryByTrajectory) {
    const DesignPoints all = morris_trajectories({.trajectories = 20, .factors = 5, .seed = 6});
    const DesignPoints half = morris_trajectories({.trajectories = 10, .factors = 5, .seed = 6});
    EXPECT_EQ(concatenation(half, morris_trajectories({.trajectories = 10, .factors = 5, .seed = 6, .first = 10})), all);
    EXPECT_FALSE(half == morris_trajectories({.trajectories = 10, .factors = 5, .seed = 0}));
}

TEST(Morris, AGroupMovesInOneStep) {
    const MorrisDesign how{.trajectories = 50, .factors = 4, .group = {0, 1, 0, 2}, .seed = 2};
    const DesignPoints points = morris_trajectories(how);
    ASSERT_EQ(points.size(), 50u * 4);
    for (std::size_t t = 0; t < 50; ++t) {
        std::set<std::set<std::size_t>> moved;
        for (std::size_t s = 0; s < 3; ++s) {
            std::set<std::size_t> factors;
            for (std::size_t k = 0; k < 4; ++k) {
                const double step = std::fabs(points.point(4 * t + s + 1)[k] - points.point(4 * t + s)[k]);
                if (step == 0) continue;
                factors.insert(k);
                EXPECT_NEAR(step, 2.0 / 3, 1e-15);
            }
            moved.insert(factors);
        }
        EXPECT_EQ(moved, (std::set<std::set<std::size_t>>{{0, 2}, {1}, {3}}));
    }
    EXPECT_EQ(morris_trajectories({.trajectories = 5, .factors = 3, .group = {0, 1, 2}, .seed = 9}),
              morris_trajectories({.trajectories = 5, .factors = 3, .seed = 9}))
        << "each factor a group of its own is no group";
    EXPECT_THROW(morris_trajectories({.trajectories = 5, .factors = 3, .group = {0, 2, 2}}), std::invalid_argument) << "group 1 is empty";
    EXPECT_THROW(morris_trajectories({.trajectories = 5, .factors = 3, .group = {0, 1}}), std::invalid_argument);
}

TEST(Morris, StarsChangeOneGroupOfTheCentre) {
    const MorrisDesign how{.trajectories = 16, .factors = 3, .group = {0, 1, 1}, .seed = 4};
    const DesignPoints points = morris_stars(how);
    ASSERT_EQ(points.size(), 16u * 3);
    for (std::size_t t = 0; t < 16; ++t) {
        const auto centre = points.point(3 * t);
        EXPECT_NE(points.point(3 * t + 1)[0], centre[0]);
        EXPECT_EQ(points.point(3 * t + 1)[1], centre[1]);
        EXPECT_EQ(points.point(3 * t + 2)[0], centre[0]);
        EXPECT_NE(points.point(3 * t + 2)[1], centre[1]);
        EXPECT_NE(points.point(3 * t + 2)[2], centre[2]);
        for (std::size_t s = 0; s < 3; ++s) {
            EXPECT_EQ(points.worlds[3 * t + s], t + 1);
            EXPECT_EQ(points.block[3 * t + s], t);
        }
    }
    const DesignPoints half = morris_stars({.trajectories = 8, .factors = 3, .group = {0, 1, 1}, .seed = 4});
    EXPECT_EQ(concatenation(half, morris_stars({.trajectories = 8, .factors = 3, .group = {0, 1, 1}, .seed = 4, .first = 8})).u, points.u);
}

TEST(Saltelli, AGroupIsExchangedAsAWhole) {
    const SaltelliDesign how{.base_rows = 8, .factors = 3, .group = {0, 1, 0}, .second_order = true, .seed = 1};
    const DesignPoints points = saltelli_points(how);
    ASSERT_EQ(saltelli_rows(how), 6u);
    ASSERT_EQ(points.size(), 48u);
    for (std::size_t j = 0; j < 8; ++j) {
        const auto a = points.point(6 * j), b = points.point(6 * j + 5);
        const auto ab = points.point(6 * j + 1), ba = points.point(6 * j + 3);
        EXPECT_EQ(std::vector(ab.begin(), ab.end()), (std::vector{b[0], a[1], b[2]}));
        EXPECT_EQ(std::vector(ba.begin(), ba.end()), (std::vector{a[0], b[1], a[2]}));
    }
}

TEST(Morris, RefusesSizes) {
    EXPECT_THROW(morris_trajectories({.trajectories = 0, .factors = 2}), std::invalid_argument);
    EXPECT_THROW(morris_trajectories({.trajectories = 2, .factors = 0}), std::invalid_argument);
    EXPECT_THROW(morris_trajectories({.trajectories = 2, .factors = 2, .levels = 5}), std::invalid_argument);
    EXPECT_THROW(morris_trajectories({.trajectories = 2, .factors = 2, .levels = 0}), std::invalid_argument);
    EXPECT_THROW(morris_trajectories({.trajectories = most_design_points / 2, .factors = 2}), std::invalid_argument);
    EXPECT_THROW(morris_enumeration(0, 4), std::invalid_argument);
    EXPECT_THROW(morris_enumeration(40, 4), std::invalid_argument);
}

}  // namespace
}  // namespace enclosure::test
