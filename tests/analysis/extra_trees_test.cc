#include "analysis/discovery/extra_trees.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "analysis/data/analysis_draws.h"
#include "sim/base/paired.h"

namespace enclosure {
namespace {

double draw(std::uint64_t seed, std::size_t column, std::size_t row) {
    return analysis_draws(seed, AnalysisDraw::bootstrap, column, static_cast<std::uint32_t>(row)).uniform();
}

// Two numbers, one of few values, and a category; classes or numbers.
TreeTable sample(std::size_t rows, TreeOutcome kind, std::uint64_t seed = 1) {
    std::vector<InputColumn> inputs(4);
    for (std::size_t j = 0; j < 4; ++j) inputs[j].id = fmt::format("x{}", j + 1);
    inputs[3].levels = {"a", "b", "c", "d"};
    OutcomeColumn outcome;
    outcome.id = "y";
    for (std::size_t i = 0; i < rows; ++i) {
        inputs[0].values.push_back(draw(seed, 0, i));
        inputs[1].values.push_back(draw(seed, 1, i));
        inputs[2].values.push_back(std::floor(3 * draw(seed, 2, i)));
        inputs[3].values.push_back(std::floor(4 * draw(seed, 3, i)));
        const double y = 2 * inputs[0].values[i] + (inputs[3].values[i] == 2 ? 1.5 : 0) + draw(seed, 4, i);
        outcome.values.push_back(kind == TreeOutcome::number ? y : std::floor(y));
    }
    return tree_table(inputs, outcome, kind, {}, 2);
}

ExtraTreeGrowth growth(std::uint32_t tree, std::size_t tried) {
    ExtraTreeGrowth how;
    how.tree = tree;
    how.tried = tried;
    return how;
}

std::vector<std::size_t> leaf_of_rows(const ExtraTree& tree, const ExtraTreeRows& rows) {
    std::vector<std::size_t> leaf;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        leaf.push_back(static_cast<std::size_t>(extra_tree_value(tree, rows, rows.row(i)).data() - tree.values.data()));
    }
    return leaf;
}

// Leaves predict the mean of their rows, counted as often as they were taken, and gains are what leaves explain of the outcome.
TEST(ExtraTree, GainsAndLeavesAgreeWithTheRows) {
    for (const TreeOutcome kind : {TreeOutcome::number, TreeOutcome::classes}) {
        const TreeTable table = sample(300, kind);
        const ExtraTreeRows rows(table);
        ExtraTreesOptions options;
        for (std::uint32_t tree = 0; tree < 5; ++tree) {
            const std::vector<std::uint32_t> times = rows_of_tree(options, tree, 300);
            EXPECT_EQ(std::accumulate(times.begin(), times.end(), 0U), 300U);
            ExtraTreeGrowth how = growth(tree, 2);
            how.min_leaf = 7;
            const ExtraTree grown = grow_extra_tree(rows, rows.outcome(), times, how);
            const std::vector<std::size_t> leaf = leaf_of_rows(grown, rows);
            const std::size_t outputs = kind == TreeOutcome::number ? 1 : table.classes.size();
            double whole = 0;
            double left_over = 0;
            for (std::size_t c = 0; c < outputs; ++c) {
                const auto value = [&](std::size_t i) {
                    return kind == TreeOutcome::number ? table.outcome[i] : (table.outcome[i] == static_cast<double>(c) ? 1.0 : 0.0);
                };
                std::map<std::size_t, std::vector<double>> of_leaf;
                std::vector<double> all;
                for (std::size_t i = 0; i < 300; ++i) {
                    for (std::uint32_t k = 0; k < times[i]; ++k) {
                        of_leaf[leaf[i]].push_back(value(i));
                        all.push_back(value(i));
                    }
                }
                const auto squares = [](const std::vector<double>& v) {
                    const double mean = std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
                    double sum = 0;
                    for (const double x : v) sum += (x - mean) * (x - mean);
                    return std::pair{mean, sum};
                };
                whole += squares(all).second;
                for (const auto& [at, values] : of_leaf) {
                    left_over += squares(values).second;
                    EXPECT_NEAR(grown.values[at + c], squares(values).first, 1e-12);
                }
            }
            EXPECT_NEAR(std::accumulate(grown.gain.begin(), grown.gain.end(), 0.0), 1 - left_over / whole, 1e-12);
            std::map<std::size_t, std::size_t> rows_of_leaf;
            for (std::size_t i = 0; i < 300; ++i) rows_of_leaf[leaf[i]] += times[i] > 0 ? 1 : 0;
            for (const auto& [at, count] : rows_of_leaf) EXPECT_GE(count, 7U);
        }
    }
}

TEST(ExtraTree, GrownOutItExplainsAll) {
    const TreeTable table = sample(200, TreeOutcome::number);
    const ExtraTreeRows rows(table);
    const ExtraTree tree = grow_extra_tree(rows, rows.outcome(), std::vector<std::uint32_t>(200, 1), growth(0, 4));
    EXPECT_NEAR(std::accumulate(tree.gain.begin(), tree.gain.end(), 0.0), 1, 1e-12);
    for (std::size_t i = 0; i < 200; ++i) EXPECT_NEAR(extra_tree_value(tree, rows, rows.row(i))[0], table.outcome[i], 1e-12);
    ExtraTreeGrowth shallow = growth(0, 4);
    shallow.max_depth = 2;
    EXPECT_LE(grow_extra_tree(rows, rows.outcome(), std::vector<std::uint32_t>(200, 1), shallow).nodes.size(), 7U);
    ExtraTreeGrowth whole = growth(0, 4);
    whole.min_split = 201;
    EXPECT_EQ(grow_extra_tree(rows, rows.outcome(), std::vector<std::uint32_t>(200, 1), whole).nodes.size(), 1U);
}

// Of a root with one input the threshold is uniform over the range; four standard errors, 4000 trees.
TEST(ExtraTree, ThresholdsAreUniform) {
    InputColumn input;
    input.id = "x";
    OutcomeColumn outcome;
    outcome.id = "y";
    for (int i = 0; i < 64; ++i) {
        input.values.push_back(2 + i / 63.0);
        outcome.values.push_back(i % 2);
    }
    const TreeTable table = tree_table(std::span(&input, 1), outcome, TreeOutcome::number, {}, 2);
    const ExtraTreeRows rows(table);
    double mean = 0;
    double square = 0;
    constexpr std::uint32_t trees = 4000;
    for (std::uint32_t t = 0; t < trees; ++t) {
        ExtraTreeGrowth how = growth(t, 1);
        how.max_depth = 1;
        const double at = grow_extra_tree(rows, rows.outcome(), std::vector<std::uint32_t>(64, 1), how).nodes[0].threshold - 2.5;
        EXPECT_LE(std::fabs(at), 0.5);
        mean += at / trees;
        square += at * at / trees;
    }
    EXPECT_NEAR(mean, 0, 4 * std::sqrt(1.0 / 12 / trees));
    EXPECT_NEAR(square, 1.0 / 12, 4 * std::sqrt(1.0 / 180 / trees));
}

// With one input tried each is as likely as any other; of four levels each of the 14 divisions is. Chi-square at 0.999.
TEST(ExtraTree, InputsAndDivisionsOfLevelsAreUniform) {
    const TreeTable table = sample(100, TreeOutcome::number);
    const ExtraTreeRows rows(table);
    constexpr std::uint32_t trees = 8000;
    std::vector<double> inputs(4, 0);
    std::map<std::uint64_t, double> sets;
    for (std::uint32_t t = 0; t < trees; ++t) {
        ExtraTreeGrowth how = growth(t, 1);
        how.max_depth = 1;
        const ExtraTree tree = grow_extra_tree(rows, rows.outcome(), std::vector<std::uint32_t>(100, 1), how);
        ++inputs[static_cast<std::size_t>(tree.nodes[0].input)];
        if (tree.nodes[0].input == 3) ++sets[tree.level_sets[0] & 15];
    }
    double chi = 0;
    for (const double count : inputs) chi += (count - trees / 4.0) * (count - trees / 4.0) / (trees / 4.0);
    EXPECT_LT(chi, 16.3) << "3 degrees of freedom";
    EXPECT_EQ(sets.size(), 14U);
    chi = 0;
    for (const auto& [set, count] : sets) chi += (count - inputs[3] / 14) * (count - inputs[3] / 14) / (inputs[3] / 14);
    EXPECT_LT(chi, 34.6) << "13 degrees of freedom";
}

TEST(ExtraTree, OrderOfRowsDoesNotMatter) {
    for (const TreeOutcome kind : {TreeOutcome::number, TreeOutcome::classes}) {
        const TreeTable table = sample(150, kind);
        TreeTable turned = table;
        for (InputColumn& column : turned.inputs) std::reverse(column.values.begin(), column.values.end());
        std::reverse(turned.outcome.begin(), turned.outcome.end());
        const std::vector<std::uint32_t> once(150, 1);
        const ExtraTreeRows rows(table);
        const ExtraTreeRows turned_rows(turned);
        const ExtraTree tree = grow_extra_tree(rows, rows.outcome(), once, growth(3, 2));
        const ExtraTree other = grow_extra_tree(turned_rows, turned_rows.outcome(), once, growth(3, 2));
        EXPECT_EQ(tree.gain, other.gain);
        EXPECT_EQ(tree.values, other.values);
        EXPECT_EQ(tree.level_sets, other.level_sets);
    }
}

TEST(ExtraTrees, UnseenRowsAreJudgedByTreesThatDidNotSeeThem) {
    const TreeTable table = sample(80, TreeOutcome::number);
    const ExtraTreeRows rows(table);
    ExtraTreesOptions options;
    options.trees = 40;
    options.seed = 9;
    const ExtraTreesForest forest = extra_trees(rows, {}, options, {.predict_unseen = true, .keep_trees = true}, Threads(1));
    std::vector<double> sum(80, 0);
    std::vector<std::uint32_t> count(80, 0);
    for (std::size_t t = 0; t < 40; ++t) {
        const std::vector<std::uint32_t> times = rows_of_tree(options, t, 80);
        for (std::size_t i = 0; i < 80; ++i) {
            if (times[i] > 0) continue;
            ++count[i];
            sum[i] += extra_tree_value(forest.trees[t], rows, rows.row(i))[0];
        }
    }
    EXPECT_EQ(forest.unseen.trees, count);
    EXPECT_EQ(forest.unseen.sum, sum);
    // About e^-1 of the rows are left out by each tree.
    EXPECT_NEAR(std::accumulate(count.begin(), count.end(), 0.0) / (40 * 80), std::exp(-1), 0.03);
}

TEST(ExtraTrees, RowsThatAreLeftOutAreNeverSeen) {
    const TreeTable table = sample(60, TreeOutcome::number);
    ExtraTreesOptions options;
    options.trees = 3;
    options.bootstrap = false;
    std::vector<std::uint32_t> from;
    for (std::uint32_t i = 0; i < 50; ++i) from.push_back(i);
    const ExtraTreesForest forest = extra_trees(ExtraTreeRows(table), from, options, {.predict_unseen = true}, Threads(1));
    TreeTable other = table;
    for (std::size_t i = 50; i < 60; ++i) other.outcome[i] = 2.0 + 0.01 * static_cast<double>(i % 7);  // inside the range of the others
    const ExtraTreesForest same = extra_trees(ExtraTreeRows(other), from, options, {.predict_unseen = true}, Threads(1));
    EXPECT_EQ(forest.unseen.sum, same.unseen.sum);
    for (std::size_t i = 0; i < 60; ++i) EXPECT_EQ(forest.unseen.trees[i], i < 50 ? 0U : 3U);
}

TEST(ExtraTrees, ThreadsDoNotMatterAndMoreTreesBeginWithFewer) {
    for (const TreeOutcome kind : {TreeOutcome::number, TreeOutcome::classes}) {
        const ExtraTreeRows rows(sample(400, kind));
        ExtraTreesOptions options;
        options.trees = 33;
        const ForestUse all = {.predict_unseen = true, .shuffle_inputs = true};
        const ExtraTreesForest one = extra_trees(rows, {}, options, all, Threads(1));
        for (const int threads : {2, 3}) {
            const ExtraTreesForest more = extra_trees(rows, {}, options, all, Threads(threads));
            EXPECT_EQ(one.gain, more.gain);
            EXPECT_EQ(one.unseen.sum, more.unseen.sum);
            EXPECT_EQ(one.unseen.shuffled, more.unseen.shuffled);
        }
        options.trees = 10;
        const ExtraTreesForest fewer = extra_trees(rows, {}, options, all, Threads(1));
        EXPECT_TRUE(std::equal(fewer.gain.begin(), fewer.gain.end(), one.gain.begin()));
    }
}

TEST(ExtraTrees, RulesForLeavesAndInputs) {
    ExtraTreesOptions options;
    EXPECT_EQ(extra_trees_min_leaf(options, 1000), 1U);
    EXPECT_EQ(extra_trees_min_leaf(options, 4000), 2U);
    EXPECT_EQ(extra_trees_min_leaf(options, 100000), 10U);
    EXPECT_EQ(tried_inputs(options, 10), 3U);
    EXPECT_EQ(tried_inputs(options, 30), 10U);
    EXPECT_EQ(tried_inputs(options, 1), 1U);
    options.tried = TriedInputs::root;
    EXPECT_EQ(tried_inputs(options, 30), 5U);
    options.tried = TriedInputs::all;
    EXPECT_EQ(tried_inputs(options, 30), 30U);
    options.tried_number = 7;
    EXPECT_EQ(tried_inputs(options, 30), 7U);
    EXPECT_EQ(tried_inputs(options, 5), 5U);
}

TEST(ExtraTrees, ScoresOfAForestByHand) {
    EXPECT_THAT(forest_scores(std::vector<double>{0.4, 0.4, 0, 0, 0.1, 0.3}, 2), testing::ElementsAre((0.5 + 0.25) / 2, (0.5 + 0.75) / 2))
        << "a tree without a split does not count";
    EXPECT_THAT(forest_scores(std::vector<double>{0, 0}, 2), testing::ElementsAre(0, 0));
}

// Cuts of one input as good as those of another are as likely taken, wherever it stands: else the first of inputs that do not matter would
// seem to.
TEST(ExtraTrees, PlacesOfInputsDoNotMatter) {
    constexpr std::size_t d = 6;
    std::vector<double> first, last;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        std::vector<InputColumn> inputs(d);
        OutcomeColumn outcome;
        outcome.id = "y";
        for (std::size_t j = 0; j < d; ++j) {
            inputs[j].id = fmt::format("x{}", j + 1);
            for (std::size_t i = 0; i < 60; ++i) inputs[j].values.push_back(draw(seed, j, i));
        }
        for (std::size_t i = 0; i < 60; ++i) outcome.values.push_back(draw(seed, d, i));
        ExtraTreesOptions options;
        options.tried = TriedInputs::all;
        options.trees = 30;
        options.seed = seed;
        const ExtraTreeRows rows(tree_table(inputs, outcome, TreeOutcome::number, {}, 2));
        const std::vector<double> score = forest_scores(extra_trees(rows, {}, options, {}, Threads(1)).gain, d);
        first.push_back(score.front());
        last.push_back(score.back());
    }
    EXPECT_LT(std::fabs(paired_statistics(first, last).t), 3.5);
}

}  // namespace
}  // namespace enclosure
