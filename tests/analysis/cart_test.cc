#include "analysis/discovery/cart.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "analysis/data/analysis_draws.h"
#include "analysis/data/analysis_error.h"
#include "analysis/discovery/cart_text.h"
#include "sim/study/designs/sobol.h"

namespace enclosure {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

double draw(std::uint64_t seed, std::size_t column, std::size_t row) {
    return analysis_draws(seed, AnalysisDraw::bootstrap, column, static_cast<std::uint32_t>(row)).uniform();
}

double normal_draw(std::uint64_t seed, std::size_t column, std::size_t row) {
    return analysis_draws(seed, AnalysisDraw::bootstrap, column, static_cast<std::uint32_t>(row)).normal();
}

InputColumn numbers(std::string id, std::vector<double> values) {
    InputColumn column;
    column.id = std::move(id);
    column.values = std::move(values);
    return column;
}

InputColumn categories(std::string id, std::vector<std::string> levels, std::vector<double> values) {
    InputColumn column = numbers(std::move(id), std::move(values));
    column.levels = std::move(levels);
    return column;
}

OutcomeColumn cart_outcome_of(std::vector<double> values) {
    OutcomeColumn column;
    column.id = "y";
    column.values = std::move(values);
    return column;
}

struct Data {
    std::vector<InputColumn> inputs;
    OutcomeColumn outcome;
};

// x1 < 0.3 and x2 > 0.6 on points of Sobol's sequence from the origin.
Data known_box(std::size_t points) {
    const DesignPoints design = sobol_points({.points = points, .factors = 5, .scrambling = Scrambling::none});
    Data data;
    data.outcome.id = "y";
    for (int j = 1; j <= 5; ++j) data.inputs.push_back(numbers(fmt::format("x{}", j), {}));
    for (std::size_t i = 0; i < points; ++i) {
        for (std::size_t j = 0; j < 5; ++j) data.inputs[j].values.push_back(design.point(i)[j]);
        data.outcome.values.push_back(design.point(i)[0] < 0.3 && design.point(i)[1] > 0.6 ? 1 : 0);
    }
    return data;
}

// Numbers, few distinct numbers and categories, with an outcome of them and noise.
Data mixed(std::size_t rows, std::uint64_t seed) {
    Data data;
    data.outcome.id = "y";
    data.inputs = {numbers("a", {}), numbers("b", {}), categories("c", {"p", "q", "r", "s", "t"}, {})};
    for (std::size_t i = 0; i < rows; ++i) {
        data.inputs[0].values.push_back(draw(seed, 0, i));
        data.inputs[1].values.push_back(std::floor(6 * draw(seed, 1, i)));
        data.inputs[2].values.push_back(std::floor(5 * draw(seed, 2, i)));
        const double level = data.inputs[2].values.back();
        data.outcome.values.push_back(3 * data.inputs[0].values.back() + data.inputs[1].values.back() * (level == 1 || level == 4 ? 1 : 0) +
                                      normal_draw(seed, 3, i));
    }
    return data;
}

CartOptions as_grown() {
    CartOptions options;
    options.pruning = CartPruning::none;
    options.min_leaf_share = 0;
    options.folds = 0;
    return options;
}

CartResult grown(const Data& data, TreeOutcome kind, const CartOptions& options, int threads = 1, std::span<const double> weights = {}) {
    return cart(data.inputs, data.outcome, kind, options, Threads(threads), weights);
}

// Everything of a tree that must not depend on threads or on the order of rows, to the bit.
std::vector<std::uint64_t> bits_of(const CartResult& tree) {
    std::vector<std::uint64_t> bits;
    const auto add = [&](double x) { bits.push_back(std::bit_cast<std::uint64_t>(x)); };
    for (const CartNode& node : tree.nodes) {
        for (const std::size_t k : {node.left, node.right, node.input, node.rows}) bits.push_back(k);
        for (const double x : {node.threshold, node.gain, node.alpha, node.weight, node.impurity, node.mean, node.predicted}) add(x);
        for (const double x : node.class_weights) add(x);
        for (const std::uint32_t level : node.left_levels) bits.push_back(level);
    }
    for (const CartPruningStep& step : tree.steps) {
        for (const double x : {step.alpha, step.risk, step.new_risk, step.error}) add(x);
    }
    for (const double x : {tree.validation.risk, tree.validation.misclassified, tree.validation.r2}) add(x);
    return bits;
}

TEST(Cart, FindsTheKnownBox) {
    const CartResult tree = grown(known_box(4096), TreeOutcome::classes, {});
    ASSERT_EQ(tree.nodes.size(), 5U);
    const CartNode& root = tree.nodes[0];
    EXPECT_NEAR(root.impurity, 0.211749, 5e-7);
    EXPECT_NEAR(root.threshold, 0.299927, 5e-7);
    EXPECT_EQ(root.input, 0U);
    EXPECT_EQ(tree.nodes[root.left].rows, 1229U);
    EXPECT_NEAR(tree.nodes[root.left].threshold, 0.599487, 5e-7);
    EXPECT_EQ(tree.nodes[root.left].input, 1U);
    ASSERT_EQ(tree.leaves.size(), 3U);
    const CartLeaf& box = tree.leaves[1];
    EXPECT_EQ(box.rows, 493U);
    EXPECT_EQ(box.text, "x1 < 0.3 and x2 >= 0.6");
    EXPECT_EQ(box.coverage, 1);
    EXPECT_EQ(box.density, 1);
    EXPECT_DOUBLE_EQ(box.mass, 493.0 / 4096);
    EXPECT_EQ(tree.leaves[0].text, "x1 < 0.3 and x2 < 0.6");
    EXPECT_EQ(tree.leaves[2].text, "x1 >= 0.3");
    EXPECT_EQ(tree.leaves[2].density, 0);
    for (const std::size_t k : {1U, 2U}) EXPECT_EQ(tree.nodes[tree.leaves[k].node].impurity, 0);
}

// In the limit of many points: root impurity .2112, gains .0672 of x1 and .0432 of x2 alone.
TEST(Cart, GainsOfTheKnownBoxInTheLimit) {
    Data data = known_box(65536);
    CartOptions options = as_grown();
    options.max_depth = 1;
    const CartResult both = grown(data, TreeOutcome::classes, options);
    EXPECT_NEAR(both.nodes[0].impurity, 0.2112, 1e-4);
    EXPECT_NEAR(both.nodes[0].gain, 0.0672, 1e-4);
    EXPECT_NEAR(both.nodes[0].threshold, 0.3, 1e-4);
    data.inputs.erase(data.inputs.begin());
    const CartResult second = grown(data, TreeOutcome::classes, options);
    EXPECT_NEAR(second.nodes[0].gain, 0.0432, 1e-4);
    EXPECT_NEAR(second.nodes[0].threshold, 0.6, 1e-4);
}

TEST(Cart, ImpuritiesByHand) {
    const Data data = {{numbers("x", {1, 2, 3, 4})}, cart_outcome_of({0, 0, 1, 2})};
    CartOptions options = as_grown();
    options.max_depth = 1;
    const CartResult gini = grown(data, TreeOutcome::classes, options);
    EXPECT_DOUBLE_EQ(gini.nodes[0].impurity, 1 - (0.25 + 0.0625 + 0.0625));
    EXPECT_EQ(gini.nodes[0].threshold, 2.5);
    EXPECT_DOUBLE_EQ(gini.nodes[0].gain, 0.625 - 0.5 * 0.5);
    options.impurity = CartImpurity::entropy;
    const CartResult entropy = grown(data, TreeOutcome::classes, options);
    EXPECT_NEAR(entropy.nodes[0].impurity, 1.5 * std::log(2.0), 1e-14);
    EXPECT_NEAR(entropy.nodes[0].gain, std::log(2.0), 1e-14);
    const CartResult variance = grown(data, TreeOutcome::number, options);
    EXPECT_DOUBLE_EQ(variance.nodes[0].mean, 0.75);
    EXPECT_NEAR(variance.nodes[0].impurity, 0.6875, 1e-14);
    EXPECT_NEAR(variance.nodes[0].gain, 0.5625, 1e-14) << "means 0 and 1.5";
    EXPECT_NEAR(variance.leaves[1].sd, 0.5, 1e-14);
    EXPECT_NEAR(variance.leaves[1].mean, 1.5, 1e-14);
}

// Each leaf of an unpruned tree of a noisy outcome is what its box says, and boxes and masses make up the whole.
TEST(Cart, LeavesArePartsOfTheWhole) {
    Data data = mixed(600, 4);
    const CartResult tree = grown(data, TreeOutcome::number, {.min_leaf_share = 0.02, .pruning = CartPruning::none});
    ASSERT_GT(tree.leaves.size(), 5U);
    const std::vector<std::size_t> leaf_of = cart_leaf_of_rows(tree, data.inputs);
    const std::vector<double> predicted = cart_predictions(tree, data.inputs);
    double mass = 0;
    for (const CartLeaf& leaf : tree.leaves) {
        mass += leaf.mass;
        EXPECT_GE(leaf.rows, 12U);
        double sum = 0;
        std::size_t rows = 0;
        for (std::size_t i = 0; i < leaf_of.size(); ++i) {
            bool inside = true;
            for (const CartLimit& limit : leaf.limits) {
                const double x = data.inputs[limit.input].values[i];
                const bool level = std::find(limit.levels.begin(), limit.levels.end(), static_cast<std::uint32_t>(x)) != limit.levels.end();
                inside = inside && (data.inputs[limit.input].categorical() ? level : x > limit.low && x <= limit.high);
            }
            EXPECT_EQ(inside, leaf_of[i] == leaf.node);
            if (!inside) continue;
            ++rows;
            sum += data.outcome.values[i];
            EXPECT_EQ(predicted[i], leaf.predicted);
        }
        EXPECT_EQ(rows, leaf.rows);
        EXPECT_NEAR(sum / static_cast<double>(rows), leaf.mean, 1e-12);
    }
    EXPECT_NEAR(mass, 1, 1e-12);
}

TEST(Cart, StopsWhereItIsTold) {
    const Data data = mixed(400, 5);
    CartOptions options = as_grown();
    options.max_depth = 3;
    for (const CartNode& node : grown(data, TreeOutcome::number, options).nodes) EXPECT_LE(node.depth, 3);
    options = as_grown();
    options.min_leaf = 30;
    for (const CartLeaf& leaf : grown(data, TreeOutcome::number, options).leaves) EXPECT_GE(leaf.rows, 30U);
    options = as_grown();
    options.min_split = 100;
    for (const CartNode& node : grown(data, TreeOutcome::number, options).nodes) {
        if (!node.is_leaf()) {
            EXPECT_GE(node.rows, 100U);
        }
    }
    options = as_grown();
    options.min_gain = 0.05;
    const CartResult gains = grown(data, TreeOutcome::number, options);
    EXPECT_GT(gains.leaves.size(), 2U);
    for (const CartNode& node : gains.nodes) {
        if (!node.is_leaf()) {
            EXPECT_GE(node.gain, 0.05);
        }
    }
    options = as_grown();
    options.min_leaf_share = 0.25;
    const CartResult quarters = grown({{numbers("x", {1, 2, 3, 4})}, cart_outcome_of({1, 5, 9, 20})}, TreeOutcome::number, options);
    EXPECT_EQ(quarters.leaves.size(), 4U) << "a share that is met exactly is met";
}

TEST(Cart, TiesGoToTheFirstInputAndTheLowestThreshold) {
    CartOptions options = as_grown();
    options.max_depth = 1;
    const std::vector<double> y = {0, 0, 1, 1, 0, 0};
    const CartResult lowest = grown({{numbers("x", {1, 2, 3, 4, 5, 6})}, cart_outcome_of(y)}, TreeOutcome::classes, options);
    EXPECT_EQ(lowest.nodes[0].threshold, 2.5) << "4.5 is as good";
    // The second divides the rows as the first does, by another name for the order.
    const InputColumn same = numbers("other", {-1, -2, -3.5, -4, -5, -6});
    const CartResult first =
        grown({{numbers("x", {1, 2, 3, 4, 5, 6}), same}, cart_outcome_of({0.1, 0.2, 0.7, 0.9, 0.8, 0.3})}, TreeOutcome::number, options);
    EXPECT_EQ(first.nodes[0].input, 0U);
    const CartResult swapped =
        grown({{same, numbers("x", {1, 2, 3, 4, 5, 6})}, cart_outcome_of({0.1, 0.2, 0.7, 0.9, 0.8, 0.3})}, TreeOutcome::number, options);
    EXPECT_EQ(swapped.nodes[0].input, 0U);
    EXPECT_EQ(swapped.nodes[0].gain, first.nodes[0].gain) << "the same sums, however the rows are sorted";
}

// No split of one input helps at the root of an exclusive-or. It is made all the same, and the branches below tell the corners apart; where
// they do not, it is taken back.
TEST(Cart, ExclusiveOr) {
    const Data corners = {{numbers("x1", {0, 0, 1, 1}), numbers("x2", {0, 1, 0, 1})}, cart_outcome_of({0, 1, 1, 0})};
    const CartResult tree = grown(corners, TreeOutcome::classes, as_grown());
    EXPECT_EQ(tree.nodes[0].gain, 0);
    EXPECT_EQ(tree.nodes[0].input, 0U);
    ASSERT_EQ(tree.leaves.size(), 4U);
    EXPECT_EQ(cart_predictions(tree, corners.inputs), corners.outcome.values);
    EXPECT_DOUBLE_EQ(tree.importance[0], 0) << "importance is not of interactions";
    EXPECT_DOUBLE_EQ(tree.importance[1], 1);

    CartOptions shallow = as_grown();
    shallow.max_depth = 1;
    const CartResult stump = grown(corners, TreeOutcome::classes, shallow);
    EXPECT_EQ(stump.nodes.size(), 1U);
    EXPECT_THAT(stump.warnings, ElementsAre(HasSubstr("single leaf")));
    CartOptions gain = as_grown();
    gain.min_gain = 1e-9;
    EXPECT_EQ(grown(corners, TreeOutcome::classes, gain).nodes.size(), 1U);
}

TEST(Cart, ImportanceOfFriedmansFunction) {
    const DesignPoints design = sobol_points({.points = 4096, .factors = 10, .scrambling = Scrambling::owen, .seed = 3});
    Data data;
    data.outcome.id = "y";
    for (int j = 1; j <= 10; ++j) data.inputs.push_back(numbers(fmt::format("x{}", j), {}));
    for (std::size_t i = 0; i < design.size(); ++i) {
        const auto x = design.point(i);
        for (std::size_t j = 0; j < 10; ++j) data.inputs[j].values.push_back(x[j]);
        data.outcome.values.push_back(10 * std::sin(std::acos(-1) * x[0] * x[1]) + 20 * (x[2] - 0.5) * (x[2] - 0.5) + 10 * x[3] + 5 * x[4] +
                                      normal_draw(1, 0, i));
    }
    const CartResult tree = grown(data, TreeOutcome::number, {.min_leaf_share = 0.005});
    const std::vector<double>& s = tree.importance;
    EXPECT_GT(s[3], std::max(s[0], s[1]));
    EXPECT_NEAR(s[0], s[1], 0.1);
    EXPECT_GT(std::min(s[0], s[1]), s[4]);
    EXPECT_GT(s[4], s[2]);
    for (std::size_t j = 5; j < 10; ++j) EXPECT_GT(s[2], 2 * s[j]);
    EXPECT_NEAR(std::accumulate(s.begin(), s.end(), 0.0), 1, 1e-12);
    EXPECT_GT(tree.validation.r2, 0.7);
}

// The gain of the best of all 2^(levels - 1) - 1 divisions, computed one by one.
double best_gain_of_all(const std::vector<double>& level, const std::vector<double>& y, std::size_t levels, bool classes,
                        std::size_t min_leaf) {
    const auto impurity = [&](const std::vector<double>& values) {
        if (values.empty()) return 0.0;
        const auto n = static_cast<double>(values.size());
        double mean = 0;
        double square = 0;
        for (const double v : values) mean += v / n;
        for (const double v : values) square += (v - mean) * (v - mean) / n;
        if (!classes) return square;
        double gini = 1;
        for (const double c : {0.0, 1.0, 2.0, 3.0}) {
            const double p = static_cast<double>(std::count(values.begin(), values.end(), c)) / n;
            gini -= p * p;
        }
        return gini;
    };
    double best = -1;
    for (std::size_t set = 1; set + 1 < (std::size_t{1} << levels); ++set) {
        std::vector<double> left, right;
        for (std::size_t i = 0; i < y.size(); ++i) (set >> static_cast<std::size_t>(level[i]) & 1 ? left : right).push_back(y[i]);
        if (std::min(left.size(), right.size()) < min_leaf) continue;
        const double after = (static_cast<double>(left.size()) * impurity(left) + static_cast<double>(right.size()) * impurity(right)) /
                             static_cast<double>(y.size());
        best = std::max(best, impurity(y) - after);
    }
    return best;
}

TEST(Cart, DividesLevelsAsWellAsTheBestOfAllDivisions) {
    const std::vector<std::string> names = {"a", "b", "c", "d", "e", "f", "g"};
    CartOptions options = as_grown();
    options.max_depth = 1;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(seed);
        std::vector<double> level, number, yes, one_of_four;
        for (std::size_t i = 0; i < 80; ++i) {
            level.push_back(std::floor(7 * draw(seed, 0, i)));
            number.push_back(std::sin(1.7 * level.back()) + normal_draw(seed, 1, i));
            yes.push_back(number.back() > 0.3 ? 1 : 0);
            one_of_four.push_back(std::floor(4 * std::clamp(0.5 * draw(seed, 2, i) + 0.08 * level.back(), 0.0, 0.99)));
        }
        const InputColumn column = categories("c", names, level);
        const CartResult numbers_tree = grown({{column}, cart_outcome_of(number)}, TreeOutcome::number, options);
        EXPECT_NEAR(numbers_tree.nodes[0].gain, best_gain_of_all(level, number, 7, false, 1), 1e-12);
        const CartResult binary = grown({{column}, cart_outcome_of(yes)}, TreeOutcome::classes, options);
        EXPECT_NEAR(binary.nodes[0].gain, best_gain_of_all(level, yes, 7, true, 1), 1e-12);
        const CartResult several = grown({{column}, cart_outcome_of(one_of_four)}, TreeOutcome::classes, options);
        EXPECT_NEAR(several.nodes[0].gain, best_gain_of_all(level, one_of_four, 7, true, 1), 1e-12);
        CartOptions one = options;
        one.subset_levels = 3;
        const CartResult single = grown({{column}, cart_outcome_of(one_of_four)}, TreeOutcome::classes, one);
        EXPECT_EQ(std::min(single.nodes[0].left_levels.size(), single.nodes[0].right_levels.size()), 1U);
        EXPECT_LE(single.nodes[0].gain, several.nodes[0].gain + 1e-12);
    }
}

