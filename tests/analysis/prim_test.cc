// Scenario discovery by PRIM: the reference box, the rules of peeling and pasting against a second, plain implementation, and what a result
// may not depend on.
#include "analysis/discovery/prim.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <string>

#include "analysis/data/analysis_error.h"
#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/study/designs/sobol.h"
#include "tests/analysis/prim_reference.h"

namespace enclosure::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr double infinite = std::numeric_limits<double>::infinity();

double made_up(std::uint64_t seed, std::size_t row, std::size_t column) {
    return Draws(seed, Purpose::analysis, row, 99, static_cast<std::uint32_t>(column)).uniform();
}

InputColumn numbers(std::string id, std::vector<double> values) {
    return {.id = std::move(id), .values = std::move(values)};
}

InputColumn categories(std::string id, std::vector<std::string> levels, std::vector<double> values) {
    return {.id = std::move(id), .levels = std::move(levels), .values = std::move(values)};
}

struct Problem {
    std::vector<InputColumn> inputs = {};
    std::vector<double> outcome = {};
};

// The reference problem: x1 < 0.3 and x2 > 0.6 among five inputs, at points of Sobol's sequence.
Problem known_box(std::uint64_t first = 0) {
    const DesignPoints points = sobol_points({.points = 1024, .factors = 5, .scrambling = Scrambling::none, .first = first});
    Problem problem{.inputs = std::vector<InputColumn>(5)};
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (std::size_t c = 0; c < 5; ++c) {
            problem.inputs[c].id = "x" + std::to_string(c + 1);
            problem.inputs[c].values.push_back(points.point(i)[c]);
        }
        problem.outcome.push_back(points.point(i)[0] < 0.3 && points.point(i)[1] > 0.6 ? 1 : 0);
    }
    return problem;
}

// Numbers, whole numbers with ties, and categories; of interest where a box holds, and here and there.
Problem mixed(std::uint64_t seed, std::size_t rows) {
    Problem problem;
    std::vector<double> a(rows), b(rows), few(rows), many(rows), firm(rows), open(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        a[i] = made_up(seed, i, 0);
        b[i] = std::floor(made_up(seed, i, 1) * 40) / 16;  // ties, not whole
        few[i] = std::floor(made_up(seed, i, 2) * 4) - 1;
        many[i] = std::floor(made_up(seed, i, 3) * 50) * 2;
        firm[i] = std::floor(made_up(seed, i, 4) * 5);
        open[i] = made_up(seed, i, 5) < 0.4 ? 0 : 1;
        const bool in = a[i] < 0.6 && b[i] > 0.7 && (firm[i] == 1 || firm[i] == 4 || open[i] == 0) && few[i] > -1;
        problem.outcome.push_back(made_up(seed, i, 6) < (in ? 0.85 : 0.15) ? 1 : 0);
    }
    problem.inputs = {numbers("a", a),
                      numbers("b", b),
                      numbers("few", few),
                      numbers("many", many),
                      categories("firm", {"delta", "alpha", "echo", "bravo", "charlie"}, firm),
                      categories("open", {"yes", "no"}, open)};
    return problem;
}

// Level c is of interest where x is high, and nowhere else: it is peeled first, and comes back.
Problem returning_level(std::uint64_t seed, std::size_t rows) {
    Problem problem{.inputs = {categories("level", {"a", "b", "c"}, {}), numbers("x", {}), numbers("y", {})}};
    for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t level = i % 3;
        const double x = made_up(seed, i, 0);
        problem.inputs[0].values.push_back(static_cast<double>(level));
        problem.inputs[1].values.push_back(x);
        problem.inputs[2].values.push_back(made_up(seed, i, 1));
        const double chance = level == 2 ? (x > 0.7 ? 1 : 0) : x > 0.7 ? 0.75 : 0.55;
        problem.outcome.push_back(made_up(seed, i, 2) < chance ? 1 : 0);
    }
    return problem;
}

std::vector<PrimPoint> trajectory(const Problem& problem, const PrimOptions& options = {}, std::span<const double> weights = {},
                                  int threads = 1) {
    const Threads pool(threads);
    const PrimSample sample = prim_sample(problem.inputs, problem.outcome, weights, pool);
    return prim_trajectory(sample.columns, sample.rows, options, pool);
}

std::vector<double> rows_of(std::span<const PrimPoint> points, std::size_t count) {
    std::vector<double> n;
    for (const PrimPoint& point : points.first(count)) n.push_back(point.n);
    return n;
}

std::string reasons(const Problem& problem, std::span<const double> weights = {}, const PrimRequest& request = {}) {
    try {
        prim(problem.inputs, problem.outcome, weights, request);
    } catch (const AnalysisError& error) {
        return error.what();
    }
    return "none";
}

TEST(Prim, FindsTheReferenceBoxExactly) {
    for (const std::uint64_t first : {0U, 1U}) {
        const std::vector<PrimPoint> points = trajectory(known_box(first));
        EXPECT_EQ(points.size(), 41U);
        EXPECT_THAT(rows_of(points, 6), ElementsAre(1024, 972, 923, 876, 832, 790));
        const PrimPoint& last = points.back();
        EXPECT_EQ(last.step, PrimStep::peel);
        EXPECT_EQ(last.n, 123);
        EXPECT_EQ(last.k, 123);
        EXPECT_EQ(last.coverage, 1);
        EXPECT_EQ(last.density, 1);
        EXPECT_EQ(last.mass, 123.0 / 1024);
        ASSERT_EQ(last.restricted(), 2U);
        EXPECT_EQ(last.box.limits[0], (PrimLimit{.input = 0, .high = 0.30029296875}));
        EXPECT_EQ(last.box.limits[1], (PrimLimit{.input = 1, .low = 0.59912109375}));
    }
}

