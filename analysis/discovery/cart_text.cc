#include "analysis/discovery/cart_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace enclosure {

namespace {

// A limit as the path sets it, with the words for either side.
struct CartBoxLimit {
    CartLimit limit;
    std::string low_text;
    std::string high_text;
};

CartBoxLimit& cart_limit_of(std::vector<CartBoxLimit>& box, std::size_t input) {
    const auto found = std::find_if(box.begin(), box.end(), [&](const CartBoxLimit& b) { return b.limit.input == input; });
    if (found != box.end()) return *found;
    box.push_back({{.input = input}, "", ""});
    return box.back();
}

void narrow_cart_box(std::vector<CartBoxLimit>& box, const CartNode& node, bool left, bool categorical) {
    CartBoxLimit& at = cart_limit_of(box, node.input);
    if (categorical) {
        at.limit.levels = left ? node.left_levels : node.right_levels;
        return;
    }
    const std::string text = cart_threshold_text(node.threshold, node.below, node.above);
    if (left) {
        at.limit.high = node.threshold;
        at.high_text = text;
    } else {
        at.limit.low = node.threshold;
        at.low_text = text;
    }
}

std::string limit_words(const CartBoxLimit& box, const InputColumn& input) {
    if (input.categorical()) {
        std::vector<std::string> names;
        for (const std::uint32_t level : box.limit.levels) names.push_back(input.levels[level]);
        return names.size() == 1 ? fmt::format("{} = {}", input.id, names.front())
                                 : fmt::format("{} in {{{}}}", input.id, fmt::join(names, ", "));
    }
    const std::string unit = input.unit == "1" || input.unit.empty() ? "" : " " + input.unit;
    if (box.low_text.empty()) return fmt::format("{} < {}{}", input.id, box.high_text, unit);
    if (box.high_text.empty()) return fmt::format("{} >= {}{}", input.id, box.low_text, unit);
    return fmt::format("{} <= {} < {}{}", box.low_text, input.id, box.high_text, unit);
}

CartLeaf cart_leaf_of_node(const CartResult& tree, std::size_t index) {
    std::vector<std::size_t> path = {index};
    while (path.back() != 0) path.push_back(tree.nodes[path.back()].parent);
    std::reverse(path.begin(), path.end());
    std::vector<CartBoxLimit> box;
    for (std::size_t k = 0; k + 1 < path.size(); ++k) {
        const CartNode& node = tree.nodes[path[k]];
        narrow_cart_box(box, node, path[k + 1] == node.left, tree.inputs[node.input].categorical());
    }
    const CartNode& root = tree.nodes.front();
    const CartNode& node = tree.nodes[index];
    CartLeaf leaf;
    leaf.node = index;
    leaf.rows = node.rows;
    leaf.mass = node.weight / root.weight;
    leaf.predicted = node.predicted;
    if (tree.kind == TreeOutcome::number) {
        leaf.mean = node.mean;
        leaf.sd = std::sqrt(node.impurity);
    } else {
        const auto of_interest = [&](const CartNode& at) {
            return tree.interest < tree.classes.size() ? at.class_weights[tree.interest] : 0.0;
        };
        leaf.density = of_interest(node) / node.weight;
        if (of_interest(root) > 0) leaf.coverage = of_interest(node) / of_interest(root);
    }
    std::vector<std::string> words;
    for (const CartBoxLimit& limit : box) {
        leaf.limits.push_back(limit.limit);
        words.push_back(limit_words(limit, tree.inputs[limit.limit.input]));
    }
    leaf.text = words.empty() ? "all rows" : fmt::format("{}", fmt::join(words, " and "));
    return leaf;
}

}  // namespace

std::vector<CartLeaf> cart_leaves(const CartResult& tree) {
    std::vector<CartLeaf> leaves;
    for (std::size_t k = 0; k < tree.nodes.size(); ++k) {
        if (tree.nodes[k].is_leaf()) leaves.push_back(cart_leaf_of_node(tree, k));
    }
    return leaves;
}

std::string cart_threshold_text(double threshold, double below, double above) {
    // Half-way between digits it may be rounded either way: of the whole numbers 2 and 3, 2.5 parts "< 3" from ">= 3".
    const double up = std::nextafter(threshold, std::numeric_limits<double>::infinity());
    for (int digits = 0; digits < 17; ++digits) {
        for (const double near : {threshold, up}) {
            const std::string rounded = fmt::format("{:.{}e}", near, digits);
            double value = 0;
            std::from_chars(rounded.data(), rounded.data() + rounded.size(), value);
            if (value > below && value <= above) return fmt::format("{}", value + 0.0);
        }
    }
    return fmt::format("{}", above);
}

}  // namespace enclosure