TEST(Cart, NamesOfCategoriesDoNotMatter) {
    const Data data = mixed(500, 6);
    Data renamed = data;
    const std::vector<std::size_t> place = {3, 0, 4, 1, 2};  // of each level among the renamed ones
    for (std::size_t k = 0; k < 5; ++k) renamed.inputs[2].levels[place[k]] = data.inputs[2].levels[k];
    for (double& v : renamed.inputs[2].values) v = static_cast<double>(place[static_cast<std::size_t>(v)]);
    CartOptions options = as_grown();
    options.min_leaf = 10;
    const CartResult tree = grown(data, TreeOutcome::number, options);
    const CartResult other = grown(renamed, TreeOutcome::number, options);
    ASSERT_EQ(tree.nodes.size(), other.nodes.size());
    EXPECT_GT(tree.importance[2], 0.1);
    for (std::size_t k = 0; k < tree.nodes.size(); ++k) {
        EXPECT_EQ(tree.nodes[k].rows, other.nodes[k].rows);
        EXPECT_EQ(tree.nodes[k].mean, other.nodes[k].mean);
        EXPECT_EQ(tree.nodes[k].gain, other.nodes[k].gain);
    }
    EXPECT_EQ(cart_predictions(tree, data.inputs), cart_predictions(other, renamed.inputs));
}

