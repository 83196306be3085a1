#include "analysis/discovery/cart_node_outcome.h"

#include <algorithm>
#include <cmath>

#include "sim/base/math.h"

namespace enclosure {

CartNodeOutcome::CartNodeOutcome(const TreeTable& table, CartImpurity impurity)
    : table_(&table), impurity_(impurity), unit_(std::ldexp(1.0, std::ilogb(table.weight) - 58)), shares_(table.size()) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        shares_[i].weight = std::max<std::int64_t>(1, static_cast<std::int64_t>(table.weights[i] / unit_));
        if (table.kind == TreeOutcome::classes) shares_[i].value = static_cast<std::int64_t>(table.outcome[i]);
    }
}

void CartNodeOutcome::look_at(std::span<const std::uint32_t> rows) {
    rows_ = rows.size();
    weight_ = 0;
    for (const std::uint32_t row : rows) weight_ += shares_[row].weight;
    if (table_->kind == TreeOutcome::number) {
        look_at_numbers(rows);
    } else {
        look_at_classes(rows);
    }
}

// Deviations from the middle of the range, in halves of it, lie in [-1, 1]; from the mean in [-2, 2]. Cut off after enough bits that
// sums stay below 2^60.
void CartNodeOutcome::look_at_numbers(std::span<const std::uint32_t> rows) {
    const std::vector<double>& y = table_->outcome;
    double low = y[rows.front()];
    double high = low;
    for (const std::uint32_t row : rows) {
        low = std::min(low, y[row]);
        high = std::max(high, y[row]);
    }
    pure_ = low == high;
    mean_ = low;
    node_impurity_ = 0;
    if (pure_) return;
    const double middle = low / 2 + high / 2;
    const double half = std::max(high - middle, middle - low);
    const double weight = static_cast<double>(weight_) * unit_;
    const double scale = std::ldexp(1.0, 56 - std::ilogb(weight));
    const auto whole = [](double x) { return static_cast<std::int64_t>(x); };

    std::int64_t sum = 0;
    for (const std::uint32_t row : rows) sum += whole(table_->weights[row] * ((y[row] - middle) / half) * scale);
    const double shift = static_cast<double>(sum) / scale / weight;
    std::int64_t squares = 0;
    value_ = 0;
    for (const std::uint32_t row : rows) {
        const double z = (y[row] - middle) / half - shift;
        shares_[row].value = whole(table_->weights[row] * z * scale);
        value_ += shares_[row].value;
        squares += whole(table_->weights[row] * z * z * scale);
    }
    mean_ = middle + half * shift;
    const double variance = static_cast<double>(squares) / scale / weight;
    node_impurity_ = half * half * variance;
    const double variance_of_score = 1 / (scale * scale * unit_ * weight);
    impurity_of_score_ = half * half * variance_of_score;
    tolerance_ = 1e-12 * variance / variance_of_score;
}

void CartNodeOutcome::look_at_classes(std::span<const std::uint32_t> rows) {
    class_weights_.assign(table_->classes.size(), 0);
    for (const std::uint32_t row : rows) class_weights_[static_cast<std::size_t>(shares_[row].value)] += shares_[row].weight;
    const auto weight = static_cast<double>(weight_);
    double gini = 1;
    double entropy = 0;
    pure_ = false;
    for (const std::int64_t count : class_weights_) {
        const double p = static_cast<double>(count) / weight;
        gini -= p * p;
        if (count > 0) entropy -= p * math::log(p);
        pure_ = pure_ || count == weight_;
    }
    node_impurity_ = pure_ ? 0 : impurity_ == CartImpurity::gini ? gini : entropy;
    impurity_of_score_ = 1 / weight;
    tolerance_ = weight * (1e-12 * node_impurity_ + 1e-14);  // the latter for the rounding of scores
}

void CartNodeOutcome::describe(CartNode& node) const {
    node.rows = rows_;
    node.weight = static_cast<double>(weight_) * unit_;
    node.impurity = node_impurity_;
    if (table_->kind == TreeOutcome::number) {
        node.mean = mean_;
        node.predicted = mean_;
        return;
    }
    node.class_weights.clear();
    for (const std::int64_t count : class_weights_) node.class_weights.push_back(static_cast<double>(count) * unit_);
    const auto most = std::max_element(class_weights_.begin(), class_weights_.end());
    node.predicted = table_->classes[static_cast<std::size_t>(most - class_weights_.begin())];
}

}  // namespace enclosure