TEST(Prim, PeelsByTheQuantileRule) {
    // Sorted, i = (n - 1) q; the two values next to i, moved apart while they tie; their midpoint.
    const auto first_limits = [](std::vector<double> x, double alpha, double of_interest) {
        Problem problem{.inputs = {numbers("x", x)}};
        for (const double v : x) problem.outcome.push_back(v == of_interest ? 1 : 0);
        const PrimBox box = trajectory(problem, {.peel_alpha = alpha})[1].box;
        return std::pair{box.limits[0].low, box.limits[0].high};
    };
    const std::vector<double> ten{0.25, 1.25, 2.25, 3.25, 4.25, 5.25, 6.25, 7.25, 8.25, 9.25};
    for (const double alpha : {0.05, 0.1}) {
        EXPECT_EQ(first_limits(ten, alpha, 0.25), (std::pair{-infinite, 8.75}));
        EXPECT_EQ(first_limits(ten, alpha, 9.25), (std::pair{0.75, infinite}));
    }
    EXPECT_EQ(first_limits(ten, 0.3, 9.25), (std::pair{2.75, infinite}));  // i = 2.7: the third and fourth value
    const std::vector<double> ties{1.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 9.5};
    EXPECT_EQ(first_limits(ties, 0.05, 9.5), (std::pair{2.0, infinite}));
    EXPECT_EQ(first_limits(ties, 0.1, 9.5), (std::pair{2.0, infinite}));
    EXPECT_EQ(first_limits(ties, 0.05, 1.5), (std::pair{-infinite, 9.0}));
    // Whole numbers: the same rows, and a limit that occurs.
    EXPECT_EQ(first_limits({0, 1, 2, 5, 6, 7, 9, 9}, 0.3, 9), (std::pair{5.0, infinite}));
    EXPECT_EQ(first_limits({0, 1, 2, 5, 6, 7, 9, 9}, 0.2, 0), (std::pair{-infinite, 7.0}));
}

TEST(Prim, ObjectivesAreWhatTheySay) {
    // Dropping level b leaves 10 rows with mean 0.9; the lowest slice of x, 2 rows of no interest, leaves 18 with mean 0.5556 (from 0.5).
    Problem problem{.inputs = {numbers("x", {}), categories("c", {"a", "b"}, {})}};
    for (int i = 0; i < 20; ++i) {
        const bool b = i % 2 == 0;
        problem.inputs[0].values.push_back(i + 0.5);
        problem.inputs[1].values.push_back(b ? 1 : 0);
        problem.outcome.push_back((!b && i != 1) || i == 18 ? 1 : 0);
    }
    const auto first_box = [&](PrimObjective objective) { return trajectory(problem, {.peel_alpha = 0.1, .objective = objective})[1]; };
    // lenient1: 0.0556 / 2 = 0.0278 against 0.4 / 10 = 0.04; the slice is 0.5 to 0.5556.
    EXPECT_EQ(first_box(PrimObjective::lenient1).box.limits[0].levels, std::vector<std::uint32_t>{0});
    EXPECT_EQ(first_box(PrimObjective::original).box.limits[0].levels, std::vector<std::uint32_t>{0});
    // lenient2: 18 * 0.0556 / 2 = 0.5 against 10 * 0.4 / 10 = 0.4.
    EXPECT_EQ(first_box(PrimObjective::lenient2).box.limits[0].input, 0U);
    EXPECT_EQ(first_box(PrimObjective::lenient2).n, 18);
}

// Levels inside, if the input is limited.
std::size_t levels_inside(const PrimBox& box, std::size_t input) {
    for (const PrimLimit& limit : box.limits)
        if (limit.input == input) return limit.levels.size();
    return 0;
}

TEST(Prim, IsThePlainAlgorithm) {
    std::size_t pastes = 0;
    std::size_t levels_pasted = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE(seed);
        const std::size_t rows = seed % 3 == 0 || seed % 5 == 0 ? 500 : 137;
        const Problem problem = seed % 5 == 0 ? returning_level(seed, rows) : mixed(seed, rows);
        PrimOptions options{.objective = static_cast<PrimObjective>(seed % 3)};
        options.peel_alpha = seed % 2 == 0 ? 0.05 : 0.13;
        options.paste_alpha = seed % 2 == 0 ? 0.05 : 0.3;
        const std::vector<PrimPoint> points = trajectory(problem, options);
        const std::vector<PlainBox> plain = plain_prim(problem.inputs, problem.outcome, options);
        ASSERT_EQ(points.size(), plain.size());
        for (std::size_t i = 0; i < points.size(); ++i) {
            SCOPED_TRACE(i);
            EXPECT_EQ(points[i].n, static_cast<double>(plain[i].rows.size()));
            EXPECT_EQ(points[i].k, plain[i].cases);
            EXPECT_EQ(points[i].box, plain[i].box(problem.inputs));
            for (std::size_t row = 0; row < rows; ++row)
                EXPECT_EQ(inside(points[i].box, problem.inputs, row), std::binary_search(plain[i].rows.begin(), plain[i].rows.end(), row));
            if (points[i].step != PrimStep::paste) continue;
            ++pastes;
            const std::size_t before = levels_inside(points[i - 1].box, 0);
            if (seed % 5 == 0 && before > 0 && levels_inside(points[i].box, 0) != before) ++levels_pasted;
        }
    }
    EXPECT_GT(pastes, 20U);
    EXPECT_GT(levels_pasted, 1U);
}

TEST(Prim, DoesNotDependOnTheOrderOfRows) {
    Problem problem = mixed(5, 400);
    for (std::size_t i = 0; i < problem.outcome.size(); ++i)
        problem.outcome[i] = made_up(5, i, 7) * (problem.outcome[i] + 1) / 2;  // shares
    std::vector<std::size_t> order(problem.outcome.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [](std::size_t i, std::size_t j) { return made_up(8, i, 0) < made_up(8, j, 0); });
    Problem other = problem;
    std::vector<double> weights(order.size()), other_weights(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) weights[i] = 0.1 + made_up(9, i, 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
        for (std::size_t c = 0; c < problem.inputs.size(); ++c) other.inputs[c].values[i] = problem.inputs[c].values[order[i]];
        other.outcome[i] = problem.outcome[order[i]];
        other_weights[i] = weights[order[i]];
    }
    EXPECT_EQ(trajectory(problem), trajectory(other));
    EXPECT_EQ(trajectory(problem, {}, weights), trajectory(other, {}, other_weights));
    EXPECT_GT(trajectory(problem, {}, weights).size(), 5U);
}