TEST(Cart, LeavesSayLevelsByTheirNames) {
    const Data data = {{categories("firm", {"a", "b", "c"}, {0, 0, 1, 1, 2, 2}), numbers("price", {1, 2, 1, 2, 1, 2})},
                       cart_outcome_of({0, 9, 0, 9, 5, 5})};
    Data priced = data;
    priced.inputs[1].unit = "USD/month";
    const CartResult tree = grown(priced, TreeOutcome::number, as_grown());
    std::vector<std::string> texts;
    for (const CartLeaf& leaf : tree.leaves) texts.push_back(leaf.text);
    EXPECT_THAT(texts, ElementsAre("price < 2 USD/month and firm in {a, b}", "price < 2 USD/month and firm = c",
                                   "price >= 2 USD/month and firm = c", "price >= 2 USD/month and firm in {a, b}"));
    const CartResult between =
        grown({{numbers("x", {1, 2, 3, 4, 5, 6})}, cart_outcome_of({0, 0, 1, 1, 0, 0})}, TreeOutcome::classes, as_grown());
    EXPECT_EQ(between.leaves[1].text, "3 <= x < 5");
    EXPECT_EQ(between.leaves[1].limits[0].low, 2.5);
    EXPECT_EQ(between.leaves[1].limits[0].high, 4.5);
}

