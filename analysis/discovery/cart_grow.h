// A CART before it is pruned. Inputs are sorted once; a split divides the sorted rows of every input into two runs that stay sorted.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/discovery/cart.h"
#include "analysis/discovery/cart_split.h"

namespace enclosure {

/// The inputs of a table as splits look at them; an input has either of the first two, or `levels`.
struct CartInputs {
    std::vector<std::vector<CartOrder>> order = {};       ///< by input: rows by value
    std::vector<std::vector<double>> value_of_rank = {};  ///< by input: distinct values, ascending
    std::vector<std::vector<std::uint32_t>> levels = {};  ///< by input: level of each row, of a category
};

CartInputs cart_inputs(const TreeTable& table, const Threads& threads);

/// The tree of these rows of the table, at least one, grown as cart() says: CartNode::alpha is not set.
std::vector<CartNode> grow_cart(const TreeTable& table, const CartInputs& inputs, std::vector<std::uint32_t> rows,
                                const CartOptions& options, const Threads& threads);

/// The child of `node` that a value of its input goes to.
std::size_t cart_child(const std::vector<CartNode>& nodes, std::size_t node, double value, bool categorical);

}  // namespace enclosure