TEST(Prim, IsTheSameOnAnyNumberOfThreads) {
    const Problem problem = mixed(11, 9000);
    PrimRequest request{.most_boxes = 3, .resampling = {.resamples = 6, .seed = 0}};
    const PrimResult one = prim(problem.inputs, problem.outcome, {}, request, Threads(1));
    for (const int threads : {2, 3}) {
        const PrimResult more = prim(problem.inputs, problem.outcome, {}, request, Threads(threads));
        ASSERT_EQ(more.boxes.size(), one.boxes.size());
        EXPECT_EQ(more.box_of_row, one.box_of_row);
        for (std::size_t b = 0; b < one.boxes.size(); ++b) {
            EXPECT_EQ(more.boxes[b].trajectory, one.boxes[b].trajectory);
            EXPECT_EQ(more.boxes[b].chosen.index, one.boxes[b].chosen.index);
            EXPECT_EQ(more.boxes[b].simplified(), one.boxes[b].simplified());
            EXPECT_EQ(more.boxes[b].reproducibility.at_coverage, one.boxes[b].reproducibility.at_coverage);
            EXPECT_EQ(more.boxes[b].reproducibility.at_density, one.boxes[b].reproducibility.at_density);
            ASSERT_EQ(more.boxes[b].significance.size(), one.boxes[b].significance.size());
            for (std::size_t i = 0; i < one.boxes[b].significance.size(); ++i)
                EXPECT_EQ(more.boxes[b].significance[i].p, one.boxes[b].significance[i].p);
        }
    }
}

// Level names of the limit of the one categorical input, or of all levels.
std::set<std::string> names_inside(const PrimBox& box, const InputColumn& input) {
    std::set<std::string> names;
    for (const PrimLimit& limit : box.limits)
        for (const std::uint32_t level : limit.levels) names.insert(input.levels[level]);
    return names;
}

TEST(Prim, FindsASetOfLevelsHoweverTheyAreNumbered) {
    const std::vector<std::string> names{"agile", "brave", "calm", "dim", "eager"};
    std::vector<std::size_t> place{0, 1, 2, 3, 4};
    std::vector<std::vector<double>> rows;
    std::set<std::vector<double>> masses;
    do {  // of all numberings
        std::vector<std::string> levels(5);
        for (std::size_t i = 0; i < 5; ++i) levels[place[i]] = names[i];
        Problem problem{.inputs = {numbers("x", {}), categories("mood", levels, {})}};
        for (std::size_t i = 0; i < 300; ++i) {
            const std::size_t mood = i % 5;
            problem.inputs[0].values.push_back(made_up(3, i, 0));
            problem.inputs[1].values.push_back(static_cast<double>(place[mood]));
            problem.outcome.push_back(mood == 0 || mood == 3 ? 1 : 0);
        }
        const std::vector<PrimPoint> points = trajectory(problem);
        EXPECT_EQ(names_inside(points.back().box, problem.inputs[1]), (std::set<std::string>{"agile", "dim"}));
        EXPECT_EQ(points.back().restricted(), 1U);
        EXPECT_EQ(points.back().density, 1);
        EXPECT_EQ(points.back().coverage, 1);
        masses.insert(rows_of(points, points.size()));
        // The three levels without interest tie: which goes first is settled by name.
        EXPECT_EQ(names_inside(points[1].box, problem.inputs[1]), (std::set<std::string>{"agile", "calm", "dim", "eager"}));
    } while (std::next_permutation(place.begin(), place.end()));
    EXPECT_EQ(masses.size(), 1U);
}

TEST(Prim, RenumberedLevelsChangeNoTrajectory) {
    const std::vector<std::size_t> place{3, 0, 4, 1, 2};
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(seed);
        const Problem problem = mixed(seed, 200);
        Problem other = problem;
        for (std::size_t i = 0; i < 5; ++i) other.inputs[4].levels[place[i]] = problem.inputs[4].levels[i];
        for (double& x : other.inputs[4].values) x = static_cast<double>(place[static_cast<std::size_t>(x)]);
        const std::vector<PrimPoint> a = trajectory(problem);
        const std::vector<PrimPoint> b = trajectory(other);
        ASSERT_EQ(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            EXPECT_EQ(a[i].n, b[i].n);
            EXPECT_EQ(a[i].k, b[i].k);
            ASSERT_EQ(a[i].restricted(), b[i].restricted());
            for (std::size_t row = 0; row < 200; ++row)
                EXPECT_EQ(inside(a[i].box, problem.inputs, row), inside(b[i].box, other.inputs, row));
        }
    }
}

TEST(Prim, WholeWeightsAreRepeatedRows) {
    const Problem problem = mixed(21, 160);
    std::vector<double> weights;
    Problem repeated{.inputs = problem.inputs};
    for (InputColumn& input : repeated.inputs) input.values.clear();
    for (std::size_t i = 0; i < problem.outcome.size(); ++i) {
        weights.push_back(std::floor(made_up(22, i, 0) * 4));  // 0 to 3
        for (int r = 0; r < static_cast<int>(weights[i]); ++r) {
            for (std::size_t c = 0; c < problem.inputs.size(); ++c) repeated.inputs[c].values.push_back(problem.inputs[c].values[i]);
            repeated.outcome.push_back(problem.outcome[i]);
        }
    }
    for (const PrimObjective objective : {PrimObjective::lenient1, PrimObjective::lenient2, PrimObjective::original})
        EXPECT_EQ(trajectory(problem, {.objective = objective}, weights), trajectory(repeated, {.objective = objective}));
    EXPECT_GT(trajectory(problem, {}, weights).size(), 10U);
    const auto without = static_cast<std::size_t>(std::count(weights.begin(), weights.end(), 0.0));
    EXPECT_GT(without, 0U);
    EXPECT_EQ(prim(problem.inputs, problem.outcome, weights).weightless, without);
}

