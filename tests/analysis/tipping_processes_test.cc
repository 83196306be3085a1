// Processes whose lock-in, basins and modes are known exactly, made here by keyed draws and measured by the analysis. A share among n runs
// may be off by four of its standard deviations; seeds are fixed, so that a test fails always or never.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/replicates/mean_interval.h"
#include "analysis/tipping/bimodality.h"
#include "analysis/tipping/lock_in.h"
#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"

namespace enclosure {
namespace {

double share_tolerance(double share, std::size_t n) {
    return 4 * std::sqrt(share * (1 - share) / static_cast<double>(n));
}

// A walk from 0 by steps of 1, up with probability `up`, until it has reached a barrier or made `most` steps; then its first passage.
Passage walk_passage(double up, int low, int high, std::size_t most, std::uint64_t seed, std::uint64_t run) {
    std::vector<double> times{0}, places{0};
    const auto limit = static_cast<double>(0x1p32) * up;
    for (std::size_t step = 0; step < most && places.back() > low && places.back() < high; ++step) {
        const Draws draws(seed, Purpose::test, run, 0, static_cast<std::uint32_t>(step / 4));
        places.push_back(places.back() + (draws.word(step % 4) < limit ? 1 : -1));
        times.push_back(static_cast<double>(step + 1));
    }
    return first_passage(times, places, low, high);
}

struct Walks {
    double up_share = 0;
    SurvivalCurve curve = {};
};

Walks make_walks(double up, int low, int high, std::size_t most, std::size_t runs, std::uint64_t seed) {
    Walks out;
    std::vector<EventTime> times;
    for (std::uint64_t r = 0; r < runs; ++r) {
        const Passage passage = walk_passage(up, low, high, most, seed, r);
        times.push_back(passage.when);
        out.up_share += passage.side > 0 ? 1 / static_cast<double>(runs) : 0;
    }
    out.curve = kaplan_meier(times);
    return out;
}

TEST(ArthurLockIn, SideAndTimeOfAbsorption) {
    struct Case {
        double up;
        int high, low;
        double share, time;
    };
    for (const Case& c : {Case{0.5, 5, -5, 0.5, 25},
                          {0.5, 3, -7, 0.7, 21},
                          {0.6, 5, -5, 0.8836363636364, 19.18181818182},
                          {0.55, 10, -10, 0.8814994686599, 76.29989373197},
                          {0.4, 4, -8, 0.1912979169235, 28.52212498459}}) {
        constexpr std::size_t runs = 20000;
        const Walks walks = make_walks(c.up, c.low, c.high, 5000, runs, 51);
        EXPECT_NEAR(walks.up_share, c.share, share_tolerance(c.share, runs)) << c.up;
        EXPECT_EQ(walks.curve.events, runs);
        EXPECT_NEAR(walks.curve.restricted_mean, c.time, 4 * walks.curve.restricted_error) << c.up;
        EXPECT_LT(walks.curve.restricted_error, 0.02 * c.time);
    }
}

// The lead that absorbs is what tells a barrier of 10 from one of 11.
TEST(ArthurLockIn, ShareAbsorbedByAStep) {
    constexpr std::size_t runs = 20000;
    const Walks at_ten = make_walks(0.5, -10, 10, 500, runs, 52), at_eleven = make_walks(0.5, -11, 11, 500, runs, 53);
    const std::vector<double> steps{50, 100, 200, 500}, ten{0.3215297282, 0.6341478140, 0.8940007251, 0.9974220113},
        eleven{0.2378385780, 0.5407586403, 0.8348956160, 0.9923296384};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        EXPECT_NEAR(1 - at_ten.curve.survival_at(steps[i]), ten[i], share_tolerance(ten[i], runs)) << steps[i];
        EXPECT_NEAR(1 - at_eleven.curve.survival_at(steps[i]), eleven[i], share_tolerance(eleven[i], runs)) << steps[i];
    }
    const Walks whole = make_walks(0.5, -11, 11, 5000, 5000, 54);
    EXPECT_NEAR(whole.curve.restricted_mean, 121, 4 * whole.curve.restricted_error);
}

TEST(MoranProcess, Fixation) {
    struct Case {
        double fitness;
        int size;
        double fixed;
    };
    for (const Case& c : {Case{1.1, 100, 0.0909156882711}, {1.5, 50, 0.3333333338561}}) {
        constexpr std::size_t runs = 5000;
        // Only births and deaths that change the number of mutants count: one more with probability r / (1 + r).
        const Walks walks = make_walks(c.fitness / (1 + c.fitness), -1, c.size - 1, 200000, runs, 55);
        EXPECT_EQ(walks.curve.events, runs);
        EXPECT_NEAR(walks.up_share, c.fixed, share_tolerance(c.fixed, runs)) << c.fitness;
    }
}

// Share of red after n draws, where red is drawn with probability `law` of its share.
template <class Law>
double urn_share(double red, double other, std::size_t draws, std::uint64_t seed, std::uint64_t run, Law law) {
    for (std::size_t k = 0; k < draws; ++k) {
        const Draws draw(seed, Purpose::test, run, 0, static_cast<std::uint32_t>(k / 4));
        const bool drawn = (static_cast<double>(draw.word(k % 4)) + 0.5) * 0x1p-32 < law(red / (red + other));
        (drawn ? red : other) += 1;
    }
    return red / (red + other);
}

double proportional(double share) {
    return share;
}

std::vector<double> urn_shares(double start, std::size_t draws, std::size_t runs, std::uint64_t seed) {
    std::vector<double> shares;
    for (std::uint64_t r = 0; r < runs; ++r) shares.push_back(urn_share(start, start, draws, seed, r, proportional));
    return shares;
}

TEST(PolyaUrn, EveryNumberOfRedIsEquallyLikely) {
    constexpr std::size_t runs = 20000;
    std::vector<double> borders;
    for (int k = 1; k < 10; ++k) borders.push_back((k + 0.5) / 11);  // between k - 1 and k red of nine drawn, one there before
    const Basins basins = basin_shares(urn_shares(1, 9, runs, 61), borders);
    ASSERT_EQ(basins.basins.size(), 10U);
    for (const Basin& basin : basins.basins) EXPECT_NEAR(basin.share, 0.1, share_tolerance(0.1, runs));
}

TEST(PolyaUrn, FromOneAndOneTendsToAUniformShare) {
    constexpr std::size_t runs = 5000;
    const MeanInterval limit = mean_interval(urn_shares(1, 2000, runs, 66));
    EXPECT_NEAR(limit.mean, 0.5, 4 * limit.error);
    // The variance of a variance is (μ4 - σ⁴) / n, and μ4 of a uniform law is 1/80.
    EXPECT_NEAR(limit.sd * limit.sd, 1.0 / 12, 4 * std::sqrt((1.0 / 80 - 1.0 / 144) / runs));
}

TEST(PolyaUrn, FromTwoAndTwo) {
    constexpr std::size_t runs = 5000;
    const std::vector<double> limit = urn_shares(2, 2000, runs, 62);
    EXPECT_NEAR(basin_shares(limit, std::vector<double>{0.8}).basins[1].share, 0.104, share_tolerance(0.104, runs));
    EXPECT_NEAR(std::pow(mean_interval(limit).sd, 2), 0.05, 4 * 0.05 * std::sqrt(2.0 / runs));
    const std::vector<double> borders{(51.5) / 104, (52.5) / 104};
    const Basins middle = basin_shares(urn_shares(2, 100, 4 * runs, 63), borders);
    EXPECT_NEAR(middle.basins[1].share, 0.0147072959723, share_tolerance(0.0147, 4 * runs));
}

TEST(PolyaUrn, SmallStartsLockIn) {
    constexpr std::size_t runs = 4000;
    struct Case {
        double start, share;
    };
    for (const Case& c : {Case{0.5, 0.2871325863}, {0.25, 0.5140099037}, {0.1, 0.7550169657}}) {
        const Basins basins = basin_shares(urn_shares(c.start, 2000, runs, 64), std::vector<double>{0.05, 0.95});
        EXPECT_NEAR(basins.basins[0].share + basins.basins[2].share, c.share, share_tolerance(c.share, runs)) << c.start;
    }
}

TEST(NonLinearUrn, EndsAtOneEndOrTheOther) {
    const auto law = [](double x) { return 3 * x * x - 2 * x * x * x; };
    const auto ends = [&](std::size_t draws) {
        std::vector<double> shares;
        for (std::uint64_t r = 0; r < 600; ++r) shares.push_back(urn_share(1, 1, draws, 65, r, law));
        return shares;
    };
    const std::vector<double> borders{0.05, 0.95};
    const auto at_ends = [&](const std::vector<double>& shares) { return 1 - basin_shares(shares, borders).basins[1].share; };
    const std::vector<double> late = ends(20000);
    EXPECT_GT(at_ends(late), 0.95);
    EXPECT_GT(at_ends(late), at_ends(ends(200)) + 0.1);
    OutcomeColumn column{.id = "share"};
    column.values = late;
    const Bimodality b = bimodality(column, {}, Threads(2));
    EXPECT_TRUE(b.bimodal);
    ASSERT_EQ(b.modes.antimodes.size(), 1U);
    const Basins halves = basin_shares(late, b.modes.antimodes);
    EXPECT_NEAR(halves.basins[0].share, 0.5, share_tolerance(0.5, 600));
}

// The stationary law of n agents that choose ±1 by logit with field J Σ_{j≠i} / n: P(M) ~ C(n, k) exp(K M² / 2n).
std::vector<double> stationary_shares(int n, double coupling, std::size_t runs, std::uint64_t seed) {
    std::vector<double> cumulated(static_cast<std::size_t>(n) + 1);
    double sum = 0;
    for (int k = 0; k <= n; ++k) {
        const double m = 2.0 * k - n;
        const double log_weight = log_gamma(n + 1.0) - log_gamma(k + 1.0) - log_gamma(n - k + 1.0) + coupling * m * m / (2.0 * n);
        cumulated[static_cast<std::size_t>(k)] = sum += math::exp(log_weight - 0.7 * n);
    }
    std::vector<double> out;
    for (std::uint64_t r = 0; r < runs; ++r) {
        const double u = Draws(seed, Purpose::test, r, 0).uniform() * sum;
        const auto k = static_cast<double>(std::lower_bound(cumulated.begin(), cumulated.end(), u) - cumulated.begin());
        out.push_back((2 * k - n) / n);
    }
    return out;
}

TEST(BrockDurlauf, OfFinitelyManyAgents) {
    struct Case {
        int agents;
        double coupling, size, square;
        bool two;
    };
    constexpr std::size_t runs = 2000;
    for (const Case& c : {Case{100, 0.5, 0.111924404515, 0.019617447165, false},
                          {100, 1, 0.286796409469, 0.114481046196, true},
                          {100, 1.5, 0.848209971484, 0.724520494729, true},
                          {1000, 0.5, 0.0356528361805, -1, false},
                          {1000, 1.5, 0.857627797621, -1, true}}) {
        OutcomeColumn column{.id = "magnetisation"};
        column.values = stationary_shares(c.agents, c.coupling, runs, 71);
        std::vector<double> sizes, squares;
        for (const double m : column.values) {
            sizes.push_back(std::fabs(m));
            squares.push_back(m * m);
        }
        const MeanInterval size = mean_interval(sizes), square = mean_interval(squares);
        EXPECT_NEAR(size.mean, c.size, 4 * size.error) << c.agents << " " << c.coupling;
        if (c.square > 0) {
            EXPECT_NEAR(square.mean, c.square, 4 * square.error) << c.agents << " " << c.coupling;
        }
        if (c.coupling == 1) continue;  // at the critical coupling the law is flat in the middle
        const Bimodality b = bimodality(column, {.resolution = 2.0 / c.agents}, Threads(2));
        EXPECT_EQ(b.bimodal, c.two) << c.agents << " " << c.coupling;
        EXPECT_EQ(b.modes.modes.size(), c.two ? 2U : 1U) << c.agents << " " << c.coupling;
    }
}

}  // namespace
}  // namespace enclosure
