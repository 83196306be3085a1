#include "analysis/discovery/cart_validation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/data/analysis_draws.h"
#include "analysis/discovery/cart_prune.h"

namespace enclosure {

namespace {

// Draws of tree_rows whose serials are not those of a forest's trees.
constexpr std::uint64_t cart_fold_serial = std::uint64_t{1} << 62;

std::vector<std::uint32_t> cart_folds_of(const TreeTable& table, std::size_t folds, std::uint64_t seed) {
    const std::size_t n = table.size();
    std::vector<std::uint64_t> key(n);
    for (std::size_t i = 0; i < n; ++i) key[i] = analysis_draws(seed, AnalysisDraw::tree_rows, cart_fold_serial + i).bits();
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    const auto class_of = [&](std::uint32_t row) { return table.kind == TreeOutcome::classes ? table.outcome[row] : 0.0; };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (class_of(a) != class_of(b)) return class_of(a) < class_of(b);
        return key[a] != key[b] ? key[a] < key[b] : a < b;
    });
    std::vector<std::uint32_t> fold_of(n);
    for (std::size_t k = 0; k < n; ++k) fold_of[order[k]] = static_cast<std::uint32_t>(k % folds);
    return fold_of;
}

double cart_class_share(const CartNode& node, std::size_t c) {
    return node.class_weights[c] / node.weight;
}

double squared_or_brier(const TreeTable& table, const CartNode& node, std::size_t row) {
    if (table.kind == TreeOutcome::number) return (table.outcome[row] - node.mean) * (table.outcome[row] - node.mean);
    const auto truth = static_cast<std::size_t>(table.outcome[row]);
    double sum = 0;
    for (std::size_t c = 0; c < node.class_weights.size(); ++c) {
        const double miss = (c == truth ? 1.0 : 0.0) - cart_class_share(node, c);
        sum += miss * miss;
    }
    return sum;
}

bool cart_puts_wrong(const TreeTable& table, const CartNode& node, std::size_t row) {
    return table.kind == TreeOutcome::classes && node.predicted != table.classes[static_cast<std::size_t>(table.outcome[row])];
}

double cart_loss(const TreeTable& table, const CartNode& node, std::size_t row, CartRisk risk) {
    if (risk == CartRisk::impurity || table.kind == TreeOutcome::number) return squared_or_brier(table, node, row);
    return cart_puts_wrong(table, node, row) ? 1.0 : 0.0;
}

// Sums for a weighted mean of losses and its standard error.
struct CartLossSums {
    double first = 0;   // Σ w l
    double second = 0;  // Σ w² l²
    double cross = 0;   // Σ w² l
    CartLossSums& operator+=(const CartLossSums& o) {
        first += o.first;
        second += o.second;
        cross += o.cross;
        return *this;
    }
};

CartLossSums cart_loss_sums(double loss, double weight) {
    return {weight * loss, weight * weight * loss * loss, weight * weight * loss};
}

CartLossSums negated_losses(const CartLossSums& s) {
    return {-s.first, -s.second, -s.cross};
}

struct CartMeanLoss {
    double mean = 0;
    double error = 0;
};

CartMeanLoss mean_cart_loss(const CartLossSums& sums, const TreeTable& table, double squared_weights) {
    const double mean = std::max(0.0, sums.first / table.weight);
    const double spread = sums.second - 2 * mean * sums.cross + mean * mean * squared_weights;
    return {mean, std::sqrt(std::max(0.0, spread)) / table.weight};
}

double cart_squared_weights(const TreeTable& table) {
    double sum = 0;
    for (const double w : table.weights) sum += w * w;
    return sum;
}

double cart_price_between(const std::vector<CartPruningStep>& steps, std::size_t k) {
    return k + 1 < steps.size() ? std::sqrt(steps[k].alpha) * std::sqrt(steps[k + 1].alpha) : std::numeric_limits<double>::infinity();
}

}  // namespace

CartFolds::CartFolds(const TreeTable& table, const CartInputs& inputs, const CartOptions& options, const Threads& threads)
    : table_(table), trees_(std::min(options.folds, table.size())), fold_of_(cart_folds_of(table, trees_.size(), options.seed)) {
    threads.for_each(trees_.size(), [&](std::size_t fold) {
        std::vector<std::uint32_t> rows;
        for (std::uint32_t i = 0; i < table_.size(); ++i) {
            if (fold_of_[i] != fold) rows.push_back(i);
        }
        trees_[fold] = grow_cart(table_, inputs, std::move(rows), options, threads);
        cart_pruning_steps(trees_[fold], options.risk);
    });
}

