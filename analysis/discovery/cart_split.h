// The best split of a node of a CART by one input: the division of its rows that lowers the impurity of their outcomes most.
// Invariant: a score is a function of the two sets of rows alone. Two inputs that divide a node alike score alike to the bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/discovery/cart_node_outcome.h"

namespace enclosure {

/// A row in the order of an input; equal values have equal ranks.
struct CartOrder {
    std::uint32_t row = 0;
    std::uint32_t rank = 0;
};

/// What a leaf needs.
struct CartLeafNeeds {
    std::size_t rows = 1;
    std::int64_t weight = 0;  ///< in CartNodeOutcome::unit()
};

/// A division of a node's rows by one input.
struct CartSplit {
    bool found = false;
    double score = 0;
    double gain = 0;         ///< by which it lowers the node's impurity, never below 0
    std::uint32_t rank = 0;  ///< of numbers: the highest that goes left
    std::uint32_t rank_above = 0;
    std::vector<std::uint32_t> left_levels = {};
    std::vector<std::uint32_t> right_levels = {};
};

/// Best split of the rows in `order`, which stands by the input's value; the lowest threshold of those that score alike.
CartSplit best_threshold(const CartNodeOutcome& outcome, std::span<const CartOrder> order, const CartLeafNeeds& needs);

/// Best division of an input's levels; `level_of` has the level of each row of the table.
CartSplit best_levels(const CartNodeOutcome& outcome, std::span<const std::uint32_t> rows, std::span<const std::uint32_t> level_of,
                      std::size_t levels, std::size_t subset_levels, const CartLeafNeeds& needs);

}  // namespace enclosure
