// How impure the outcomes of a node of a CART are.
// Invariant: weights and outcomes are made integers before they are added, so that a sum is a function of the set of rows alone: not of
// their order, nor of the input by which they are sorted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/discovery/cart.h"

namespace enclosure {

/// What a row adds to a sum. `value`: weight × deviation of its number from the node's mean, or its class. Below 2^60 in sum.
struct CartShare {
    std::int64_t value = 0;
    std::int64_t weight = 0;
};

/// The outcomes of one node at a time.
class CartNodeOutcome {
  public:
    CartNodeOutcome(const TreeTable& table, CartImpurity impurity);

    /// Turns to the node of these rows.
    void look_at(std::span<const std::uint32_t> rows);

    bool pure() const { return pure_; }
    /// Writes rows, weight, impurity, mean or class weights, and what is predicted.
    void describe(CartNode& node) const;

    TreeOutcome kind() const { return table_->kind; }
    CartImpurity impurity() const { return impurity_; }
    std::span<const CartShare> shares() const { return shares_; }  ///< by row of the table
    std::int64_t weight() const { return weight_; }                ///< sums of the node's shares
    std::int64_t value() const { return value_; }
    const std::vector<std::int64_t>& class_weights() const { return class_weights_; }
    double unit() const { return unit_; }                            ///< weight that the integer 1 stands for
    double impurity_of_score() const { return impurity_of_score_; }  ///< by how much impurity falls when a split's score rises by 1
    double tolerance() const { return tolerance_; }                  ///< scores that differ by no more are equal

  private:
    void look_at_numbers(std::span<const std::uint32_t> rows);
    void look_at_classes(std::span<const std::uint32_t> rows);

    const TreeTable* table_;
    CartImpurity impurity_;
    double unit_;
    std::vector<CartShare> shares_;
    std::size_t rows_ = 0;
    std::int64_t weight_ = 0;
    std::int64_t value_ = 0;
    std::vector<std::int64_t> class_weights_;
    bool pure_ = true;
    double mean_ = not_defined;
    double node_impurity_ = 0;
    double impurity_of_score_ = 0;
    double tolerance_ = 0;
};

}  // namespace enclosure