TEST(Prim, AShareWithItsReplicatesIsTheReplicates) {
    constexpr std::size_t worlds = 49;
    Problem shares = mixed(31, 120);
    Problem runs{.inputs = shares.inputs};
    for (InputColumn& input : runs.inputs) input.values.clear();
    for (std::size_t i = 0; i < 120; ++i) {
        std::size_t failing = 0;
        for (std::size_t w = 0; w < worlds; ++w) {
            const bool fails = made_up(32, i, w) < 0.2 + 0.6 * shares.outcome[i];
            failing += fails ? 1 : 0;
            for (std::size_t c = 0; c < shares.inputs.size(); ++c) runs.inputs[c].values.push_back(shares.inputs[c].values[i]);
            runs.outcome.push_back(fails ? 1 : 0);
        }
        shares.outcome[i] = static_cast<double>(failing) / worlds;
    }
    EXPECT_EQ(trajectory(shares, {}, std::vector<double>(120, worlds)), trajectory(runs));
    // Without weights a row counts once: the same mean, and the rule of quantiles counts rows.
    const std::vector<PrimPoint> points = trajectory(shares);
    EXPECT_NEAR(points.front().density, trajectory(runs).front().density, 1e-14);
    EXPECT_EQ(points.front().n, 120);
    EXPECT_GT(points.back().density, points.front().density + 0.1);
}

TEST(Prim, RelativeWeightsAreScaledToAMeanOfOne) {
    const Problem problem = mixed(41, 150);
    std::vector<double> weights(150), small(150);
    for (std::size_t i = 0; i < 150; ++i) {
        weights[i] = 0.25 + made_up(42, i, 0);
        small[i] = weights[i] / 1024;
    }
    const std::vector<PrimPoint> points = trajectory(problem, {}, weights);
    EXPECT_NEAR(points.front().n, 150, 1e-9);
    EXPECT_EQ(points, trajectory(problem, {}, small));
    // Equal ones, such as 1 / n, are none.
    EXPECT_EQ(trajectory(problem, {}, std::vector<double>(150, 1.0 / 150)), trajectory(problem));
    EXPECT_EQ(trajectory(problem, {}, std::vector<double>(150, 0.3)), trajectory(problem));
}

TEST(Prim, PeelsHeavilyTiedWholeNumbers) {
    // Nine rows in ten are 1: a slice from below takes them all or none.
    Problem problem{.inputs = {numbers("level", {}), numbers("x", {})}};
    for (std::size_t i = 0; i < 400; ++i) {
        problem.inputs[0].values.push_back(i % 10 == 0 ? 2 + static_cast<double>(i % 3) : 1);
        problem.inputs[1].values.push_back(made_up(51, i, 0));
        problem.outcome.push_back(i % 10 == 0 && i % 3 == 2 ? 1 : 0);
    }
    const PrimPoint last = trajectory(problem, {.mass_min = 0.01}).back();
    EXPECT_EQ(last.density, 1);
    EXPECT_EQ(last.coverage, 1);
    ASSERT_EQ(last.restricted(), 1U);
    EXPECT_EQ(last.box.limits[0], (PrimLimit{.input = 0, .low = 4}));
    EXPECT_EQ(prim_box_text(last.box, problem.inputs), "level ≥ 4");
}

TEST(Prim, WholeNumbersAreNotStuckWhereTheLowestHaveLeftTheBox) {
    // Peeling x removes all zeros of `count`; its lower limit is still open, and the next peel must take the ones.
    Problem problem{.inputs = {numbers("x", {}), numbers("count", {})}};
    for (std::size_t i = 0; i < 300; ++i) {
        const double count = std::floor(static_cast<double>(i) / 60);
        problem.inputs[0].values.push_back(count == 0 ? 0.9 + made_up(61, i, 0) : made_up(61, i, 0) * 0.9);
        problem.inputs[1].values.push_back(count);
        problem.outcome.push_back(count >= 2 ? 1 : 0);
    }
    const PrimPoint last = trajectory(problem).back();
    EXPECT_EQ(last.density, 1);
    EXPECT_EQ(last.coverage, 1);
}

TEST(Prim, AConstantInputIsNeverLimited) {
    Problem problem = known_box();
    problem.inputs.insert(problem.inputs.begin(), numbers("same", std::vector<double>(1024, 3)));
    problem.inputs.push_back(categories("only", {"a", "b"}, std::vector<double>(1024, 1)));
    for (const PrimObjective objective : {PrimObjective::lenient1, PrimObjective::original}) {
        const PrimPoint last = trajectory(problem, {.objective = objective}).back();
        EXPECT_EQ(last.density, 1);
        for (const PrimLimit& limit : last.box.limits) EXPECT_TRUE(limit.input >= 1 && limit.input <= 5) << limit.input;
    }
    const PrimResult result = prim(problem.inputs, problem.outcome);
    EXPECT_THAT(result.warnings, ElementsAre(HasSubstr("same is the same in all rows"), HasSubstr("only is the same in all rows")));
}

TEST(Prim, EndsAtTheLeastMass) {
    const Problem problem = known_box();
    for (const double mass : {0.05, 0.2, 0.5}) {
        const std::vector<PrimPoint> points = trajectory(problem, {.mass_min = mass});
        EXPECT_GE(points.back().mass, mass);
        EXPECT_LE(points.back().mass, std::max(mass / 0.94, 0.1202));
    }
    // The best peel takes a level with most rows, and would leave too few: either peeling ends, or the next best is made.
    Problem level{.inputs = {numbers("x", {}), categories("c", {"rare", "common"}, {})}};
    for (std::size_t i = 0; i < 200; ++i) {
        const bool rare = i % 50 == 0;
        level.inputs[0].values.push_back(made_up(71, i, 0));
        level.inputs[1].values.push_back(rare ? 0 : 1);
        level.outcome.push_back(rare ? 1 : 0);
    }
    const PrimOptions stop{.mass_min = 0.1, .objective = PrimObjective::original};
    PrimOptions next = stop;
    next.at_least_mass = AtLeastMass::next_best;
    EXPECT_EQ(trajectory(level, stop).size(), 1U);
    EXPECT_GT(trajectory(level, next).size(), 5U);
    EXPECT_GE(trajectory(level, next).back().mass, 0.1);
}

