#include "analysis/discovery/cart_split.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/base/math.h"

namespace enclosure {

namespace {

// Sums of one side of a split. The score of a split is the higher, the purer its sides are.

struct CartNumberSums {
    std::int64_t value = 0;
    std::int64_t weight = 0;

    void add(const CartShare& share) {
        value += share.value;
        weight += share.weight;
    }
    void add(const CartNumberSums& other) {
        value += other.value;
        weight += other.weight;
    }
    double mean() const { return static_cast<double>(value) / static_cast<double>(weight); }
};

template <CartImpurity how, class Counts>
struct CartClassSums {
    Counts count = {};
    std::int64_t weight = 0;

    void add(const CartShare& share) {
        count[static_cast<std::size_t>(share.value)] += share.weight;
        weight += share.weight;
    }
    void add(const CartClassSums& other) {
        for (std::size_t c = 0; c < count.size(); ++c) count[c] += other.count[c];
        weight += other.weight;
    }
    double mean() const { return static_cast<double>(count[1]) / static_cast<double>(weight); }  // of two classes
};

// Σ sum² / weight over both sides: the sum of squares between them, but for what the whole has.
double cart_score(const CartNumberSums& left, const CartNumberSums& all) {
    const auto value = static_cast<double>(left.value);
    const auto value_right = static_cast<double>(all.value - left.value);
    const auto weight = static_cast<double>(left.weight);
    const auto weight_right = static_cast<double>(all.weight - left.weight);
    return (value * value * weight_right + value_right * value_right * weight) / (weight * weight_right);
}

double cart_score_of_whole(const CartNumberSums& all) {
    const auto value = static_cast<double>(all.value);
    return value * value / static_cast<double>(all.weight);
}

// weight × (1 - Gini), or -weight × entropy, over both sides.
template <CartImpurity how, class Counts>
double cart_score(const CartClassSums<how, Counts>& left, const CartClassSums<how, Counts>& all) {
    const auto weight = static_cast<double>(left.weight);
    const auto weight_right = static_cast<double>(all.weight - left.weight);
    double sum = 0;
    double sum_right = 0;
    for (std::size_t c = 0; c < left.count.size(); ++c) {
        const auto n = static_cast<double>(left.count[c]);
        const auto n_right = static_cast<double>(all.count[c] - left.count[c]);
        if constexpr (how == CartImpurity::gini) {
            sum += n * n;
            sum_right += n_right * n_right;
        } else {
            if (n > 0) sum += n * math::log(n / weight);
            if (n_right > 0) sum_right += n_right * math::log(n_right / weight_right);
        }
    }
    if constexpr (how == CartImpurity::entropy) return sum + sum_right;
    return (sum * weight_right + sum_right * weight) / (weight * weight_right);
}

template <CartImpurity how, class Counts>
double cart_score_of_whole(const CartClassSums<how, Counts>& all) {
    const auto weight = static_cast<double>(all.weight);
    double sum = 0;
    for (const std::int64_t count : all.count) {
        const auto n = static_cast<double>(count);
        if constexpr (how == CartImpurity::gini) {
            sum += n * (n / weight);
        } else if (n > 0) {
            sum += n * math::log(n / weight);
        }
    }
    return sum;
}

// Calls look(zero, all) with sums of the kind that the outcome needs: empty ones, and those of the node.
template <class Look>
CartSplit with_cart_sums(const CartNodeOutcome& outcome, Look look) {
    if (outcome.kind() == TreeOutcome::number) return look(CartNumberSums{}, CartNumberSums{outcome.value(), outcome.weight()});
    const auto of_classes = [&]<CartImpurity how>() {
        const std::vector<std::int64_t>& all = outcome.class_weights();
        if (all.size() == 2) {
            using Two = CartClassSums<how, std::array<std::int64_t, 2>>;
            return look(Two{}, Two{{all[0], all[1]}, outcome.weight()});
        }
        using Many = CartClassSums<how, std::vector<std::int64_t>>;
        return look(Many{std::vector<std::int64_t>(all.size()), 0}, Many{all, outcome.weight()});
    };
    if (outcome.impurity() == CartImpurity::gini) return of_classes.template operator()<CartImpurity::gini>();
    return of_classes.template operator()<CartImpurity::entropy>();
}

// Keeps the split if it is the better one.
template <class Sums>
bool is_better_cart_split(CartSplit& best, const Sums& left, const Sums& all, double tolerance) {
    const double score = cart_score(left, all);
    if (best.found && !(score > best.score + tolerance)) return false;
    best.found = true;
    best.score = score;
    return true;
}

template <class Sums>
void finish_cart_split(CartSplit& best, const CartNodeOutcome& outcome, const Sums& all) {
    if (best.found) best.gain = std::max(0.0, (best.score - cart_score_of_whole(all)) * outcome.impurity_of_score());
}

template <class Sums>
struct CartLevel {
    std::uint32_t level = 0;
    std::size_t rows = 0;
    Sums sums;
};

// Divisions of the levels that a node has, first added to the left side, then tried.
template <class Sums>
class CartLevelSearch {
  public:
    CartLevelSearch(const CartNodeOutcome& outcome, const Sums& zero, const Sums& all, std::vector<CartLevel<Sums>> levels,
                    const CartLeafNeeds& needs)
        : outcome_(outcome), needs_(needs), levels_(std::move(levels)), zero_(zero), all_(all) {
        for (const CartLevel<Sums>& level : levels_) rows_ += level.rows;
    }