TEST(CartThresholdText, HasAsFewDigitsAsDivideTheRows) {
    EXPECT_EQ(cart_threshold_text(0.2999267578125, 0.29980, 0.30005), "0.3");
    EXPECT_EQ(cart_threshold_text(3.5, 3, 4), "4") << "at 4 begins the right side";
    EXPECT_EQ(cart_threshold_text(2.5, 2, 3), "3");
    EXPECT_EQ(cart_threshold_text(1234567.5, 1234567, 1234568), "1234568");
    EXPECT_EQ(cart_threshold_text(-0.05, -0.1, 0), "-0.05");
    EXPECT_EQ(cart_threshold_text(2e-7, 1e-7, 3e-7), "2e-07");
    EXPECT_EQ(cart_threshold_text(1, 1, std::nextafter(1, 2)), "1.0000000000000002");
}

// A level that no row of a node had goes where most rows went.
TEST(Cart, LevelsThatWereNotSeenFollowTheMajority) {
    const Data data = {{categories("c", {"a", "b", "never"}, {0, 0, 0, 1, 1})}, cart_outcome_of({1, 1, 1, 7, 7})};
    const CartResult tree = grown(data, TreeOutcome::number, as_grown());
    const std::vector<InputColumn> fresh = {categories("c", {"a", "b", "never"}, {0, 1, 2})};
    EXPECT_THAT(cart_predictions(tree, fresh), ElementsAre(1, 7, 1));
}