TEST(Prim, PastesBackWhatPeelingTookTooMuch) {
    // Level c is of interest above 0.7 only, the others half the time below and four times in five above: c is peeled first.
    Problem problem{.inputs = {categories("level", {"a", "b", "c"}, {}), numbers("x", {})}};
    for (std::size_t i = 0; i < 900; ++i) {
        const double x = (static_cast<double>(i / 3) + 0.5) / 300;
        problem.inputs[0].values.push_back(static_cast<double>(i % 3));
        problem.inputs[1].values.push_back(x);
        const bool others = x > 0.7 ? i % 5 != 0 : i % 2 == 0;
        problem.outcome.push_back(i % 3 == 2 ? x > 0.7 : others);
    }
    const PrimOptions options{.mass_min = 0.1};
    PrimOptions without = options;
    without.paste = false;
    const std::vector<PrimPoint> peeled = trajectory(problem, without);
    const std::vector<PrimPoint> pasted = trajectory(problem, options);
    ASSERT_GT(pasted.size(), peeled.size());
    EXPECT_TRUE(std::equal(peeled.begin(), peeled.end(), pasted.begin()));
    for (std::size_t i = peeled.size(); i < pasted.size(); ++i) {
        EXPECT_EQ(pasted[i].step, PrimStep::paste);
        EXPECT_GT(pasted[i].density, pasted[i - 1].density);
        EXPECT_GT(pasted[i].n, pasted[i - 1].n);
    }
    EXPECT_EQ(names_inside(peeled[1].box, problem.inputs[0]), (std::set<std::string>{"a", "b"}));
    const std::set<std::string> names = names_inside(pasted.back().box, problem.inputs[0]);
    EXPECT_TRUE(names.empty() || names.count("c") == 1);
}

TEST(Prim, CoversBoxAfterBox) {
    // A box of two inputs, and a slice of a third.
    Problem problem{.inputs = {numbers("x", {}), numbers("y", {}), numbers("z", {})}};
    double cases = 0;
    for (std::size_t i = 0; i < 2000; ++i) {
        for (std::size_t c = 0; c < 3; ++c) problem.inputs[c].values.push_back(made_up(81, i, c));
        const double x = problem.inputs[0].values[i];
        const double y = problem.inputs[1].values[i];
        problem.outcome.push_back((x < 0.3 && y < 0.4) || problem.inputs[2].values[i] > 0.88 ? 1 : 0);
        cases += problem.outcome.back();
    }
    PrimRequest request{.most_boxes = 5, .resampling = {.resamples = 0}};
    const PrimResult result = prim(problem.inputs, problem.outcome, {}, request);
    ASSERT_GE(result.boxes.size(), 2U);
    EXPECT_LT(result.boxes.size(), 5U);
    EXPECT_FALSE(result.stopped.empty());
    EXPECT_EQ(result.k, cases);
    EXPECT_GT(result.coverage, 0.8);
    EXPECT_GE(result.density, 0.8);
    double n = 0, k = 0, coverage = 0;
    for (std::size_t b = 0; b < result.boxes.size(); ++b) {
        const PrimPoint& box = result.boxes[b].box();
        double rows = 0, inside_k = 0;
        for (std::size_t i = 0; i < 2000; ++i) {
            if (result.box_of_row[i] != b) continue;
            EXPECT_TRUE(inside(box.box, problem.inputs, i));
            rows += 1;
            inside_k += problem.outcome[i];
        }
        EXPECT_EQ(rows, box.n);
        EXPECT_EQ(inside_k, box.k);
        EXPECT_EQ(box.coverage, box.k / cases);
        EXPECT_EQ(box.mass, box.n / 2000);
        EXPECT_GE(box.density, 0.8);
        n += box.n;
        k += box.k;
        coverage += box.coverage;
        // The search began with what was left.
        const PrimPoint& start = result.boxes[b].trajectory.front();
        EXPECT_EQ(start.n, b == 0 ? 2000 : result.boxes[b - 1].trajectory.front().n - result.boxes[b - 1].box().n);
    }
    EXPECT_NEAR(result.coverage, coverage, 1e-12);
    EXPECT_NEAR(result.density, k / n, 1e-12);
    EXPECT_NEAR(result.mass, n / 2000, 1e-12);
}

TEST(Prim, StopsCoveringWhenNothingIsLeft) {
    const Problem problem = known_box();
    PrimRequest request{.choices = {{.rule = PrimRule::last}}, .most_boxes = 3};
    const PrimResult result = prim(problem.inputs, problem.outcome, {}, request);
    EXPECT_EQ(result.boxes.size(), 1U);
    EXPECT_THAT(result.stopped, HasSubstr("All cases of interest are in boxes"));
    EXPECT_EQ(result.coverage, 1);
    EXPECT_EQ(result.density, 1);
}

TEST(Prim, ChoosesByTheRule) {
    const std::vector<PrimPoint> points = trajectory(known_box());
    const auto chosen = [&](PrimChoice choice) { return choose_prim_box(points, choice); };
    // All cover everything here: the densest.
    EXPECT_EQ(chosen({}).index, 40U);
    EXPECT_EQ(chosen({.rule = PrimRule::f1}).index, 40U);
    EXPECT_EQ(chosen({.rule = PrimRule::index, .index = 7}).index, 7U);
    EXPECT_THROW(chosen({.rule = PrimRule::index, .index = 41}), AnalysisError);

    const auto point = [](double n, double k, std::size_t limits) {
        PrimPoint p{.n = n, .k = k, .coverage = k / 100, .density = k / n};
        p.box.limits.resize(limits);
        return p;
    };
    // Coverage and density: .1 everything; .9, .45; .8, .8; .78, .867; .5, 1.
    const std::vector<PrimPoint> made{point(1000, 100, 0), point(200, 90, 1), point(100, 80, 1), point(90, 78, 2), point(50, 50, 3)};
    EXPECT_EQ(choose_prim_box(made, {}).index, 2U);
    EXPECT_EQ(choose_prim_box(made, {.density = 0.81}).index, 3U);
    EXPECT_EQ(choose_prim_box(made, {.density = 0.4}).index, 1U);
    EXPECT_EQ(choose_prim_box(made, {.density = 0.05}).index, 1U) << "everything is no answer";
    EXPECT_EQ(choose_prim_box(made, {.rule = PrimRule::product}).index, 3U);  // .676 against .64
    EXPECT_EQ(choose_prim_box(made, {.rule = PrimRule::f1}).index, 3U);
    EXPECT_EQ(choose_prim_box(made, {.rule = PrimRule::last}).index, 4U);
    const PrimChosen none = choose_prim_box(std::span(made).first(3), {.density = 0.9});
    EXPECT_EQ(none.index, 2U);
    EXPECT_FALSE(none.met);
}

