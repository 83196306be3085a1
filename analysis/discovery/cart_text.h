// Leaves of a CART as boxes, in numbers and in words.
#pragma once

#include <string>
#include <vector>

#include "analysis/discovery/cart.h"

namespace enclosure {

/// The leaves of a tree whose inputs, kind, nodes and class of interest are set.
std::vector<CartLeaf> cart_leaves(const CartResult& tree);

/// A number that divides values up to `below` from those from `above` on, with as few digits as do: below < number <= above. It is
/// `threshold`, rounded.
std::string cart_threshold_text(double threshold, double below, double above);

}  // namespace enclosure