    // Ordered by mean the best of all divisions has the lower levels on one side.
    void by_order() {
        std::sort(levels_.begin(), levels_.end(), [](const auto& a, const auto& b) {
            const double first = a.sums.mean();
            const double second = b.sums.mean();
            return first != second ? first < second : a.level < b.level;
        });
        for (std::size_t last = 0; last + 1 < levels_.size(); ++last) {
            try_left([&](std::size_t k) { return k <= last; });
        }
    }

    // Every division once: the first level is always left.
    void by_subset() {
        const std::uint32_t subsets = (1U << (levels_.size() - 1)) - 1;
        for (std::uint32_t others = 0; others < subsets; ++others) {
            try_left([&](std::size_t k) { return k == 0 || (others >> (k - 1) & 1U) != 0; });
        }
    }

    void one_against_others() {
        for (std::size_t one = 0; one < levels_.size(); ++one) {
            try_left([&](std::size_t k) { return k == one; });
        }
    }

    CartSplit best() {
        finish_cart_split(best_, outcome_, all_);
        std::sort(best_.left_levels.begin(), best_.left_levels.end());
        std::sort(best_.right_levels.begin(), best_.right_levels.end());
        return best_;
    }

  private:
    template <class IsLeft>
    void try_left(IsLeft is_left) {
        Sums left = zero_;
        std::size_t rows = 0;
        for (std::size_t k = 0; k < levels_.size(); ++k) {
            if (!is_left(k)) continue;
            left.add(levels_[k].sums);
            rows += levels_[k].rows;
        }
        if (std::min(rows, rows_ - rows) < needs_.rows || std::min(left.weight, all_.weight - left.weight) < needs_.weight) return;
        if (!is_better_cart_split(best_, left, all_, outcome_.tolerance())) return;
        best_.left_levels.clear();
        best_.right_levels.clear();
        for (std::size_t k = 0; k < levels_.size(); ++k) {
            (is_left(k) ? best_.left_levels : best_.right_levels).push_back(levels_[k].level);
        }
    }

    const CartNodeOutcome& outcome_;
    CartLeafNeeds needs_;
    std::vector<CartLevel<Sums>> levels_;
    Sums zero_;
    Sums all_;
    std::size_t rows_ = 0;
    CartSplit best_;
};

}  // namespace

CartSplit best_threshold(const CartNodeOutcome& outcome, std::span<const CartOrder> order, const CartLeafNeeds& needs) {
    if (order.size() < 2 || order.front().rank == order.back().rank) return {};
    return with_cart_sums(outcome, [&](const auto& zero, const auto& all) {
        const std::span<const CartShare> shares = outcome.shares();
        CartSplit best;
        auto left = zero;
        for (std::size_t k = 0; k + 1 < order.size(); ++k) {
            left.add(shares[order[k].row]);
            if (order[k].rank == order[k + 1].rank) continue;
            if (k + 1 < needs.rows || left.weight < needs.weight) continue;
            if (order.size() - k - 1 < needs.rows || all.weight - left.weight < needs.weight) break;
            if (is_better_cart_split(best, left, all, outcome.tolerance())) {
                best.rank = order[k].rank;
                best.rank_above = order[k + 1].rank;
            }
        }
        finish_cart_split(best, outcome, all);
        return best;
    });
}

CartSplit best_levels(const CartNodeOutcome& outcome, std::span<const std::uint32_t> rows, std::span<const std::uint32_t> level_of,
                      std::size_t levels, std::size_t subset_levels, const CartLeafNeeds& needs) {
    return with_cart_sums(outcome, [&](const auto& zero, const auto& all) {
        using Sums = std::decay_t<decltype(zero)>;
        std::vector<CartLevel<Sums>> present(levels, CartLevel<Sums>{0, 0, zero});
        for (const std::uint32_t row : rows) {
            CartLevel<Sums>& level = present[level_of[row]];
            level.sums.add(outcome.shares()[row]);
            ++level.rows;
        }
        for (std::uint32_t k = 0; k < present.size(); ++k) present[k].level = k;
        std::erase_if(present, [](const CartLevel<Sums>& level) { return level.rows == 0; });
        if (present.size() < 2) return CartSplit{};
        const std::size_t count = present.size();
        CartLevelSearch<Sums> search(outcome, zero, all, std::move(present), needs);
        if (outcome.kind() == TreeOutcome::number || outcome.class_weights().size() == 2) {
            search.by_order();
        } else if (count <= subset_levels) {
            search.by_subset();
        } else {
            search.one_against_others();
        }
        return search.best();
    });
}

}  // namespace enclosure
