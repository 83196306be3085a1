#include "analysis/discovery/cart_prune.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>
#include <tuple>

namespace enclosure {

namespace {

// Branches are cut one after the other, the one whose leaves are the dearest for what they gain first.
class WeakestLinks {
  public:
    WeakestLinks(std::vector<CartNode>& nodes, CartRisk risk) : nodes_(nodes), branches_(nodes.size()) {
        for (std::size_t k = nodes.size(); k-- > 0;) {  // children stand after their parents
            Branch& branch = branches_[k];
            branch.as_leaf = cart_node_risk(nodes[k], risk, nodes.front().weight);
            branch.risk = branch.as_leaf;
            if (!nodes[k].is_leaf()) {
                add_up(k);
                offer(k);
            }
        }
    }

    std::vector<CartPruningStep> cut_all() {
        const double rounding = 1e-12 * branches_.front().as_leaf;
        std::vector<CartPruningStep> steps = {{0, 0, 0}};
        while (!offers_.empty()) {
            const auto [price, k, version] = offers_.top();
            offers_.pop();
            if (branches_[k].gone || branches_[k].version != version) continue;
            if (price > steps.back().alpha + rounding) {
                record(steps.back());
                steps.push_back({price, 0, 0});
            }
            cut(k, steps.back().alpha);
        }
        record(steps.back());
        return steps;
    }

  private:
    struct Branch {
        double as_leaf = 0;
        double risk = 0;
        std::size_t leaves = 1;
        std::size_t version = 0;
        bool gone = false;
    };

    void add_up(std::size_t k) {
        const Branch& left = branches_[nodes_[k].left];
        const Branch& right = branches_[nodes_[k].right];
        branches_[k].risk = left.risk + right.risk;
        branches_[k].leaves = left.leaves + right.leaves;
    }

    void offer(std::size_t k) {
        const Branch& branch = branches_[k];
        offers_.emplace((branch.as_leaf - branch.risk) / static_cast<double>(branch.leaves - 1), k, branch.version);
    }

    void record(CartPruningStep& step) const {
        step.leaves = branches_.front().leaves;
        step.risk = branches_.front().risk;
    }

    void cut(std::size_t k, double alpha) {
        std::vector<std::size_t> inside = {k};
        while (!inside.empty()) {
            const std::size_t at = inside.back();
            inside.pop_back();
            if (nodes_[at].is_leaf() || branches_[at].gone) continue;
            nodes_[at].alpha = alpha;
            branches_[at].gone = true;
            inside.push_back(nodes_[at].left);
            inside.push_back(nodes_[at].right);
        }
        branches_[k].risk = branches_[k].as_leaf;
        branches_[k].leaves = 1;
        for (std::size_t at = k; at != 0;) {
            at = nodes_[at].parent;
            add_up(at);
            ++branches_[at].version;
            offer(at);
        }
    }

    using Offer = std::tuple<double, std::size_t, std::size_t>;  // price, node, version: of equal prices the node nearest to the root first
    std::vector<CartNode>& nodes_;
    std::vector<Branch> branches_;
    std::priority_queue<Offer, std::vector<Offer>, std::greater<>> offers_;
};

}  // namespace

double cart_node_risk(const CartNode& node, CartRisk risk, double whole) {
    if (risk == CartRisk::impurity || node.class_weights.empty()) return node.impurity * node.weight / whole;
    const double most = *std::max_element(node.class_weights.begin(), node.class_weights.end());
    return (node.weight - most) / whole;
}

std::vector<CartPruningStep> cart_pruning_steps(std::vector<CartNode>& nodes, CartRisk risk) {
    return WeakestLinks(nodes, risk).cut_all();
}

std::vector<CartNode> pruned_cart(const std::vector<CartNode>& nodes, double alpha) {
    std::vector<CartNode> kept;
    std::vector<std::pair<std::size_t, std::size_t>> open = {{0, 0}};  // node, its parent among the kept
    while (!open.empty()) {
        const auto [from, parent] = open.back();
        open.pop_back();
        const std::size_t at = kept.size();
        CartNode& node = kept.emplace_back(nodes[from]);
        node.parent = parent;
        if (at > 0) {
            CartNode& above = kept[parent];
            (above.left == 0 ? above.left : above.right) = at;
        }
        const std::size_t left = node.left;
        const std::size_t right = node.right;
        node.left = 0;
        node.right = 0;
        if (left == 0 || nodes[from].alpha <= alpha) {
            node.input = 0;
            node.threshold = node.below = node.above = not_defined;
            node.left_levels.clear();
            node.right_levels.clear();
            node.gain = 0;
            node.alpha = 0;
            continue;
        }
        open.emplace_back(right, at);
        open.emplace_back(left, at);
    }
    return kept;
}

}  // namespace enclosure