std::size_t CartFolds::child_of(std::size_t fold, std::size_t node, std::size_t row) const {
    const InputColumn& column = table_.inputs[trees_[fold][node].input];
    return cart_child(trees_[fold], node, column.values[row], column.categorical());
}

std::size_t CartFolds::leaf_of(std::size_t fold, std::size_t row, double alpha) const {
    std::size_t node = 0;
    while (!cart_ends_at(trees_[fold][node], alpha)) node = child_of(fold, node, row);
    return node;
}

// A row ends in a node of its path for prices from the node's alpha up to that of the node before it: its loss is added where such a range
// of steps begins and taken away where it ends.
void CartFolds::judge(std::vector<CartPruningStep>& steps, CartRisk risk) const {
    std::vector<double> price(steps.size());
    for (std::size_t k = 0; k < steps.size(); ++k) price[k] = cart_price_between(steps, k);
    std::vector<CartLossSums> changes(steps.size() + 1);
    const auto first_step = [&](double alpha) {
        return static_cast<std::size_t>(std::lower_bound(price.begin(), price.end(), alpha) - price.begin());
    };
    for (std::size_t row = 0; row < table_.size(); ++row) {
        const std::vector<CartNode>& nodes = trees_[fold_of_[row]];
        std::size_t end = steps.size();
        for (std::size_t node = 0; end > 0; node = child_of(fold_of_[row], node, row)) {
            const std::size_t begin = nodes[node].is_leaf() ? 0 : std::min(end, first_step(nodes[node].alpha));
            if (begin < end) {
                const CartLossSums loss = cart_loss_sums(cart_loss(table_, nodes[node], row, risk), table_.weights[row]);
                changes[begin] += loss;
                changes[end] += negated_losses(loss);
                end = begin;
            }
        }
    }
    const double squared_weights = cart_squared_weights(table_);
    CartLossSums sums;
    for (std::size_t k = 0; k < steps.size(); ++k) {
        sums += changes[k];
        const CartMeanLoss loss = mean_cart_loss(sums, table_, squared_weights);
        steps[k].new_risk = loss.mean;
        steps[k].error = loss.error;
    }
}

CartValidation CartFolds::validation(const std::vector<CartPruningStep>& steps, std::size_t chosen, const CartNode& root,
                                     CartRisk risk) const {
    CartValidation out;
    out.folds = size();
    const double price = cart_price_between(steps, chosen);
    const std::size_t classes = table_.classes.size();
    out.confusion.assign(classes, std::vector<double>(classes, 0));
    CartLossSums risks;
    CartLossSums wrong;
    double squares = 0;
    for (std::size_t row = 0; row < table_.size(); ++row) {
        const std::size_t fold = fold_of_[row];
        const CartNode& leaf = trees_[fold][leaf_of(fold, row, price)];
        const double weight = table_.weights[row];
        risks += cart_loss_sums(cart_loss(table_, leaf, row, risk), weight);
        squares += weight * squared_or_brier(table_, leaf, row);
        if (classes == 0) continue;
        wrong += cart_loss_sums(cart_puts_wrong(table_, leaf, row) ? 1.0 : 0.0, weight);
        const auto predicted = std::lower_bound(table_.classes.begin(), table_.classes.end(), leaf.predicted) - table_.classes.begin();
        out.confusion[static_cast<std::size_t>(table_.outcome[row])][static_cast<std::size_t>(predicted)] += weight;
    }
    const double squared_weights = cart_squared_weights(table_);
    const CartMeanLoss loss = mean_cart_loss(risks, table_, squared_weights);
    out.risk = loss.mean;
    out.risk_error = loss.error;
    double spread = root.impurity;
    if (classes > 0) {
        const CartMeanLoss misclassified = mean_cart_loss(wrong, table_, squared_weights);
        out.misclassified = misclassified.mean;
        out.misclassified_error = misclassified.error;
        spread = 1;
        double most = 0;
        for (std::size_t c = 0; c < classes; ++c) {
            spread -= cart_class_share(root, c) * cart_class_share(root, c);
            most = std::max(most, cart_class_share(root, c));
        }
        out.misclassified_without = 1 - most;
    }
    if (spread > 0) out.r2 = 1 - squares / table_.weight / spread;
    return out;
}

std::size_t cart_chosen_step(const std::vector<CartPruningStep>& steps, double standard_errors) {
    const auto least = std::min_element(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.new_risk < b.new_risk; });
    const double most = least->new_risk + standard_errors * least->error;
    const double rounding = 1e-12 * steps.back().new_risk;
    std::size_t chosen = static_cast<std::size_t>(least - steps.begin());
    for (std::size_t k = chosen; k < steps.size(); ++k) {
        if (steps[k].new_risk <= most + rounding) chosen = k;
    }
    return chosen;
}

}  // namespace enclosure
