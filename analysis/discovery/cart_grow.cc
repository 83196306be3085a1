#include "analysis/discovery/cart_grow.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace enclosure {

namespace {

// Work smaller than this, in rows × inputs, is not worth a second thread.
constexpr std::size_t cart_work_for_threads = 20000;

class CartGrowth {
  public:
    CartGrowth(const TreeTable& table, const CartInputs& inputs, std::vector<std::uint32_t> rows, const CartOptions& options,
               const Threads& threads)
        : table_(table),
          inputs_(inputs),
          options_(options),
          threads_(threads),
          outcome_(table, options.impurity),
          rows_(std::move(rows)),
          orders_(table.inputs.size()),
          goes_left_(table.size()) {
        if (rows_.size() == table.size()) {
            orders_ = inputs.order;
        } else {
            take_rows();
        }
    }

    std::vector<CartNode> grown() {
        std::vector<CartNode> nodes;
        std::vector<Open> open = {{0, rows_.size(), 0, 0, true}};
        while (!open.empty()) {
            const Open at = open.back();
            open.pop_back();
            outcome_.look_at(std::span(rows_).subspan(at.begin, at.end - at.begin));
            const std::size_t index = nodes.size();
            CartNode& node = nodes.emplace_back();
            node.parent = at.parent;
            node.depth = at.depth;
            outcome_.describe(node);
            if (index == 0) {
                whole_ = node.weight;
                needs_ = leaf_needs();
            } else {
                (at.is_left ? nodes[at.parent].left : nodes[at.parent].right) = index;
            }
            if (!may_be_split(nodes[index])) continue;
            const std::size_t middle = split(nodes[index], at.begin, at.end);
            if (middle == at.end) continue;
            open.push_back({middle, at.end, index, at.depth + 1, false});
            open.push_back({at.begin, middle, index, at.depth + 1, true});
        }
        return nodes;
    }

  private:
    struct Open {
        std::size_t begin;
        std::size_t end;
        std::size_t parent;
        int depth;
        bool is_left;
    };

    void take_rows() {
        std::vector<char> taken(table_.size(), 0);
        for (const std::uint32_t row : rows_) taken[row] = 1;
        threads_.for_each(orders_.size(), [&](std::size_t j) {
            orders_[j].reserve(inputs_.order[j].empty() ? 0 : rows_.size());
            for (const CartOrder& o : inputs_.order[j]) {
                if (taken[o.row] != 0) orders_[j].push_back(o);
            }
        });
    }

    // Shares are of real numbers: a leaf that has exactly the share it needs must not fail by rounding.
    CartLeafNeeds leaf_needs() const {
        const double weight = options_.min_leaf_share * whole_ / outcome_.unit();
        return {std::max<std::size_t>(options_.min_leaf, 1), static_cast<std::int64_t>(std::ceil(weight * (1 - 1e-12)))};
    }

    bool may_be_split(const CartNode& node) const {
        return !outcome_.pure() && node.rows >= std::max<std::size_t>(options_.min_split, 2) &&
               (options_.max_depth == 0 || node.depth < options_.max_depth);
    }

    template <class Body>
    void for_each_input(std::size_t rows, Body body) const {
        if (rows * orders_.size() >= cart_work_for_threads) {
            threads_.for_each(orders_.size(), body);
        } else {
            for (std::size_t j = 0; j < orders_.size(); ++j) body(j);
        }
    }

    CartSplit best_of_input(std::size_t j, std::size_t begin, std::size_t end) const {
        if (!table_.inputs[j].categorical()) return best_threshold(outcome_, std::span(orders_[j]).subspan(begin, end - begin), needs_);
        return best_levels(outcome_, std::span(rows_).subspan(begin, end - begin), inputs_.levels[j], table_.inputs[j].levels.size(),
                           options_.subset_levels, needs_);
    }

    // Splits the node, sorts its rows into left and right, and returns where the right ones begin: the end, if it stays a leaf.
    std::size_t split(CartNode& node, std::size_t begin, std::size_t end) {
        std::vector<CartSplit> splits(orders_.size());
        for_each_input(end - begin, [&](std::size_t j) { splits[j] = best_of_input(j, begin, end); });
        std::size_t input = orders_.size();
        for (std::size_t j = 0; j < splits.size(); ++j) {
            if (!splits[j].found) continue;
            if (input == orders_.size() || splits[j].score > splits[input].score + outcome_.tolerance()) input = j;
        }
        if (input == orders_.size()) return end;
        const CartSplit& best = splits[input];
        const double gain = best.gain * node.weight / whole_;
        if (gain < options_.min_gain) return end;
        node.input = input;
        node.gain = gain;
        mark_left(node, best, begin, end);
        return divide(begin, end);
    }

