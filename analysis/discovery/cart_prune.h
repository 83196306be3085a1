// Minimal cost-complexity pruning (Breiman et al. 1984, 3.3): the nested subtrees that are best for some price of a leaf.
// Invariant: a branch's alpha is never below that of a branch inside it.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/discovery/cart.h"

namespace enclosure {

/// What a node adds to a tree's risk if it is a leaf of it; `whole` is the weight of all rows.
double cart_node_risk(const CartNode& node, CartRisk risk, double whole);

/// Sets alpha of every node that has a split: the lowest price of a leaf at which the smallest best tree ends there. Returns the sequence
/// of those trees, the first for a price of 0, the last the root alone.
std::vector<CartPruningStep> cart_pruning_steps(std::vector<CartNode>& nodes, CartRisk risk);

/// Where a path from the root ends in the tree for that price.
inline bool cart_ends_at(const CartNode& node, double alpha) {
    return node.is_leaf() || node.alpha <= alpha;
}

/// The smallest of the trees that are best for that price.
std::vector<CartNode> pruned_cart(const std::vector<CartNode>& nodes, double alpha);

}  // namespace enclosure