TEST(Cart, OrderOfRowsDoesNotMatter) {
    for (const TreeOutcome kind : {TreeOutcome::number, TreeOutcome::classes}) {
        Data data = mixed(700, 7);
        if (kind == TreeOutcome::classes) {
            for (double& y : data.outcome.values) y = std::clamp(std::floor(y), 0.0, 2.0);
        }
        std::vector<double> weights;
        for (std::size_t i = 0; i < 700; ++i) weights.push_back(0.1 + draw(7, 9, i));
        std::vector<std::size_t> order(700);
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(), [](std::size_t a, std::size_t b) { return draw(7, 8, a) < draw(7, 8, b); });
        Data shuffled = data;
        std::vector<double> shuffled_weights;
        for (std::size_t i = 0; i < 700; ++i) {
            for (std::size_t j = 0; j < 3; ++j) shuffled.inputs[j].values[i] = data.inputs[j].values[order[i]];
            shuffled.outcome.values[i] = data.outcome.values[order[i]];
            shuffled_weights.push_back(weights[order[i]]);
        }
        CartOptions options = as_grown();
        options.min_leaf = 3;
        const CartResult tree = grown(data, kind, options, 1, weights);
        EXPECT_GT(tree.leaves.size(), 50U);
        EXPECT_EQ(bits_of(tree), bits_of(grown(shuffled, kind, options, 1, shuffled_weights)));
    }
}

