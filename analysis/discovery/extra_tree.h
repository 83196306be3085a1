// One extremely randomised tree (Geurts, Ernst and Wehenkel, Machine Learning 63, 2006): of some inputs each is cut once at random, and the
// best of these cuts is the split.
//
// Invariant: draws are keyed by tree, node and input, and sums are sums of integers, so that a tree is a function of its rows and their
// number of times: neither of the order in which rows stand, nor of threads. Nodes are numbered in preorder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/discovery/extra_tree_rows.h"

namespace enclosure {

/// How one tree is grown.
struct ExtraTreeGrowth {
    std::uint64_t seed = 0;
    std::uint32_t tree = 0;
    std::size_t tried = 1;      ///< inputs that a node tries, of those that are not constant in it
    std::size_t min_leaf = 1;   ///< distinct rows
    std::size_t min_split = 2;  ///< distinct rows
    int max_depth = 0;          ///< 0: none
};

struct ExtraTreeNode {
    std::int32_t input = -1;  ///< -1: a leaf
    std::uint32_t right = 0;  ///< the left child is the next node
    std::uint32_t at = 0;     ///< of a leaf, where in `values`; of a category, where in `level_sets`
    double threshold = 0;     ///< of numbers: left if value <= threshold
};

struct ExtraTree {
    std::vector<ExtraTreeNode> nodes = {};
    std::vector<double> values = {};             ///< of each leaf, its mean, or the share of each class
    std::vector<std::uint64_t> level_sets = {};  ///< bits of the levels that go left
    std::vector<double> gain = {};               ///< by input: share of the root's impurity (variance or Gini) that its splits removed
};

/// Grows a tree from row i taken times[i] times, with the outcome that stands in outcome[i].
ExtraTree grow_extra_tree(const ExtraTreeRows& rows, std::span<const std::int64_t> outcome, std::span<const std::uint32_t> times,
                          const ExtraTreeGrowth& how);

/// What the tree says of a row of inputs: one value, or a share for each of `classes`.
std::span<const double> extra_tree_value(const ExtraTree& tree, const ExtraTreeRows& rows, std::span<const double> row);

}  // namespace enclosure