TEST(Prim, SaysWhatCannotBeAnswered) {
    Problem problem = known_box();
    std::fill(problem.outcome.begin(), problem.outcome.end(), 0);
    EXPECT_THAT(reasons(problem), HasSubstr("None of the 1024 rows is of interest"));
    std::fill(problem.outcome.begin(), problem.outcome.end(), 1);
    EXPECT_THAT(reasons(problem), HasSubstr("All of the 1024 rows are of interest"));
    std::fill(problem.outcome.begin(), problem.outcome.end(), 0.25);
    EXPECT_THAT(reasons(problem), HasSubstr("0.25 in all 1024 rows"));
    std::fill(problem.outcome.begin(), problem.outcome.end(), not_defined);
    EXPECT_THAT(reasons(problem), HasSubstr("undefined in all 1024 rows"));
    problem = known_box();
    problem.outcome[3] = 17;
    EXPECT_THAT(reasons(problem), HasSubstr("not in 1 rows"));
    problem = known_box();
    EXPECT_THAT(reasons(problem, {}, {.search = {.mass_min = 1.5}}), HasSubstr("least mass of a box is 1.5"));
    EXPECT_THAT(reasons(problem, {}, {.search = {.mass_min = 0}}), HasSubstr("least mass of a box must be above 0"));
    EXPECT_THAT(reasons(problem, {}, {.search = {.peel_alpha = 0.5}}), HasSubstr("a peel takes must be between 0 and 0.5"));
    EXPECT_THAT(reasons(problem, std::vector<double>(5, 1)), HasSubstr("5 weights, but 1024 outcomes"));
    EXPECT_THAT(reasons(problem, std::vector<double>(1024, -1)), HasSubstr("Weights must be 0 or more"));
    EXPECT_THAT(reasons({{}, {0, 1}}), HasSubstr("at least one input"));
    EXPECT_THAT(reasons({{numbers("same", {2, 2, 2})}, {0, 1, 1}}), HasSubstr("Every input is the same"));
    EXPECT_THAT(reasons({{categories("c", {"a", "b"}, {0, 1, 2})}, {0, 1, 1}}), HasSubstr("none of its levels in 1 rows"));
    EXPECT_THAT(reasons({{numbers("x", {1, 2, not_defined})}, {0, 1, 1}}), HasSubstr("x is not a finite number in 1 rows"));
    EXPECT_THAT(reasons({{numbers("x", {1})}, {1}}), HasSubstr("at least two rows"));
    // All at once.
    problem.inputs[2].values.pop_back();
    problem.outcome[0] = 5;
    const std::string all = reasons(problem, {}, {.search = {.paste_alpha = -1}, .most_boxes = 0});
    for (const char* part : {"Input x3 has 1023 values", "must be 0 or 1", "a paste adds", "At least one box"})
        EXPECT_THAT(all, HasSubstr(part));
}

TEST(Prim, UndefinedOutcomesAreLeftOutAndCounted) {
    Problem problem = mixed(91, 300);
    Problem fewer{.inputs = problem.inputs};
    for (InputColumn& input : fewer.inputs) input.values.clear();
    for (std::size_t i = 0; i < 300; ++i) {
        if (i % 7 == 0) {
            problem.outcome[i] = not_defined;
            problem.inputs[0].values[i] = 1e6;  // no range is taken from them
            continue;
        }
        for (std::size_t c = 0; c < problem.inputs.size(); ++c) fewer.inputs[c].values.push_back(problem.inputs[c].values[i]);
        fewer.outcome.push_back(problem.outcome[i]);
    }
    const PrimResult result = prim(problem.inputs, problem.outcome);
    EXPECT_EQ(result.undefined, 43U);
    EXPECT_EQ(result.boxes[0].trajectory, prim(fewer.inputs, fewer.outcome).boxes[0].trajectory);
    EXPECT_THAT(result.warnings, testing::Contains(HasSubstr("43 of 300 rows are left out")));
}

TEST(Prim, WarnsWhereTheRuleIsNotMet) {
    // Of interest by chance: no box is dense.
    Problem noise{.inputs = {numbers("x", {})}};
    for (std::size_t i = 0; i < 200; ++i) {
        noise.inputs[0].values.push_back(made_up(95, i, 0));
        noise.outcome.push_back(i % 5 == 0 ? 1 : 0);
    }
    const PrimResult result = prim(noise.inputs, noise.outcome);
    ASSERT_EQ(result.boxes.size(), 1U);
    EXPECT_FALSE(result.boxes[0].chosen.met);
    EXPECT_THAT(result.warnings, testing::Contains(HasSubstr("No box reaches a density of 80 %")));
    for (const PrimPoint& point : result.boxes[0].trajectory) EXPECT_LE(point.density, result.boxes[0].box().density);
    for (double& y : noise.outcome) y = 1 - y;
    EXPECT_THAT(prim(noise.inputs, noise.outcome).warnings, testing::Contains(HasSubstr("80 % of all rows are of interest")));
}

TEST(PrimSignificance, BinomialTail) {
    EXPECT_NEAR(binomial_at_least(8, 10, 0.5), 56.0 / 1024, 1e-15);
    EXPECT_NEAR(binomial_at_least(1, 3, 0.1), 1 - 0.729, 1e-14);
    EXPECT_NEAR(binomial_at_least(3, 3, 0.2), 0.008, 1e-16);
    EXPECT_EQ(binomial_at_least(0, 5, 0.5), 1);
    EXPECT_EQ(binomial_at_least(5, 5, 1), 1);
    EXPECT_EQ(binomial_at_least(1, 5, 0), 0);
    double sum = 0;  // 60 or more of 74, each with probability 0.7311: summed
    for (int k = 60; k <= 74; ++k)
        sum += math::exp(std::lgamma(75) - std::lgamma(k + 1) - std::lgamma(75 - k) + k * math::log(0.7311) + (74 - k) * math::log(0.2689));
    EXPECT_NEAR(binomial_at_least(60, 74, 0.7311), sum, 1e-12);
}

