// Extra-trees (Geurts, Ernst and Wehenkel, Machine Learning 63, 2006): a forest of randomised trees that says which inputs an outcome
// depends on, and how well.
//
// Invariant: a forest is a function of the rows, their order and the options; not of threads. More trees begin with those of fewer. Of
// trees grown from all rows the order of rows does not matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/discovery/extra_tree.h"
#include "analysis/discovery/tree_table.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// How many inputs a node tries, of those that vary in it. third: a third of all, rounded (Jaxa-Rozen and Kwakkel, Environ. Model. Softw.
/// 107, 2018; EMA Workbench); root: the root of their number, rounded (Geurts et al. for classes); all (Geurts et al. for numbers;
/// scikit-learn's default for these).
enum class TriedInputs : std::uint8_t { third, root, all };

struct ExtraTreesOptions {
    std::size_t trees = 100;
    TriedInputs tried = TriedInputs::third;
    std::size_t tried_number = 0;  ///< instead of `tried`, if not 0
    /// A tree is grown from as many rows as there are, drawn with repetition (EMA Workbench), so that rows it has not seen can judge it; or
    /// from all of them (Geurts et al., scikit-learn's default).
    bool bootstrap = true;
    std::size_t min_leaf = 0;   ///< distinct rows that a leaf needs; 0: the larger of 1 and √(rows / 1000), rounded (EMA Workbench)
    std::size_t min_split = 2;  ///< distinct rows that a node needs to be split (Geurts et al.: 5 for numbers, 2 for classes)
    int max_depth = 0;          ///< 0: none
    std::uint64_t seed = 0;
};

std::size_t tried_inputs(const ExtraTreesOptions& options, std::size_t inputs);
std::size_t extra_trees_min_leaf(const ExtraTreesOptions& options, std::size_t rows);

/// How often each of `rows` rows is taken for a tree: once, or as AnalysisDraw::tree_rows says.
std::vector<std::uint32_t> rows_of_tree(const ExtraTreesOptions& options, std::size_t tree, std::size_t rows);

/// Predictions for rows that trees were not grown from, averaged over the trees that did not see the row.
struct UnseenPredictions {
    std::vector<double> sum = {};           ///< row × (1, or class): of predicted means or shares
    std::vector<std::uint32_t> trees = {};  ///< of each row
    /// By tree and input: by how much the error of the tree on rows that it has not seen grows when the input is shuffled among them
    /// (Breiman, Machine Learning 45, 2001): the mean squared error, or the share misclassified. Only if asked for.
    std::vector<double> shuffled = {};
};

struct ExtraTreesForest {
    std::size_t inputs = 0;
    /// tree × input: share of the root's impurity that the input's splits removed.
    std::vector<double> gain = {};
    UnseenPredictions unseen = {};
    std::vector<ExtraTree> trees = {};  ///< only if they are to be kept
};

/// What a forest is grown for, besides its gains.
struct ForestUse {
    bool predict_unseen = false;
    bool shuffle_inputs = false;  ///< for UnseenPredictions::shuffled
    bool keep_trees = false;
};

/// Grows options.trees trees from the rows `from`; empty: all of them. Rows not in it are unseen by every tree.
ExtraTreesForest extra_trees(const ExtraTreeRows& rows, std::span<const std::uint32_t> from, const ExtraTreesOptions& options,
                             const ForestUse& use, const Threads& threads);

/// Gains of trees that are grown from all rows, with the outcomes of these, which need not be those of `rows`. tree × input.
std::vector<double> extra_tree_gains(const ExtraTreeRows& rows, std::span<const std::int64_t> outcome, const ExtraTreesOptions& options);

/// Scores of inputs from tree × input gains, as scikit-learn's feature_importances_: the gains of each tree as shares of their sum,
/// averaged over the trees that have a split, and scaled to a sum of 1. All 0 if no tree has a split.
std::vector<double> forest_scores(std::span<const double> gain, std::size_t inputs);

}  // namespace enclosure
