// Cross-validation of a CART (Breiman et al. 1984, 3.4 and 8.5): trees grown without a fold of rows, pruned at the prices of the whole
// tree's sequence, judged on the fold.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/discovery/cart.h"
#include "analysis/discovery/cart_grow.h"

namespace enclosure {

/// Trees of a cross-validation.
class CartFolds {
  public:
    /// Deals rows out to folds by keys of AnalysisDraw::tree_rows, class by class, so that each fold has its share of each class, and grows
    /// the trees. No more folds than rows.
    CartFolds(const TreeTable& table, const CartInputs& inputs, const CartOptions& options, const Threads& threads);

    /// Sets new_risk and error of each step: at the geometric mean of its alpha and the next, as Breiman et al. do.
    void judge(std::vector<CartPruningStep>& steps, CartRisk risk) const;

    /// How trees that are pruned as at step `chosen` do. `root` is that of the whole tree.
    CartValidation validation(const std::vector<CartPruningStep>& steps, std::size_t chosen, const CartNode& root, CartRisk risk) const;

    std::size_t size() const { return trees_.size(); }

  private:
    std::size_t leaf_of(std::size_t fold, std::size_t row, double alpha) const;
    std::size_t child_of(std::size_t fold, std::size_t node, std::size_t row) const;

    const TreeTable& table_;
    std::vector<std::vector<CartNode>> trees_;
    std::vector<std::uint32_t> fold_of_;
};

/// The smallest tree whose risk on new rows is at most `standard_errors` of its standard errors above the least.
std::size_t cart_chosen_step(const std::vector<CartPruningStep>& steps, double standard_errors);

}  // namespace enclosure