TEST(Cart, ThreadsDoNotMatter) {
    const Data data = mixed(9000, 8);
    const CartResult tree = grown(data, TreeOutcome::number, {.min_leaf_share = 0.01});
    EXPECT_GT(tree.leaves.size(), 3U);
    for (const int threads : {2, 3}) {
        EXPECT_EQ(bits_of(tree), bits_of(grown(data, TreeOutcome::number, {.min_leaf_share = 0.01}, threads)));
    }
}

TEST(Cart, WeightsAreRepeatedRows) {
    for (const TreeOutcome kind : {TreeOutcome::number, TreeOutcome::classes}) {
        Data data = mixed(300, 9);
        if (kind == TreeOutcome::classes) {
            for (double& y : data.outcome.values) y = y > 2 ? 1 : 0;
        }
        std::vector<double> weights;
        Data repeated = {data.inputs, data.outcome};
        repeated.outcome.values.clear();
        for (InputColumn& column : repeated.inputs) column.values.clear();
        for (std::size_t i = 0; i < 300; ++i) {
            weights.push_back(std::floor(4 * draw(9, 9, i)));
            for (int k = 0; k < static_cast<int>(weights.back()); ++k) {
                for (std::size_t j = 0; j < 3; ++j) repeated.inputs[j].values.push_back(data.inputs[j].values[i]);
                repeated.outcome.values.push_back(data.outcome.values[i]);
            }
        }
        CartOptions options = as_grown();
        options.min_leaf_share = 0.03;
        const CartResult weighted = grown(data, kind, options, 1, weights);
        const CartResult plain = grown(repeated, kind, options);
        EXPECT_EQ(weighted.weightless, static_cast<std::size_t>(std::count(weights.begin(), weights.end(), 0.0)));
        ASSERT_EQ(weighted.nodes.size(), plain.nodes.size());
        EXPECT_GT(plain.nodes.size(), 9U);
        for (std::size_t k = 0; k < plain.nodes.size(); ++k) {
            EXPECT_EQ(weighted.nodes[k].input, plain.nodes[k].input);
            EXPECT_EQ(weighted.nodes[k].weight, static_cast<double>(plain.nodes[k].rows));
            EXPECT_NEAR(weighted.nodes[k].gain, plain.nodes[k].gain, 1e-12);
            EXPECT_NEAR(weighted.nodes[k].impurity, plain.nodes[k].impurity, 1e-12);
            EXPECT_NEAR(weighted.nodes[k].predicted, plain.nodes[k].predicted, 1e-12);
            if (!std::isnan(plain.nodes[k].threshold)) {
                EXPECT_EQ(weighted.nodes[k].threshold, plain.nodes[k].threshold);
            }
        }
    }
}

// By hand, as Breiman et al. 3.3: prices of leaves (R(t) - R(branch)) / (leaves - 1) of nested branches.
TEST(Cart, PruningStepsByHand) {
    // Means 0 and 10 of left and right half; within the right one 9 and 11; within its lower pair 8.5 and 9.5.
    const Data data = {{numbers("x", {1, 2, 3, 4, 5, 6, 7, 8})}, cart_outcome_of({0, 0, 0, 0, 8.5, 9.5, 11, 11})};
    const CartResult tree = grown(data, TreeOutcome::number, as_grown());
    // Squares that splits remove: root 8 * 25, right 4 * 1, its lower pair 2 * 0.25; by 8 rows.
    ASSERT_EQ(tree.steps.size(), 4U);
    const std::vector<double> alpha = {0, 0.0625, 0.5, 25};
    const std::vector<std::size_t> leaves = {4, 3, 2, 1};
    const std::vector<double> risk = {0, 0.0625, 0.5625, 25.5625};
    for (std::size_t k = 0; k < 4; ++k) {
        EXPECT_NEAR(tree.steps[k].alpha, alpha[k], 1e-12);
        EXPECT_EQ(tree.steps[k].leaves, leaves[k]);
        EXPECT_NEAR(tree.steps[k].risk, risk[k], 1e-12);
    }
    CartOptions priced = as_grown();
    priced.pruning = CartPruning::alpha;
    for (const auto& [price, count] : {std::pair{0.06, 4U}, {0.0626, 3U}, {0.49, 3U}, {0.51, 2U}, {24.9, 2U}, {25.1, 1U}}) {
        priced.alpha = price;
        EXPECT_EQ(grown(data, TreeOutcome::number, priced).leaves.size(), count) << price;
    }
}