TEST(PrimSignificance, OfTheReferenceBox) {
    const Problem problem = known_box();
    const PrimResult result = prim(problem.inputs, problem.outcome);
    const PrimFound& found = result.boxes[0];
    ASSERT_EQ(found.significance.size(), 2U);
    // All 123 rows of the box are cases, so that the probability is (k' / n')^123. About 0.4 of the points have x2 > 0.6.
    const PrimSignificance& x1 = found.significance[0];
    EXPECT_EQ(x1.input, 0U);
    EXPECT_EQ(x1.k_without, 123);
    EXPECT_NEAR(x1.n_without, 0.4 * 1024, 2);
    const double expected = math::pow(123 / x1.n_without, 123);
    EXPECT_NEAR(x1.p / expected, 1, 1e-9);
    EXPECT_EQ(x1.p_high, x1.p);
    EXPECT_TRUE(std::isnan(x1.p_low));
    EXPECT_EQ(x1.coverage_without, 1);
    EXPECT_EQ(x1.density_without, 123 / x1.n_without);
    EXPECT_TRUE(found.dropped.empty());
    EXPECT_EQ(found.simplified(), found.box());
}

TEST(PrimSignificance, CountsWhatALimitKeepsOut) {
    const Problem problem = mixed(101, 700);
    const PrimSample sample = prim_sample(problem.inputs, problem.outcome);
    PrimBox box;
    box.limits = {{.input = 0, .low = 0.2, .high = 0.7}, {.input = 3, .low = 10}, {.input = 4, .levels = {1, 2, 4}}};
    const auto count = [&](const PrimBox& b) {
        double n = 0, k = 0;
        for (std::size_t i = 0; i < 700; ++i) {
            if (!inside(b, problem.inputs, i)) continue;
            n += 1;
            k += problem.outcome[i];
        }
        return std::pair{n, k};
    };
    const auto [n, k] = count(box);
    const std::vector<PrimSignificance> all = prim_significance(box, sample.columns, sample.rows);
    ASSERT_EQ(all.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        PrimBox without = box;
        without.limits.erase(without.limits.begin() + static_cast<std::ptrdiff_t>(i));
        const auto [n1, k1] = count(without);
        EXPECT_EQ(all[i].n_without, n1);
        EXPECT_EQ(all[i].k_without, k1);
        EXPECT_EQ(all[i].p, binomial_at_least(k, n, k1 / n1));
    }
    PrimBox high_only = box;
    high_only.limits[0].low = -infinite;
    const auto [n2, k2] = count(high_only);
    EXPECT_EQ(all[0].p_low, binomial_at_least(k, n, k2 / n2));
    PrimBox low_only = box;
    low_only.limits[0].high = infinite;
    const auto [n3, k3] = count(low_only);
    EXPECT_EQ(all[0].p_high, binomial_at_least(k, n, k3 / n3));
    EXPECT_TRUE(std::isnan(all[1].p_high));
    EXPECT_TRUE(std::isnan(all[2].p_low));
}

TEST(PrimSignificance, DropsLimitsThatDoNotMatter) {
    const Problem problem = known_box();
    const PrimSample sample = prim_sample(problem.inputs, problem.outcome);
    PrimBox box = trajectory(problem).back().box;
    box.limits.push_back({.input = 3, .low = 0.05, .high = 0.9});
    const std::vector<PrimDropped> dropped = drop_insignificant_limits(box, sample.columns, sample.rows);
    ASSERT_EQ(dropped.size(), 2U);
    for (const PrimDropped& one : dropped) {
        EXPECT_EQ(one.input, 3U);
        EXPECT_GT(one.p, 0.05);
    }
    EXPECT_NE(dropped[0].side, dropped[1].side);
    EXPECT_EQ(dropped[1].after.box, trajectory(problem).back().box);
    EXPECT_EQ(dropped[1].after.step, PrimStep::drop);
    EXPECT_EQ(dropped[1].after.n, 123);
    EXPECT_EQ(dropped[1].after.coverage, 1);
    EXPECT_EQ(dropped[1].after.density, 1);
}

TEST(PrimResampling, TheReferenceBoxIsReproduced) {
    const Problem problem = known_box();
    PrimRequest request{.resampling = {.resamples = 20}};
    for (const bool bootstrap : {false, true}) {
        request.resampling.bootstrap = bootstrap;
        const PrimReproducibility found = prim(problem.inputs, problem.outcome, {}, request).boxes[0].reproducibility;
        EXPECT_EQ(found.used, 20U);
        EXPECT_EQ(found.at_coverage[0], 1);
        EXPECT_EQ(found.at_coverage[1], 1);
        EXPECT_EQ(found.at_density[0], 1);
        EXPECT_EQ(found.at_density[1], 1);
        for (const std::size_t c : {2U, 3U, 4U}) {
            EXPECT_LE(found.at_coverage[c], 0.3) << c;
            EXPECT_LE(found.at_density[c], 0.3) << c;
        }
    }
}

TEST(PrimResampling, TakesHalfOfTheRowsOrAsManyWithRepetition) {
    const Problem problem = mixed(111, 301);
    const PrimSample sample = prim_sample(problem.inputs, problem.outcome);
    std::set<std::vector<std::int64_t>> different;
    for (std::size_t r = 0; r < 8; ++r) {
        const PrimRows half = prim_resample(sample.rows, {.seed = 0}, r);
        EXPECT_EQ(half.number(half.all.n), 150);
        std::vector<std::int64_t> n;
        for (std::size_t i = 0; i < 301; ++i) {
            EXPECT_TRUE(half.weight[i] == PrimWeight{} || half.weight[i] == sample.rows.weight[i]);
            n.push_back(half.weight[i].n);
        }
        different.insert(n);
        const PrimRows boot = prim_resample(sample.rows, {.bootstrap = true, .seed = 0}, r);
        EXPECT_EQ(boot.all.n, sample.rows.all.n);
        EXPECT_NE(boot.all.k, 0);
    }
    EXPECT_EQ(different.size(), 8U);
    EXPECT_NE(prim_resample(sample.rows, {.seed = 1}, 0).weight, prim_resample(sample.rows, {.seed = 0}, 0).weight);
    EXPECT_NE(prim_resample(sample.rows, {.seed = 0, .serial = 1}, 0).weight, prim_resample(sample.rows, {.seed = 0}, 0).weight);
}