    void mark_left(CartNode& node, const CartSplit& best, std::size_t begin, std::size_t end) {
        if (table_.inputs[node.input].categorical()) {
            node.left_levels = best.left_levels;
            node.right_levels = best.right_levels;
            const std::vector<std::uint32_t>& level_of = inputs_.levels[node.input];
            for (std::size_t k = begin; k < end; ++k) {
                goes_left_[rows_[k]] = std::binary_search(node.left_levels.begin(), node.left_levels.end(), level_of[rows_[k]]) ? 1 : 0;
            }
            return;
        }
        node.below = inputs_.value_of_rank[node.input][best.rank];
        node.above = inputs_.value_of_rank[node.input][best.rank_above];
        node.threshold = node.below / 2 + node.above / 2;
        if (!(node.threshold >= node.below && node.threshold < node.above)) node.threshold = node.below;  // neighbouring doubles
        for (std::size_t k = begin; k < end; ++k) {
            const CartOrder& o = orders_[node.input][k];
            goes_left_[o.row] = o.rank <= best.rank ? 1 : 0;
        }
    }

    std::size_t divide(std::size_t begin, std::size_t end) {
        for_each_input(end - begin, [&](std::size_t j) {
            if (!orders_[j].empty()) divide_run(orders_[j], begin, end, [](const CartOrder& o) { return o.row; });
        });
        return divide_run(rows_, begin, end, [](std::uint32_t row) { return row; });
    }

    // Left ones first, each side in the order in which it was. Each item is written to both sides and counted on one: which one it is
    // cannot be foretold, and a wrong guess of the processor costs more than a write.
    template <class Item, class RowOf>
    std::size_t divide_run(std::vector<Item>& items, std::size_t begin, std::size_t end, RowOf row_of) const {
        std::vector<Item> right(end - begin);
        std::size_t next = begin;
        std::size_t next_right = 0;
        for (std::size_t k = begin; k < end; ++k) {
            const Item item = items[k];
            const auto is_left = static_cast<std::size_t>(goes_left_[row_of(item)]);
            items[next] = item;
            right[next_right] = item;
            next += is_left;
            next_right += 1 - is_left;
        }
        std::copy_n(right.begin(), next_right, items.begin() + static_cast<std::ptrdiff_t>(next));
        return next;
    }

    const TreeTable& table_;
    const CartInputs& inputs_;
    const CartOptions& options_;
    const Threads& threads_;
    CartNodeOutcome outcome_;
    std::vector<std::uint32_t> rows_;
    std::vector<std::vector<CartOrder>> orders_;
    std::vector<char> goes_left_;  // by row of the table
    double whole_ = 0;
    CartLeafNeeds needs_;
};

}  // namespace

CartInputs cart_inputs(const TreeTable& table, const Threads& threads) {
    const std::size_t n = table.size();
    CartInputs out;
    out.order.resize(table.inputs.size());
    out.value_of_rank.resize(table.inputs.size());
    out.levels.resize(table.inputs.size());
    threads.for_each(table.inputs.size(), [&](std::size_t j) {
        const InputColumn& column = table.inputs[j];
        if (column.categorical()) {
            for (const double v : column.values) out.levels[j].push_back(static_cast<std::uint32_t>(v));
            return;
        }
        std::vector<std::pair<double, std::uint32_t>> sorted(n);
        for (std::uint32_t i = 0; i < n; ++i) sorted[i] = {column.values[i], i};
        std::sort(sorted.begin(), sorted.end());
        out.order[j].reserve(n);
        for (const auto& [value, row] : sorted) {
            std::vector<double>& values = out.value_of_rank[j];
            if (values.empty() || values.back() < value) values.push_back(value);
            out.order[j].push_back({row, static_cast<std::uint32_t>(values.size() - 1)});
        }
    });
    return out;
}

std::vector<CartNode> grow_cart(const TreeTable& table, const CartInputs& inputs, std::vector<std::uint32_t> rows,
                                const CartOptions& options, const Threads& threads) {
    return CartGrowth(table, inputs, std::move(rows), options, threads).grown();
}

std::size_t cart_child(const std::vector<CartNode>& nodes, std::size_t node, double value, bool categorical) {
    const CartNode& at = nodes[node];
    if (!categorical) return value <= at.threshold ? at.left : at.right;
    const auto level = static_cast<std::uint32_t>(value);
    if (std::binary_search(at.left_levels.begin(), at.left_levels.end(), level)) return at.left;
    if (std::binary_search(at.right_levels.begin(), at.right_levels.end(), level)) return at.right;
    return nodes[at.right].weight > nodes[at.left].weight ? at.right : at.left;
}

}  // namespace enclosure
