#include "analysis/discovery/cart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/data/analysis_error.h"
#include "analysis/discovery/cart_grow.h"
#include "analysis/discovery/cart_prune.h"
#include "analysis/discovery/cart_text.h"
#include "analysis/discovery/cart_validation.h"

namespace enclosure {

namespace {

void check_cart_options(const CartOptions& options) {
    std::vector<std::string> reasons;
    const auto need = [&](bool legal, const char* sentence) {
        if (!legal) reasons.emplace_back(sentence);
    };
    need(options.max_depth >= 0, "The greatest depth of a tree must be 0 (any) or more.");
    need(options.min_leaf_share >= 0 && options.min_leaf_share <= 0.5, "The share of rows that a leaf needs must be from 0 to 0.5.");
    need(options.min_gain >= 0, "The least gain of a split must be 0 or more.");
    need(options.subset_levels <= 16, "All subsets can be tried of at most 16 levels.");
    need(options.alpha >= 0, "The price of a leaf, alpha, must be 0 or more.");
    need(options.folds != 1, "Cross-validation needs two folds or more; 0 leaves it out.");
    need(options.folds > 0 || options.pruning != CartPruning::cross_validation, "Pruning by cross-validation needs two folds or more.");
    need(options.standard_errors >= 0, "The standard errors by which a smaller tree may be worse must be 0 or more.");
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
}

std::size_t cart_class_of_interest(const TreeTable& table, const std::optional<double>& interest) {
    if (!interest) return table.classes.size() - 1;
    const auto found = std::find(table.classes.begin(), table.classes.end(), *interest);
    if (found == table.classes.end() && !table.constant) {
        throw AnalysisError(
            fmt::format("The outcome '{}' is never {}: choose a class of interest that there is.", table.outcome_id, *interest));
    }
    return static_cast<std::size_t>(found - table.classes.begin());
}

CartResult cart_result_without_tree(const TreeTable& table, const CartOptions& options) {
    CartResult out;
    for (const InputColumn& input : table.inputs) {
        InputColumn& head = out.inputs.emplace_back();
        head.id = input.id;
        head.title = input.title;
        head.unit = input.unit;
        head.levels = input.levels;
    }
    out.outcome_id = table.outcome_id;
    out.kind = table.kind;
    out.classes = table.classes;
    if (table.kind == TreeOutcome::classes) out.interest = cart_class_of_interest(table, options.interest);
    out.rows = table.size();
    out.undefined = table.undefined;
    out.weightless = table.weightless;
    if (table.undefined > 0) {
        out.warnings.push_back(fmt::format("{} of {} rows are left out: '{}' is not defined there.", table.undefined,
                                           table.size() + table.undefined + table.weightless, table.outcome_id));
    }
    return out;
}

// The last of the steps whose trees are best up to that price.
std::size_t cart_step_of_price(const std::vector<CartPruningStep>& steps, double alpha) {
    std::size_t k = 0;
    while (k + 1 < steps.size() && steps[k + 1].alpha <= alpha) ++k;
    return k;
}

void prune_cart(CartResult& out, const TreeTable& table, const CartInputs& inputs, CartOptions options, const Threads& threads) {
    if (options.pruning == CartPruning::none) options.risk = CartRisk::impurity;  // which each split lowers
    out.steps = cart_pruning_steps(out.nodes, options.risk);
    if (options.pruning == CartPruning::alpha) out.chosen = cart_step_of_price(out.steps, options.alpha);
    if (options.folds > 0) {
        const CartFolds folds(table, inputs, options, threads);
        folds.judge(out.steps, options.risk);
        if (options.pruning == CartPruning::cross_validation) out.chosen = cart_chosen_step(out.steps, options.standard_errors);
        out.validation = folds.validation(out.steps, out.chosen, out.nodes.front(), options.risk);
    }
    out.nodes = pruned_cart(out.nodes, out.steps[out.chosen].alpha);
}

void score_cart_inputs(CartResult& out) {
    out.gain.assign(out.inputs.size(), 0);
    for (const CartNode& node : out.nodes) {
        if (!node.is_leaf()) out.gain[node.input] += node.gain;
    }
    const double all = std::accumulate(out.gain.begin(), out.gain.end(), 0.0);
    out.importance = out.gain;
    for (double& importance : out.importance) importance = all > 0 ? importance / all : 0;
}

void check_inputs_of_cart(const CartResult& tree, std::span<const InputColumn> inputs) {
    std::vector<std::string> reasons;
    if (inputs.size() != tree.inputs.size()) {
        throw AnalysisError(fmt::format("The tree was grown from {} inputs, not {}.", tree.inputs.size(), inputs.size()));
    }
    for (std::size_t j = 0; j < inputs.size(); ++j) {
        if (inputs[j].id != tree.inputs[j].id) {
            reasons.push_back(fmt::format("Input {} is '{}' where the tree has '{}'.", j + 1, inputs[j].id, tree.inputs[j].id));
        } else if (inputs[j].levels != tree.inputs[j].levels) {
            reasons.push_back(fmt::format("The input '{}' has other levels than when the tree was grown.", inputs[j].id));
        } else if (inputs[j].values.size() != inputs.front().values.size()) {
            reasons.push_back(fmt::format("The input '{}' has {} rows where '{}' has {}.", inputs[j].id, inputs[j].values.size(),
                                          inputs.front().id, inputs.front().values.size()));
        }
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
}

}  // namespace

CartResult cart(std::span<const InputColumn> inputs, const OutcomeColumn& outcome, TreeOutcome kind, const CartOptions& options,
                const Threads& threads, std::span<const double> weights) {
    check_cart_options(options);
    const TreeTable table = tree_table(inputs, outcome, kind, weights, 2);
    CartResult out = cart_result_without_tree(table, options);
    const CartInputs sorted = cart_inputs(table, threads);
    std::vector<std::uint32_t> rows(table.size());
    std::iota(rows.begin(), rows.end(), 0U);
    out.nodes = grow_cart(table, sorted, std::move(rows), options, threads);
    if (table.constant) {
        out.warnings.push_back(fmt::format("'{}' is {} in every row: there is nothing to explain, the tree is a single leaf.", outcome.id,
                                           outcome.values[table.rows.front()]));
        out.steps = cart_pruning_steps(out.nodes, options.risk);
    } else {
        prune_cart(out, table, sorted, options, threads);
        if (out.nodes.size() == 1) {
            out.warnings.push_back(fmt::format("No split of the inputs tells rows of '{}' apart {}: the tree is a single leaf.", outcome.id,
                                               out.steps.size() == 1 ? "" : "better than chance would"));
        }
    }
    score_cart_inputs(out);
    out.leaves = cart_leaves(out);
    return out;
}

std::vector<std::size_t> cart_leaf_of_rows(const CartResult& tree, std::span<const InputColumn> inputs) {
    check_inputs_of_cart(tree, inputs);
    std::vector<std::size_t> leaf_of(inputs.front().values.size());
    for (std::size_t i = 0; i < leaf_of.size(); ++i) {
        std::size_t node = 0;
        while (!tree.nodes[node].is_leaf()) {
            const InputColumn& column = inputs[tree.nodes[node].input];
            node = cart_child(tree.nodes, node, column.values[i], column.categorical());
        }
        leaf_of[i] = node;
    }
    return leaf_of;
}

std::vector<double> cart_predictions(const CartResult& tree, std::span<const InputColumn> inputs) {
    std::vector<double> predicted;
    for (const std::size_t node : cart_leaf_of_rows(tree, inputs)) predicted.push_back(tree.nodes[node].predicted);
    return predicted;
}

}  // namespace enclosure