TEST(Cart, MisclassificationSeesNoDifferenceBetweenMinorities) {
    // 10 % of successes left, 40 % right: either way all rows are put among the failures.
    std::vector<double> x, y;
    for (int i = 0; i < 200; ++i) {
        x.push_back(i < 100 ? 0 : 1);
        y.push_back(i % 10 < (i < 100 ? 1 : 4) ? 1 : 0);
    }
    const Data data = {{numbers("x", x)}, cart_outcome_of(y)};
    const CartResult by_impurity = grown(data, TreeOutcome::classes, {});
    EXPECT_EQ(by_impurity.leaves.size(), 2U);
    EXPECT_NEAR(by_impurity.leaves[1].density, 0.4, 1e-12);
    EXPECT_NEAR(by_impurity.leaves[1].coverage, 0.8, 1e-12);
    EXPECT_EQ(grown(data, TreeOutcome::classes, {.risk = CartRisk::misclassification}).leaves.size(), 1U);
}

TEST(Cart, CrossValidationCountsRowsLeftOut) {
    Data data = known_box(1024);
    // A tenth of the outcomes is turned around: no tree can do better than a tenth wrong.
    double turned = 0;
    for (std::size_t i = 0; i < 1024; ++i) {
        if (draw(1, 0, i) > 0.1) continue;
        data.outcome.values[i] = 1 - data.outcome.values[i];
        turned += 1.0 / 1024;
    }
    for (const CartRisk risk : {CartRisk::impurity, CartRisk::misclassification}) {
        const CartResult tree = grown(data, TreeOutcome::classes, {.risk = risk, .seed = 5});
        EXPECT_EQ(tree.leaves.size(), 3U);
        const CartValidation& v = tree.validation;
        EXPECT_EQ(v.folds, 10U);
        EXPECT_NEAR(v.misclassified, turned, 0.02);
        EXPECT_NEAR(v.misclassified_error, std::sqrt(v.misclassified * (1 - v.misclassified) / 1024), 1e-12);
        EXPECT_GT(v.misclassified_without, v.misclassified);
        double all = 0;
        double wrong = 0;
        for (std::size_t truth = 0; truth < 2; ++truth) {
            for (std::size_t said = 0; said < 2; ++said) {
                all += v.confusion[truth][said];
                wrong += truth == said ? 0 : v.confusion[truth][said];
            }
        }
        EXPECT_EQ(all, 1024);
        EXPECT_NEAR(wrong / all, v.misclassified, 1e-12);
        EXPECT_NEAR(tree.steps[tree.chosen].new_risk, v.risk, 1e-12);
        EXPECT_NEAR(tree.steps[tree.chosen].error, v.risk_error, 1e-12);
        for (std::size_t k = 0; k < tree.steps.size(); ++k) {
            if (k < tree.chosen) {
                EXPECT_LT(tree.steps[k].alpha, tree.steps[tree.chosen].alpha);
            }
        }
    }
}

// Within 1 standard error of the least the smallest tree is taken; within 0 the best.
TEST(Cart, OneStandardErrorRule) {
    const Data data = mixed(500, 10);
    for (const double rule : {0.0, 1.0, 2.0}) {
        const CartResult tree = grown(data, TreeOutcome::number, {.min_leaf_share = 0.01, .standard_errors = rule});
        std::size_t least = 0;
        for (std::size_t k = 0; k < tree.steps.size(); ++k) {
            if (tree.steps[k].new_risk < tree.steps[least].new_risk) least = k;
        }
        const double most = tree.steps[least].new_risk + rule * tree.steps[least].error;
        EXPECT_LE(tree.steps[tree.chosen].new_risk, most + 1e-12);
        for (std::size_t k = tree.chosen + 1; k < tree.steps.size(); ++k) EXPECT_GT(tree.steps[k].new_risk, most);
        EXPECT_EQ(tree.leaves.size(), tree.steps[tree.chosen].leaves);
    }
}

TEST(Cart, NoiseIsPrunedToAStump) {
    int stumps = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        Data data = mixed(150, seed);
        for (std::size_t i = 0; i < 150; ++i) data.outcome.values[i] = normal_draw(seed, 20, i);
        stumps += grown(data, TreeOutcome::number, {.seed = seed}).nodes.size() == 1 ? 1 : 0;
    }
    EXPECT_GE(stumps, 36);
}

