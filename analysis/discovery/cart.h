// Classification and regression trees (Breiman, Friedman, Olshen and Stone 1984), made to be read: each leaf is a box of the inputs, with
// how much of what is looked for lies in it (coverage) and how pure it is (density), as in scenario discovery.
//
// Invariant: a tree is a function of its rows and options alone, not of threads. Unpruned, or pruned by a given alpha, it does not depend
// on the order of rows either, to the bit: sums are sums of integers (cart_split.h). Folds of a cross-validation are dealt out by the place
// of a row among those of its class. Nodes stand in preorder: a node, its left branch, its right branch; node 0 is the root.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/discovery/tree_table.h"
#include "sim/base/paired.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// Impurity of a node with classes of shares p: 1 - Σ p² or -Σ p ln p. That of numbers is always their variance (divided by n).
enum class CartImpurity : std::uint8_t { gini, entropy };

/// none: the tree as grown, but for branches that gain nothing. alpha: the smallest subtree that minimises risk + alpha × leaves.
/// cross_validation: the smallest subtree whose cross-validated risk is within some standard errors of the least (Breiman et al., 3.4).
enum class CartPruning : std::uint8_t { none, alpha, cross_validation };

/// What pruning weighs against leaves. impurity: the mean impurity of leaves (Breiman et al., 4.6, class probability trees; scikit-learn's
/// ccp_alpha), judged on new rows by the Brier score Σ (1[class] - p)², or the squared error of numbers. misclassification: the share
/// of rows put into a wrong class (Breiman et al., 3.2; rpart), which sees no difference between a leaf of 5 % and one of 45 % successes.
enum class CartRisk : std::uint8_t { impurity, misclassification };

struct CartOptions {
    CartImpurity impurity = CartImpurity::gini;
    int max_depth = 0;             ///< of leaves, the root's being 0; 0: as deep as the rest allows
    std::size_t min_split = 2;     ///< rows that a node needs to be split
    std::size_t min_leaf = 1;      ///< rows that a leaf needs
    double min_leaf_share = 0.05;  ///< share of all weight that a leaf needs (EMA Workbench's mass_min); 0 to 0.5
    double min_gain = 0;  ///< a split must lower the mean impurity of the whole tree by this (scikit-learn's min_impurity_decrease)
    std::size_t subset_levels =
        10;  ///< above two classes: all subsets of levels are tried up to this many, beyond it one against the others
    CartPruning pruning = CartPruning::cross_validation;
    CartRisk risk = CartRisk::impurity;
    double alpha = 0;            ///< for CartPruning::alpha, in the unit of the risk
    std::size_t folds = 10;      ///< of the cross-validation; 0: none, where pruning does without
    double standard_errors = 1;  ///< that a smaller tree may be worse by
    std::optional<double> interest =
        {};  ///< class that leaves are to cover; unless given the highest, 1 of 0 and 1. Give it where it may never occur.
    std::uint64_t seed = 0;
};

struct CartNode {
    std::size_t parent = 0;
    std::size_t left = 0;  ///< 0: a leaf
    std::size_t right = 0;
    int depth = 0;
    /// The split. Of numbers: left if value <= threshold, half-way between the neighbouring values `below` and `above` of the node's rows.
    std::size_t input = 0;
    double threshold = not_defined;
    double below = not_defined;
    double above = not_defined;
    /// Of categories: levels that went left and right. Levels that the node's rows lack follow the heavier branch, left if both weigh
    /// alike.
    std::vector<std::uint32_t> left_levels = {};
    std::vector<std::uint32_t> right_levels = {};
    double gain = 0;   ///< by which the split lowers the mean impurity of the whole tree
    double alpha = 0;  ///< of pruning, from which on this branch is a leaf; 0 for a leaf

    std::size_t rows = 0;
    double weight = 0;
    double impurity = 0;
    double mean = not_defined;               ///< of numbers
    std::vector<double> class_weights = {};  ///< of classes, in the order of CartResult::classes
    double predicted = not_defined;          ///< the mean, or the class that weighs most, the lower of equals

    bool is_leaf() const { return left == 0; }
};

/// What a box says of one input: low < value <= high, or one of some levels. Inputs that are not restricted have none.
struct CartLimit {
    std::size_t input = 0;
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    std::vector<std::uint32_t> levels = {};
};