TEST(PrimBox, NormalisesLimitsToTheSample) {
    const InputColumn x = numbers("x", {10, 20, 30, 50});
    EXPECT_EQ(normalised_limit({.low = 20, .high = 40}, x).low, 0.25);
    EXPECT_EQ(normalised_limit({.low = 20, .high = 40}, x).high, 0.75);
    EXPECT_EQ(normalised_limit({.high = 40}, x).low, 0);
    EXPECT_EQ(normalised_limit({.low = 20}, x).high, 1);
    EXPECT_EQ(normalised_limit({.levels = {1, 3}}, categories("c", {"a", "b", "c", "d"}, {})).high, 0.5);
    EXPECT_EQ(normalised_limit({.low = 3}, numbers("same", {3, 3})).low, 0);
}

TEST(PrimBox, SaysItInWords) {
    std::vector<InputColumn> inputs{numbers("switching_cost", {1.234567, 12.29871, 12.31002, 40}),
                                    categories("firms", {"a", "b", "c"}, {0, 1, 2, 0}), numbers("count", {1, 2, 3, 4}),
                                    categories("open", {"false", "true"}, {0, 0, 1, 1})};
    inputs[0].title = "switching cost";
    inputs[0].unit = "USD";
    PrimBox box;
    EXPECT_EQ(prim_box_text(box, inputs), "everything");
    box.limits = {{.input = 0, .low = 12.304365}, {.input = 1, .levels = {0, 1}}};
    EXPECT_EQ(prim_box_text(box, inputs), "switching cost ≥ 12.3 USD and firms in {a, b}");
    box.limits = {{.input = 0, .low = 6.77, .high = 26.155}, {.input = 2, .high = 2}, {.input = 3, .levels = {1}}};
    EXPECT_EQ(prim_box_text(box, inputs), "7 ≤ switching cost ≤ 30 USD and count ≤ 2 and open = true");
    box.limits = {{.input = 2, .low = 3, .high = 3}};
    EXPECT_EQ(prim_box_text(box, inputs), "count = 3");
}

TEST(PrimBox, RoundsToTheFewestDigitsThatKeepRowsWhereTheyAre) {
    EXPECT_EQ(rounded_limit(0.30029, 0.2998, 0.3008), 0.3);
    EXPECT_EQ(rounded_limit(0.30029, 0.30025, 0.3008), 0.3003);
    EXPECT_EQ(rounded_limit(5, 4, 5), 5);
    EXPECT_EQ(rounded_limit(0.25, 0.15, 0.35), 0.2);  // two as near: the one that the number rounds to
    EXPECT_EQ(rounded_limit(-0.001, -0.2, 0.1), 0);
    EXPECT_EQ(rounded_limit(1234567.5, 1234000, 1235000), 1235000);
    EXPECT_EQ(rounded_limit(0.1 + 0.2, 0.3, 0.1 + 0.2), 0.1 + 0.2);
    EXPECT_EQ(rounded_limit(0.30029, 0.3008, 0.2998), 0.3) << "an upper limit";
    EXPECT_EQ(rounded_limit(3, 4, 3), 3);
    EXPECT_EQ(rounded_limit(99.95, 99.92, 101), 100);
}

// A box as its words say it.
PrimBox read_back(std::string text, const std::vector<InputColumn>& inputs) {
    PrimBox box;
    const auto column = [&](const std::string& id) {
        for (std::size_t c = 0; c < inputs.size(); ++c)
            if (inputs[c].id == id) return c;
        ADD_FAILURE() << id;
        return std::size_t(0);
    };
    while (!text.empty() && text != "everything") {
        const std::size_t end = text.find(" and ");
        const std::string part = text.substr(0, end);
        text = end == std::string::npos ? "" : text.substr(end + 5);
        std::vector<std::string> words;
        for (std::size_t at = 0; at < part.size();) {
            const std::size_t space = std::min(part.find(' ', at), part.size());
            words.push_back(part.substr(at, space - at));
            at = space + 1;
        }
        PrimLimit limit;
        if (words.size() == 5 && words[1] == "≤" && words[3] == "≤") {
            limit = {.input = column(words[2]), .low = std::stod(words[0]), .high = std::stod(words[4])};
        } else {
            limit.input = column(words[0]);
            const InputColumn& input = inputs[limit.input];
            if (input.categorical()) {
                const std::string levels = ", " + part.substr(part.find_first_of("={") + (words[1] == "=" ? 2 : 1)) + ",";
                for (std::uint32_t level = 0; level < input.levels.size(); ++level)
                    if (levels.find(", " + input.levels[level] + (words[1] == "=" ? "," : "")) != std::string::npos)
                        limit.levels.push_back(level);
            } else {
                if (words[1] != "≤") limit.low = std::stod(words[2]);
                if (words[1] != "≥") limit.high = std::stod(words[2]);
            }
        }
        box.limits.push_back(limit);
    }
    return box;
}

TEST(PrimBox, ItsWordsDescribeTheSameRows) {
    std::size_t shorter = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Problem problem = mixed(seed, 250);
        for (const PrimPoint& point : trajectory(problem)) {
            const std::string text = prim_box_text(point.box, problem.inputs);
            SCOPED_TRACE(text);
            const PrimBox read = read_back(text, problem.inputs);
            ASSERT_EQ(read.limits.size(), point.box.limits.size());
            shorter += read != point.box ? 1 : 0;
            for (std::size_t row = 0; row < 250; ++row)
                EXPECT_EQ(inside(read, problem.inputs, row), inside(point.box, problem.inputs, row));
        }
    }
    EXPECT_GT(shorter, 100U);
}

}  // namespace
}  // namespace enclosure::test