TEST(Cart, RowsWithoutOutcomeAreLeftOutAndCounted) {
    Data data = known_box(512);
    Data fewer = known_box(512);
    for (std::size_t i = 0; i < 512; i += 7) data.outcome.values[i] = not_defined;
    for (std::size_t i = 512; i-- > 0;) {
        if (i % 7 != 0) continue;
        for (InputColumn& column : fewer.inputs) column.values.erase(column.values.begin() + static_cast<std::ptrdiff_t>(i));
        fewer.outcome.values.erase(fewer.outcome.values.begin() + static_cast<std::ptrdiff_t>(i));
    }
    const CartResult tree = grown(data, TreeOutcome::classes, {});
    EXPECT_EQ(tree.undefined, 74U);
    EXPECT_EQ(tree.rows, 438U);
    EXPECT_THAT(tree.warnings, ElementsAre("74 of 512 rows are left out: 'y' is not defined there."));
    EXPECT_EQ(bits_of(tree), bits_of(grown(fewer, TreeOutcome::classes, {})));
}

TEST(Cart, ConstantOutcomeIsASingleLeaf) {
    Data data = known_box(64);
    for (double& y : data.outcome.values) y = 0;
    const CartResult tree = grown(data, TreeOutcome::classes, {.interest = 1});
    ASSERT_EQ(tree.leaves.size(), 1U);
    EXPECT_EQ(tree.leaves[0].text, "all rows");
    EXPECT_EQ(tree.leaves[0].density, 0);
    EXPECT_TRUE(std::isnan(tree.leaves[0].coverage));
    EXPECT_THAT(tree.importance, testing::Each(0));
    EXPECT_THAT(tree.warnings, ElementsAre(HasSubstr("'y' is 0 in every row")));
    const CartResult number = grown(data, TreeOutcome::number, {});
    EXPECT_EQ(number.leaves[0].mean, 0);
    EXPECT_EQ(number.leaves[0].sd, 0);
}

TEST(Cart, SaysAllThatIsWrongAtOnce) {
    const auto reasons = [](const Data& data, const CartOptions& options, std::vector<double> weights = {}) -> std::vector<std::string> {
        try {
            grown(data, TreeOutcome::classes, options, 1, weights);
        } catch (const AnalysisError& error) {
            return error.reasons();
        }
        return {};
    };
    Data data = known_box(16);
    data.inputs[0].values.pop_back();
    data.inputs[1].values[3] = not_defined;
    data.inputs[2] = categories("c", {"a", "b"}, std::vector<double>(16, 2));
    data.outcome.values[0] = std::numeric_limits<double>::infinity();
    EXPECT_THAT(reasons(data, {}, {1, 2}),
                ElementsAre(HasSubstr("'x1' has 15 rows where the outcome has 16"), HasSubstr("'x2' is not a finite number in 1 of 16"),
                            HasSubstr("'c' has 16 of 16 rows whose value is none of its 2 levels"), HasSubstr("2 weights for 16 rows"),
                            HasSubstr("'y' is infinite in 1 of 16")));
    Data none = known_box(16);
    for (double& y : none.outcome.values) y = not_defined;
    none.inputs.clear();
    EXPECT_THAT(reasons(none, {}), ElementsAre(HasSubstr("no inputs"), HasSubstr("'y' is defined in 0 of 16 rows")));
    EXPECT_THAT(reasons(known_box(16), {.max_depth = -1, .min_leaf_share = 0.6, .folds = 1}), testing::SizeIs(3));
    EXPECT_THAT(reasons(known_box(1024), {.interest = 2}), ElementsAre(HasSubstr("never 2")));
    Data many = known_box(128);
    std::iota(many.outcome.values.begin(), many.outcome.values.end(), 0.0);
    EXPECT_THAT(reasons(many, {}), ElementsAre(HasSubstr("128 distinct values")));
    EXPECT_THAT(reasons(known_box(4), {}, {1, -1, 1, 1}), ElementsAre(HasSubstr("1 of 4 weights")));
    const CartResult tree = grown(known_box(64), TreeOutcome::classes, {});
    const Data other = known_box(8);
    EXPECT_THROW(cart_predictions(tree, std::span(other.inputs).subspan(1)), AnalysisError);
}

// Outcomes far from 0 and of any size: the tree is that of the outcome as it was, scaled.
TEST(Cart, ShiftedAndScaledOutcomesGiveTheSameTree) {
    const Data data = mixed(300, 11);
    const CartResult tree = grown(data, TreeOutcome::number, as_grown());
    for (const double scale : {1e-6, 1.0, 1e9}) {
        Data other = data;
        for (double& y : other.outcome.values) y = scale * (y + 1024);
        CartOptions options = as_grown();
        const CartResult scaled = grown(other, TreeOutcome::number, options);
        ASSERT_EQ(scaled.nodes.size(), tree.nodes.size());
        for (std::size_t k = 0; k < tree.nodes.size(); ++k) {
            EXPECT_EQ(scaled.nodes[k].rows, tree.nodes[k].rows);
            EXPECT_NEAR(scaled.nodes[k].gain / (scale * scale), tree.nodes[k].gain, 1e-8 * tree.nodes[0].impurity);
        }
    }
}

}  // namespace
}  // namespace enclosure