/// A leaf as a box. Shares are of weight.
struct CartLeaf {
    std::size_t node = 0;
    std::vector<CartLimit> limits = {};  ///< in the order in which the path from the root first splits these inputs
    /// "x1 < 0.3 and firm in {a, b}", numbers with as few digits as divide the rows as the thresholds do; "all rows" of a tree without
    /// split.
    std::string text = {};
    std::size_t rows = 0;
    double mass = 0;                 ///< share of all rows that lie in the leaf
    double density = not_defined;    ///< share of the leaf's rows that are of the class of interest
    double coverage = not_defined;   ///< share of the rows of that class that lie in the leaf
    double mean = not_defined;       ///< of numbers
    double sd = not_defined;         ///< of numbers, about the mean (divided by n)
    double predicted = not_defined;  ///< as of the node
};

/// A subtree of the sequence that pruning passes through, the largest first.
struct CartPruningStep {
    double alpha = 0;  ///< from which on this subtree is the best
    std::size_t leaves = 0;
    double risk = 0;                ///< on the rows it was grown from
    double new_risk = not_defined;  ///< on rows left out, by cross-validation
    double error = not_defined;     ///< standard error of new_risk
};

/// How the tree does on rows that it was not grown from. Not defined without folds.
struct CartValidation {
    std::size_t folds = 0;
    double risk = not_defined;  ///< mean Brier score, share misclassified, or mean squared error, as CartOptions::risk says
    double risk_error = not_defined;
    double misclassified = not_defined;  ///< of classes, share
    double misclassified_error = not_defined;
    double misclassified_without = not_defined;       ///< if every row were put into the commonest class
    double r2 = not_defined;                          ///< 1 - risk / variance of numbers; of classes 1 - Brier score / impurity of the root
    std::vector<std::vector<double>> confusion = {};  ///< weight by true class and predicted class
};

struct CartResult {
    std::vector<InputColumn> inputs = {};  ///< as given, without values
    std::string outcome_id = {};
    TreeOutcome kind = TreeOutcome::number;
    std::vector<double> classes = {};
    std::vector<CartNode> nodes = {};
    std::vector<CartLeaf> leaves = {};  ///< from left to right
    std::size_t interest = 0;           ///< index of the class that leaves cover; that of none if a constant outcome is never of it
    /// Of each input the sum of its splits' gains, and the share of it in that of all inputs: 0 without a split. Only splits that were made
    /// count: an input that another masks has no importance.
    std::vector<double> gain = {};
    std::vector<double> importance = {};
    std::vector<CartPruningStep> steps = {};
    std::size_t chosen = 0;  ///< step that the tree is
    CartValidation validation = {};
    std::size_t rows = 0;
    std::size_t undefined = 0;   ///< rows left out since their outcome is NaN
    std::size_t weightless = 0;  ///< rows left out since they weigh 0
    std::vector<std::string> warnings = {};
};

/// Grows a tree and prunes it.
///
/// A node is split where its impurity falls most; of equal falls the first input's counts, then the lowest threshold. Levels of a category
/// are divided into two sets: the best of all divisions for numbers and two classes, found by ordering levels by their mean (Fisher, JASA
/// 53, 1958; Breiman et al., 4.2.2); for more classes see CartOptions::subset_levels. Where min_leaf or min_leaf_share
/// forbids that one, the best in this order that they allow is taken. Gains below 1e-12 of a node's impurity count as equal.
///
/// A split that gains nothing is made all the same where there is no better one, as scikit-learn does, so that the four corners of an
/// exclusive-or are told apart by the splits below it; a branch that gains nothing altogether is cut again. Of an exclusive-or of
/// continuous inputs the first split, which gains next to nothing wherever it lies, is anywhere, and the tree needs more leaves than the
/// four.
///
/// `weights`: empty, or one for each row; a row of weight 2 counts as two rows, except in min_split and min_leaf. A constant outcome gives
/// a single leaf and a warning. Throws AnalysisError as tree_table does, for fewer than two rows and for options out of range.
CartResult cart(std::span<const InputColumn> inputs, const OutcomeColumn& outcome, TreeOutcome kind, const CartOptions& options,
                const Threads& threads, std::span<const double> weights = {});

/// Index into `nodes` of the leaf in which each row lies. Inputs must be those of the tree, in its order; throws AnalysisError otherwise.
std::vector<std::size_t> cart_leaf_of_rows(const CartResult& tree, std::span<const InputColumn> inputs);

/// What the tree predicts for each row: CartNode::predicted of its leaf.
std::vector<double> cart_predictions(const CartResult& tree, std::span<const InputColumn> inputs);

}  // namespace enclosure
